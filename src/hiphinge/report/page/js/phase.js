import { el, svg } from "./dom.js";

/** What two repetitions measure over their phase, beside each other in small curves. */

const CURVE_TALL = 64;
const LAST_STEP = 50;
const SHAPES_OF = {
  trunk_deg: "Trunk lean",
  thigh_trunk_deg: "Thigh to trunk",
  knee_deg: "Knee bend",
  shin_deg: "Shin lean",
  hips_back_frac: "Hips back",
};

/**
 * @param {any} ghost course of the ghost
 * @param {any} real course of the repetition that it lies over
 * @param {any[]} others courses that are drawn faintly
 * @returns {{node: any, at: (step: number) => void}} the curves, and how to move their mark
 */
export function curves(ghost, real, others) {
  const heads = [];
  const node = el(
    "div.phase-grid",
    { "aria-hidden": "true" },
    Object.entries(SHAPES_OF).map(([name, title]) => {
      const all = [...others, real, ghost].map((course) => course?.series[name] ?? []);
      const values = all.flat().filter((value) => Number.isFinite(value));
      if (!values.length) return null;
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const y = (/** @type {number} */ value) =>
        4 + (CURVE_TALL - 8) * (1 - (value - low) / (high - low || 1));
      const head = svg("line.phase-head", { y1: 0, y2: CURVE_TALL });
      heads.push(head);
      return el(
        "figure.phase-curve",
        {},
        el("figcaption", {}, title),
        svg(
          "svg",
          { viewBox: `0 0 100 ${CURVE_TALL}`, preserveAspectRatio: "none" },
          svg("line.phase-bottom", { x1: 50, x2: 50, y1: 0, y2: CURVE_TALL }),
          all.map((series, place) => {
            const kind = ["ghost", "real"][all.length - 1 - place] ?? "other";
            return svg(`path.phase-${kind}`, { d: pathOf(series, y) });
          }),
          head,
        ),
      );
    }),
  );
  const at = (/** @type {number} */ step) =>
    heads.forEach((head) => {
      head.setAttribute("x1", (100 * step) / LAST_STEP);
      head.setAttribute("x2", (100 * step) / LAST_STEP);
    });
  return { node, at };
}

/** The line through the known steps; it breaks where one is not known. */
function pathOf(
  /** @type {(number | null)[]} */ series,
  /** @type {(value: number) => number} */ y,
) {
  let pen = "M";
  return series
    .map((value, step) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const point = `${pen}${(100 * step) / LAST_STEP} ${y(value).toFixed(2)}`;
      pen = "L";
      return point;
    })
    .join("");
}
