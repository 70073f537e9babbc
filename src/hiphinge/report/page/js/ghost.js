import { el, svg } from "./dom.js";
import { AXES, signed } from "./axes.js";
import { icon } from "./controls.js";
import { curves } from "./phase.js";
import { percent } from "./words.js";

/** One repetition as a ghost over another: same size, same feet, same moment of their phases. */

/**
 * @typedef {{time_s: (number | null)[], series: Record<string, (number | null)[]>,
 *   forward: Record<string, (number | null)[]>, up: Record<string, (number | null)[]>}} Course
 * @typedef {{rep: number, course: Course | null, signature: Record<string, any>}} Shown
 * @typedef {{name: string, reps: Shown[], chosen: number | null}} Choice reps to choose from
 */

const BOTTOM = 25; // step of the course at which the bottom is
const LOCKOUT = 50;
const STICKS = [
  ["ear", "shoulder"],
  ["shoulder", "elbow"],
  ["elbow", "wrist"],
  ["shoulder", "hip"],
  ["hip", "knee"],
  ["knee", "ankle"],
  ["heel", "foot_index"],
  ["ankle", "heel"],
];
const ARM_ENDS = ["elbow", "wrist"];
const READ = ["trunk_deg", "knee_deg", "shin_deg", "hips_back_frac"];
const PER_LEG = 100; // units of the drawing to a leg length

/**
 * @param {Choice} behind whose rep is the ghost
 * @param {Choice} before whose rep it is laid over
 * @param {string} id start of the ids of its parts, unique on the page
 * @returns {any} an element
 */
export function ghostPlayer(behind, before, id) {
  const figures = [stickFigure("ghost"), stickFigure("real")];
  const slider = el("input", {
    type: "range",
    min: 0,
    max: LOCKOUT,
    step: 1,
    value: BOTTOM,
    id: `${id}-phase`,
    "aria-label": "Phase of the repetition",
  });
  const button = el("button.tool.ghost-play", { type: "button", "aria-label": "Play" });
  const reading = el("p.reading.ghost-phase", {});
  const numbers = el("dl.ghost-numbers", {});
  const lines = el("div.phase-curves", {});
  const choices = [behind, before].map((choice, side) => chooser(choice, side, id));
  const stage = svg(
    "svg.ghost-stage",
    { viewBox: "-120 -205 240 222", role: "img", "aria-label": "Two repetitions over each other" },
    svg("line.floor", { x1: -118, x2: 118, y1: 12, y2: 12 }),
    figures.map(({ node }) => node),
  );
  let redraw = () => {};

  const show = () => {
    const shown = choices.map(({ chosen }) => chosen());
    const step = Number(slider.value);
    figures.forEach(({ draw }, side) => draw(shown[side]?.course ?? null, step));
    reading.textContent = phaseWords(step);
    slider.setAttribute("aria-valuetext", phaseWords(step));
    numbers.replaceChildren(...READ.map((name) => bothAt(name, shown, step)));
    redraw(step);
  };
  const choose = () => {
    const shown = choices.map(({ chosen }) => chosen());
    const whole = shown.every((one) => one?.course?.time_s[0] !== null);
    slider.min = whole ? 0 : BOTTOM;
    if (Number(slider.value) < Number(slider.min)) slider.value = slider.min;
    const others = [...new Set([...behind.reps, ...before.reps])].filter(
      (one) => !shown.includes(one),
    );
    const made = curves(
      shown[0]?.course,
      shown[1]?.course,
      others.map(({ course }) => course),
    );
    lines.replaceChildren(made.node);
    redraw = made.at;
    show();
  };
  playing(button, slider, () => choices.map(({ chosen }) => chosen()), show);
  slider.addEventListener("input", show);
  choices.forEach(({ node }) => node.addEventListener("change", choose));
  choose();
  return el(
    "div.ghost",
    {},
    el(
      "div.ghost-choices",
      {},
      choices.map(({ node }) => node),
    ),
    el(
      "div.ghost-both",
      {},
      el(
        "div.ghost-picture",
        {},
        stage,
        el("div.ghost-controls", {}, button, slider),
        el("div.ghost-marks", { "aria-hidden": "true" }, phaseMarks()),
        reading,
      ),
      el("div.ghost-read", {}, numbers, lines),
    ),
  );
}

function phaseMarks() {
  return ["standing", "bottom", "lockout"].map((word) => el("span", {}, word));
}

/** A list to choose a repetition from, with the key of its figure. */
function chooser(
  /** @type {Choice} */ choice,
  /** @type {number} */ side,
  /** @type {string} */ id,
) {
  const reps = choice.reps.filter(({ course }) => course !== null);
  const kind = side ? "real" : "ghost";
  const select = el(
    "select",
    { id: `${id}-${kind}` },
    reps.map(({ rep }) =>
      el("option", { value: rep, selected: rep === choice.chosen }, `rep ${rep}`),
    ),
  );
  return {
    node: el(
      "label.ghost-choice",
      { for: `${id}-${kind}` },
      el(`span.key.key-${kind}`, { "aria-hidden": "true" }),
      el("span", {}, choice.name),
      select,
    ),
    chosen: () => reps.find(({ rep }) => rep === Number(select.value)) ?? null,
  };
}

/** A stick figure that can be moved; up is up, so that the drawing's own axis is turned over. */
function stickFigure(/** @type {string} */ kind) {
  const limbs = STICKS.map(([from, to]) =>
    svg(ARM_ENDS.includes(to) ? "line.arm" : "line.limb", {}),
  );
  const skull = svg("circle.skull", { r: 11 });
  const node = svg(`g.figure.${kind}`, {}, skull, limbs);
  const draw = (/** @type {Course | null} */ course, /** @type {number} */ step) => {
    const at = (/** @type {string} */ part) => {
      const [x, y] = [course?.forward[part]?.[step], course?.up[part]?.[step]];
      return Number.isFinite(x) && Number.isFinite(y) ? [PER_LEG * x, -PER_LEG * y] : null;
    };
    STICKS.forEach(([from, to], index) => {
      const [a, b] = [at(from), at(to)];
      limbs[index].toggleAttribute("hidden", !a || !b);
      if (!a || !b) return;
      const ends = { x1: a[0], y1: a[1], x2: b[0], y2: b[1] };
      for (const [name, value] of Object.entries(ends)) limbs[index].setAttribute(name, value);
    });
    const [neck, ear] = [at("shoulder"), at("ear")];
    skull.toggleAttribute("hidden", !neck || !ear);
    if (!neck || !ear) return;
    const reach = Math.hypot(ear[0] - neck[0], ear[1] - neck[1]) || 1;
    skull.setAttribute("cx", neck[0] + ((ear[0] - neck[0]) / reach) * 26);
    skull.setAttribute("cy", neck[1] + ((ear[1] - neck[1]) / reach) * 26);
  };
  return { node, draw };
}

/** Where in the repetition a step is. */
function phaseWords(/** @type {number} */ step) {
  if (step === BOTTOM) return "At the bottom";
  if (step === 0) return "Standing, about to go down";
  if (step === LOCKOUT) return "At the lockout";
  const down = step < BOTTOM;
  const part = down ? step / BOTTOM : (step - BOTTOM) / BOTTOM;
  return `${percent(part)} of the way ${down ? "down" : "up"}`;
}

/** One measure of both repetitions at a step, each with the doubt it has at the bottom. */
function bothAt(/** @type {string} */ name, /** @type {(Shown | null)[]} */ shown, step) {
  const told = shown.map((one, side) => {
    const value = one?.course?.series[name]?.[step] ?? null;
    const sd = one?.signature[name]?.sd ?? null;
    const unit = name.endsWith("_frac") ? "frac" : "deg";
    return el(
      "dd",
      {},
      el(`span.key.key-${side ? "real" : "ghost"}`, { "aria-hidden": "true" }),
      signed(name, { value, sd, unit }).replace(" leg lengths", ""),
    );
  });
  const what = name === "hips_back_frac" ? "Hips back, in leg lengths" : AXES[name].name;
  return el("div", {}, el("dt", {}, what), told);
}

/** Play from the first step to the last in the mean time of both repetitions, over and over. */
function playing(button, slider, chosen, show) {
  let request = 0;
  let began = 0;
  const face = () => {
    button.replaceChildren(icon(request ? "pause" : "play"));
    button.setAttribute("aria-label", request ? "Pause" : "Play");
  };
  const lengths = () => {
    const mean = (from, to) => {
      const all = chosen()
        .map((one) => [one?.course?.time_s[from], one?.course?.time_s[to]])
        .filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b))
        .map(([a, b]) => b - a);
      return all.reduce((sum, one) => sum + one, 0) / (all.length || 1);
    };
    return Number(slider.min) < BOTTOM
      ? [mean(0, BOTTOM - 1), mean(BOTTOM + 1, LOCKOUT)]
      : [0, mean(BOTTOM + 1, LOCKOUT)];
  };
  const stepAt = (/** @type {number} */ time_s) => {
    const [down, up] = lengths();
    const rest = 0.5; // at the lockout, before it begins again [s]
    const now = time_s % (down + up + rest);
    if (now < down) return Math.round((BOTTOM * now) / down);
    return Math.round(BOTTOM + BOTTOM * Math.min(1, (now - down) / (up || 1)));
  };
  const tick = (/** @type {number} */ stamp) => {
    began ||= stamp;
    const step = String(stepAt((stamp - began) / 1000));
    if (slider.value !== step) {
      slider.value = step;
      show();
    }
    request = requestAnimationFrame(tick);
  };
  const stop = () => {
    cancelAnimationFrame(request);
    request = 0;
    face();
  };
  button.addEventListener("click", () => {
    if (request) return stop();
    began = 0;
    request = requestAnimationFrame(tick);
    face();
  });
  slider.addEventListener("pointerdown", () => request && stop());
  slider.addEventListener("keydown", () => request && stop());
  face();
}
