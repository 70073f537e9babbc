import { LIGHT, SPINE, stroke } from "./ink.js";

/** The back's outline over the video: white, and the more of the spine's colour the rounder it is. */

const STEPS = 4;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {any} page
 * @param {number} index frame
 * @param {import("./drawing.js").Fit} fit
 */
export function drawBack(context, page, index, fit) {
  const shade = backShade(page, index);
  for (const run of page.back[index] ?? []) {
    const spots = run.map(([x, y]) => [fit.x + x * fit.scale, fit.y + y * fit.scale]);
    stroke(context, smoothLine(spots), shade, 3);
  }
}

/**
 * The middle of the outline on the stage, where its number is written; null where it is not seen.
 * @param {any} page
 * @param {number} index
 * @param {import("./drawing.js").Fit} fit
 * @returns {import("./ink.js").Spot | null}
 */
export function backMiddle(page, index, fit) {
  const spots = (page.back[index] ?? []).flat();
  if (!spots.length) return null;
  const [x, y] = spots[Math.floor(spots.length / 2)];
  return [fit.x + x * fit.scale, fit.y + y * fit.scale];
}

/** Where hip and spine are not told apart the line stays white. */
function backShade(/** @type {any} */ page, /** @type {number} */ index) {
  const rounding = page.series.spine_deg?.value[index];
  if (!(rounding > 0)) return LIGHT;
  return between(LIGHT, SPINE, Math.min(rounding / page.fullInk, 1));
}

/** @param {string} one @param {string} other @param {number} share of the other */
function between(one, other, share) {
  const parts = (/** @type {string} */ shade) =>
    [1, 3, 5].map((at) => parseInt(shade.slice(at, at + 2), 16));
  const [from, to] = [parts(one), parts(other)];
  return `rgb(${from.map((part, k) => Math.round(part + share * (to[k] - part))).join(" ")})`;
}

/** A line through points without corners, a Catmull-Rom spline. @param {number[][]} points */
function smoothLine(points) {
  const at = (/** @type {number} */ k) => points[Math.max(0, Math.min(k, points.length - 1))];
  const line = [];
  for (let k = 0; k < points.length - 1; k += 1) {
    const [a, b, c, d] = [at(k - 1), at(k), at(k + 1), at(k + 2)];
    for (let step = 0; step < STEPS; step += 1) line.push(along(a, b, c, d, step / STEPS));
  }
  line.push(at(points.length - 1));
  return line;
}

/** The place at a share of the way from the second of four points to the third. */
function along(
  /** @type {number[]} */ a,
  /** @type {number[]} */ b,
  /** @type {number[]} */ c,
  /** @type {number[]} */ d,
  /** @type {number} */ t,
) {
  return [0, 1].map((axis) => {
    const [p, q, r, s] = [a[axis], b[axis], c[axis], d[axis]];
    const bend = 2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p);
    return q + 0.5 * t * (r - p + t * bend);
  });
}
