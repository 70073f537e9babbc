import { svg } from "./dom.js";
import { frameNear } from "./data.js";

/** Small pictures: the lifter's own posture as a stick figure, and the marks of the tones. */

const LIMBS = [
  ["shoulder", "hip"],
  ["hip", "knee"],
  ["knee", "ankle"],
  ["heel", "foot_index"],
];

/**
 * The posture at a moment, drawn from the landmarks; every figure stands on the same floor scale.
 * @param {import("./data.js").Page} page
 * @param {number} time_s
 * @returns {any} an SVG element, or null where the body was not seen
 */
export function posture(page, time_s) {
  const index = frameNear(page.time, time_s);
  const at = (/** @type {string} */ part) => [
    page.points[part].x[index],
    page.points[part].y[index],
  ];
  const [ankle, leg] = [at("ankle"), page.leg];
  const needed = ["shoulder", "hip", "knee", "ankle"].map(at).flat();
  if (!leg || needed.some(Number.isNaN)) return null;
  const put = (/** @type {number[]} */ [x, y]) => [
    (50 * (x - ankle[0])) / leg,
    (50 * (y - ankle[1])) / leg,
  ];
  const line = (
    /** @type {string} */ from,
    /** @type {string} */ to,
    /** @type {string} */ name,
  ) => {
    const [[x1, y1], [x2, y2]] = [put(at(from)), put(at(to))];
    return [x1, y1, x2, y2].some(Number.isNaN) ? null : svg(`line.${name}`, { x1, y1, x2, y2 });
  };
  return svg(
    "svg.posture",
    { viewBox: "-52 -112 104 122", "aria-hidden": "true" },
    svg("line.floor", { x1: -48, x2: 48, y1: 6, y2: 6 }),
    line("shoulder", "elbow", "arm"),
    line("elbow", "wrist", "arm"),
    LIMBS.map(([from, to]) => line(from, to, "limb")),
    head(put, at),
  );
}

/** The head sits beyond the shoulder, towards the ear. */
function head(/** @type {any} */ put, /** @type {any} */ at) {
  const [[sx, sy], [ex, ey]] = [put(at("shoulder")), put(at("ear"))];
  if (Number.isNaN(ex)) return null;
  const reach = Math.hypot(ex - sx, ey - sy) || 1;
  return svg("circle.skull", {
    cx: sx + ((ex - sx) / reach) * 15,
    cy: sy + ((ey - sy) / reach) * 15,
    r: 6.5,
  });
}

const SHAPES = {
  good: () => svg("circle", { r: 5 }),
  near: () => svg("path", { d: "M0 -6.5 6.5 0 0 6.5 -6.5 0Z" }),
  off: () => svg("path", { d: "M0 -6.5 6.5 5 -6.5 5Z" }),
  none: () => svg("circle.hollow", { r: 4.5 }),
};

/** The mark of a tone: its shape tells it as well as its colour. */
export function mark(/** @type {string} */ tone) {
  return svg(
    `svg.mark.${tone}`,
    { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" },
    (SHAPES[tone] ?? SHAPES.none)(),
  );
}

/** The same mark at a place of a larger drawing. */
export function markAt(
  /** @type {string} */ tone,
  /** @type {string} */ x,
  /** @type {number} */ y,
) {
  return svg(`svg.mark.${tone}`, { x, y, overflow: "visible" }, (SHAPES[tone] ?? SHAPES.none)());
}
