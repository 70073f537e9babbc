import { STRING, stroke } from "./ink.js";
import { quantity } from "./words.js";

/** The two strings of the standard. */

/** @typedef {import("./ink.js").Spot} Spot @typedef {import("./ink.js").Body} Body */

/**
 * One string holds the hips up, beside the height they have in standing; one pulls the chest down.
 * @param {CanvasRenderingContext2D} context
 * @param {any} page
 * @param {number} index
 * @param {Body} body
 * @param {import("./drawing.js").Fit} fit
 */
export function drawStrings(context, page, index, body, fit) {
  const { shoulder, hip, ankle, heel } = body;
  const labels = [];
  const standing = page.standing.hip_height_frac;
  if (hip) {
    const top = fit.y + 14;
    stroke(context, [hip, [hip[0], top]], STRING, 1.75);
    arrow(context, [hip[0], top], -1);
    if (standing && ankle && page.leg) labels.push(level(context, page, index, hip, ankle, fit));
  }
  if (shoulder && (heel ?? ankle)) {
    const floor = Math.max((heel ?? ankle)[1], shoulder[1] + 20);
    stroke(context, [shoulder, [shoulder[0], floor]], STRING, 1.75);
    arrow(context, [shoulder[0], floor], 1);
  }
  return labels.filter(Boolean);
}

/**
 * The standing height of the hips as a faint level, and how much of it is kept now.
 * @param {CanvasRenderingContext2D} context
 * @param {any} page
 * @param {number} index
 * @param {Spot} hip
 * @param {Spot} ankle
 * @param {import("./drawing.js").Fit} fit
 */
function level(context, page, index, hip, ankle, fit) {
  const [standing, standingSd] = page.standing.hip_height_frac;
  if (!standing) return null;
  const y = ankle[1] - standing * page.leg * fit.scale;
  stroke(
    context,
    [
      [hip[0] - 56, y],
      [hip[0] + 56, y],
    ],
    STRING,
    1,
    [2, 5],
  );
  const now = page.series.hip_height_frac;
  if (!now || Number.isNaN(now.value[index])) return null;
  const kept = now.value[index] / standing;
  const sd = Math.hypot(now.sd[index], kept * (standingSd ?? 0)) / standing;
  const words = quantity(kept, Number.isNaN(sd) ? null : sd, "frac");
  return {
    text: `hips ${words}`,
    at: [hip[0] - 30 * page.facing, y],
    towards: [-0.8 * page.facing, -0.6],
  };
}

/**
 * A string ends in an arrow: up where it holds, down where it pulls.
 * @param {CanvasRenderingContext2D} context
 * @param {Spot} at
 * @param {number} way
 */
function arrow(context, [x, y], way) {
  stroke(
    context,
    [
      [x - 6, y - 8 * way],
      [x, y],
      [x + 6, y - 8 * way],
    ],
    STRING,
    2,
  );
}
