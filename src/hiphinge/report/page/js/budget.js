import { el } from "./dom.js";
import { amount, measureName } from "./measures.js";
import { number, percent, quantity } from "./words.js";

/** How much of a rep's fold the hip made and how much the spine, and how unsure their border is. */

const NINETEEN_IN_TWENTY = 1.96; // standard deviations to each side

/** @typedef {import("./data.js").Measured} Measured */

/**
 * The two parts of a rep's fold, or null where they are not told apart.
 * @param {any} rep
 * @returns {{hip: Measured, spine: Measured, share: Measured | undefined, fold: Measured} | null}
 */
export function partsOf({ bottom }) {
  const { hip_part_deg: hip, spine_part_deg: spine, spine_share_frac: share } = bottom;
  if (!Number.isFinite(hip?.value) || !Number.isFinite(spine?.value)) return null;
  const fold = bottom.fold_deg ?? { value: hip.value + spine.value, sd: null, unit: "deg" };
  return fold.value > 0 ? { hip, spine, share, fold } : null;
}

/** What a full bar stands for: the deepest fold of the set, or a border that may lie beyond it. */
export function longest(/** @type {any[]} */ reps) {
  const all = reps.map(partsOf).filter((parts) => parts !== null);
  return Math.max(...all.flatMap(({ hip, fold }) => [fold.value, hip.value + (hip.sd ?? 0)]));
}

/** The fold in words; its doubt is left out where only its parts are known. */
export function foldWords(/** @type {Measured} */ { value, sd, unit }) {
  return sd === null ? `${number(value ?? 0, 0)}°` : quantity(value, sd, unit);
}

/** The spine's share in words: a hundredth is finer than it is known. */
export function shareWords(/** @type {Measured} */ { value, sd }) {
  return `${percent(value ?? 0)}\u00a0±${percent(sd ?? 0)}`;
}

/** The rep card's picture of its fold. @param {any} page @param {any} rep */
export function budget(page, rep) {
  const parts = partsOf(rep);
  if (!parts) return rep.silence ? el("p.quiet", {}, `Hip and spine ${silent(rep)}.`) : null;
  const { hip, spine, share, fold } = parts;
  const rounding = rep.bottom.spine_deg;
  const bar = el("div.budget-bar", { "aria-hidden": "true" }, el("span.budget-doubt", {}));
  showBorder(bar, parts);
  bar.style.width = `${(100 * fold.value) / longest(page.report.reps)}%`;
  return el(
    "div.budget",
    {},
    el(
      "p",
      {},
      `Of this fold of ${foldWords(fold)}, `,
      key("hip"),
      el("strong", {}, quantity(hip.value, hip.sd, "deg")),
      " come from the hip, ",
      key("spine"),
      el("strong", {}, quantity(spine.value, spine.sd, "deg")),
      " from the spine",
      share ? `: ${shareWords(share)} of it.` : ".",
    ),
    bar,
    rounding
      ? el(
          "p.quiet.small",
          {},
          `${measureName("spine_deg")}: ${amount("spine_deg", rounding)}.`,
          rounding.value < 0 ? " Below zero means straighter than in standing." : "",
        )
      : null,
  );
}

/** Why a rep has no budget. */
export function silent(/** @type {any} */ rep) {
  return `not told apart: ${rep.silence}`;
}

/** The colour that stands for a part. */
export function key(/** @type {string} */ part) {
  return el(`span.key.key-${part}`, { "aria-hidden": "true" });
}

/** Where the hip's part ends, as shares of the fold: likely (the mark) and at most (the fade). */
export function showBorder(/** @type {any} */ node, /** @type {any} */ { hip, fold }) {
  for (const [name, sds] of [
    ["from", -1],
    ["to", 1],
    ["fade-from", -NINETEEN_IN_TWENTY],
    ["fade-to", NINETEEN_IN_TWENTY],
  ]) {
    const place = (100 * (hip.value + sds * (hip.sd ?? 0))) / fold.value;
    node.style.setProperty(`--${name}`, `${place}%`);
  }
}
