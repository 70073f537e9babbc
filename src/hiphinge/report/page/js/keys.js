import { byId, el, table } from "./dom.js";
import { hasTargets } from "./target.js";

/** Keyboard shortcuts, and the window that lists them. */

/** @param {import("./player.js").Player} player @returns {[string[], string, () => void][]} */
function shortcuts(player) {
  const { clock, page } = player;
  return [
    [["k"], "Play or pause (also the space bar, in the player)", () => clock.toggle()],
    [["ArrowRight", "."], "One frame on", () => clock.step(1)],
    [["ArrowLeft", ","], "One frame back", () => clock.step(-1)],
    [["]"], "Next rep", () => player.jumpRep(1)],
    [["["], "Rep before", () => player.jumpRep(-1)],
    [["n"], "Next phase", () => player.jumpPhase(1)],
    [["b"], "Phase before", () => player.jumpPhase(-1)],
    [["l"], "Repeat this rep", () => player.toggleLoop()],
    [["-"], "Slower", () => player.changeSpeed(1)],
    [["+", "="], "Faster", () => player.changeSpeed(-1)],
    [["1"], "Skeleton", () => player.toggleLayer("skeleton")],
    [["2"], "Angles", () => player.toggleLayer("angles")],
    [["3"], "Two strings", () => player.toggleLayer("strings")],
    ...(page.back.length ? [[["4"], "Outline of the back", () => player.toggleLayer("back")]] : []),
    ...(hasTargets(page)
      ? [[["5"], "Outline of your own target", () => player.toggleLayer("target")]]
      : []),
    [["0"], "All drawing off", () => player.clearLayers()],
    [["?"], "This list", () => byId("help").showModal()],
  ];
}

const NAMES = { ArrowRight: "→", ArrowLeft: "←" };
const OWN_KEYS = "input:not([type=range]), select, textarea, [contenteditable], dialog *";

/** @param {import("./player.js").Player} player */
export function listenToKeys(player) {
  const list = shortcuts(player);
  const active = el("input", { type: "checkbox", id: "keys-on", checked: true });
  byId("help").append(
    el("h2", { id: "help-title" }, "Keyboard shortcuts"),
    table(
      "Keys and what they do",
      ["Key", "Does"],
      list
        .filter(([keys]) => keys[0] !== "=")
        .map(([keys, what]) => [
          keys.filter((key) => key !== "=").map((key) => el("kbd", {}, NAMES[key] ?? key)),
          what,
        ]),
      "keys",
    ),
    el("p", {}, "On a curve or on the frame slider the arrow keys move frame by frame as well."),
    el("p.row", {}, active, el("label", { for: "keys-on" }, "Single keys act")),
    el("form", { method: "dialog" }, el("button.tool", {}, "Close")),
  );
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest(OWN_KEYS)) return;
    if (!active.checked && !target.closest("#player, #charts")) return;
    const inPlayer = target.id === "player" || target.id === "scrub" || target.closest(".plot");
    const act =
      event.key === " " && inPlayer
        ? () => player.clock.toggle()
        : list.find(([keys]) => keys.includes(event.key))?.[2];
    // The slider, and boxes that scroll, move with the arrow keys by themselves.
    const moves = event.key.startsWith("Arrow") && target.closest("#scrub, .scroller");
    if (!act || moves) return;
    event.preventDefault();
    act();
  });
}
