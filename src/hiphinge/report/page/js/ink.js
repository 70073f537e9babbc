/** Lines and joints that read on any picture. */

/**
 * @typedef {[number, number]} Spot a place on the stage
 * @typedef {Record<string, any>} Body the landmarks that are known, each a `Spot`
 */

export const LIGHT = "#ffffff";
export const STRING = "#ffd166";
export const ARC = "#9fb4ff";
export const SPINE = "#dcaafa";
const SHADE = "rgba(8, 12, 20, .6)";

/**
 * A line with a dark edge, so that it reads on any picture.
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} points
 * @param {string} shade
 * @param {number} width
 * @param {number[]} [dash]
 */
export function stroke(context, points, shade, width, dash = []) {
  context.beginPath();
  points.forEach(([x, y], step) => (step ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.setLineDash([]);
  context.strokeStyle = SHADE;
  context.lineWidth = width + 2.5;
  context.stroke();
  context.setLineDash(dash);
  context.strokeStyle = shade;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}

/**
 * A joint.
 * @param {CanvasRenderingContext2D} context
 * @param {Spot} at
 * @param {number} radius
 * @param {string} shade
 */
export function ring(context, [x, y], radius, shade) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = shade;
  context.fill();
  context.strokeStyle = SHADE;
  context.lineWidth = 1.5;
  context.stroke();
}
