import { frameNear, repAt } from "./data.js";

/** The body's own target: where its parts are, and its outline over the video. */

/**
 * @typedef {Record<string, [number, number]>} Parts each ahead of the ankle and up, in leg lengths
 */

export const TARGET_INK = "#7ff0d8";
const TARGET_EDGE = "rgba(8, 12, 20, .65)";

/** How wide each part of the outline is, in leg lengths. */
const OUTLINE_WIDTHS = { shank: 0.085, thigh: 0.125, trunk: 0.17, foot: 0.05 };
const SKULL = { beyond: 0.3, radius: 0.11 };

/** @param {any} page @returns {boolean} whether any repetition has a target */
export function hasTargets(page) {
  return page.report.reps.some((rep) => targetOf(page, rep));
}

/** The target of a repetition, or null where it is not known. */
export function targetOf(/** @type {any} */ page, /** @type {any} */ rep) {
  const known = rep.target?.shin_deg?.value ?? null;
  return known !== null && page.report.proportions?.thigh_frac ? rep.target : null;
}

/**
 * Where the parts of a posture are, by forward kinematics from its leans and the lifter's lengths.
 * @param {any} page
 * @param {Record<string, {value: number | null}>} posture leans [deg]
 * @returns {Parts | null}
 */
export function partsAt(page, posture) {
  const { shank_frac, thigh_frac, trunk_frac, heel_frac, toe_frac } = page.report.proportions;
  const leans = ["shin_deg", "thigh_deg", "trunk_deg"].map((name) => posture[name]?.value ?? NaN);
  if (leans.some(Number.isNaN)) return null;
  const [shin, thigh, trunk] = leans.map((lean) => (lean * Math.PI) / 180);
  const on = (/** @type {number[]} */ [x, y], lean, length) => [
    x + length * Math.sin(lean),
    y + length * Math.cos(lean),
  ];
  const knee = on([0, 0], shin, shank_frac.value);
  const hip = on(knee, thigh, thigh_frac.value);
  const shoulder = on(hip, trunk, trunk_frac.value);
  return /** @type {Parts} */ ({
    ankle: [0, 0],
    knee,
    hip,
    shoulder,
    head: on(shoulder, trunk, SKULL.beyond),
    heel: [heel_frac.value, -0.07],
    toe: [toe_frac.value, -0.07],
  });
}

/**
 * The same parts a standard deviation farther ahead (1) or behind (-1).
 * @param {Parts} parts
 * @param {any} target
 * @param {number} way
 * @returns {Parts}
 */
export function partsAside(parts, target, way) {
  const [knee, hip] = [target.knee_ahead_frac?.sd ?? 0, target.hips_back_frac?.sd ?? 0];
  const by = { knee, hip, shoulder: hip, head: hip };
  return Object.fromEntries(
    Object.entries(parts).map(([name, [x, y]]) => [name, [x + way * (by[name] ?? 0), y]]),
  );
}

/** The sticks of an outline: their two ends and their width in leg lengths. */
export function outlineSticks(/** @type {Parts} */ { ankle, knee, hip, shoulder, heel, toe }) {
  return [
    { ends: [ankle, knee], width: OUTLINE_WIDTHS.shank },
    { ends: [knee, hip], width: OUTLINE_WIDTHS.thigh },
    { ends: [hip, shoulder], width: OUTLINE_WIDTHS.trunk },
    { ends: [heel, toe], width: OUTLINE_WIDTHS.foot },
    { ends: [ankle, heel], width: OUTLINE_WIDTHS.foot },
    { ends: [ankle, toe], width: OUTLINE_WIDTHS.foot },
  ];
}

/** The head of an outline. */
export function outlineSkull(/** @type {Parts} */ { head }) {
  return { at: head, radius: SKULL.radius };
}

/**
 * Draw the outline of the current repetition's target, placed at the ankle as it is at the bottom.
 * @param {CanvasRenderingContext2D} context
 * @param {any} page
 * @param {number} index frame
 * @param {import("./drawing.js").Fit} fit
 */
export function drawTarget(context, page, index, fit) {
  const rep = repAt(page, page.time[index]);
  const target = rep && targetOf(page, rep);
  const parts = target && partsAt(page, target);
  const place = parts && onPicture(page, frameNear(page.time, rep.bottom_s), fit);
  if (!place) return;
  const { canvas } = context;
  const sheet = Object.assign(document.createElement("canvas"), {
    width: canvas.width,
    height: canvas.height,
  });
  const ink = sheet.getContext("2d");
  const lay = (/** @type {number} */ opacity) => {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = opacity;
    context.drawImage(sheet, 0, 0);
    context.restore();
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.clearRect(0, 0, sheet.width, sheet.height);
  };
  const pen = (/** @type {Parts} */ one, shade, grow, mode = "source-over") => {
    ink.setTransform(context.getTransform());
    ink.globalCompositeOperation = mode;
    ink.strokeStyle = shade;
    ink.fillStyle = shade;
    ink.lineCap = "round";
    fillBody(ink, one, place, grow);
  };
  for (const step of [-1, -0.5, 0, 0.5, 1]) pen(partsAside(parts, target, step), TARGET_INK, 0);
  lay(0.28);
  pen(parts, TARGET_EDGE, 5);
  pen(parts, TARGET_INK, 2.5);
  pen(parts, TARGET_INK, -1.5, "destination-out");
  lay(1);
}

/** Fill the whole body, each part wider by so many pixels. */
function fillBody(ink, parts, place, grow) {
  for (const { ends, width } of outlineSticks(parts)) {
    ink.lineWidth = Math.max(1, width * place.leg + grow);
    ink.beginPath();
    ink.moveTo(...place.at(ends[0]));
    ink.lineTo(...place.at(ends[1]));
    ink.stroke();
  }
  const { at, radius } = outlineSkull(parts);
  ink.beginPath();
  ink.arc(...place.at(at), radius * place.leg + grow / 2, 0, 2 * Math.PI);
  ink.fill();
}

/**
 * How leg lengths lie on the stage: at the ankle of a frame, as long as the leg is in it, turned
 * and shortened as the camera shows the body.
 */
function onPicture(/** @type {any} */ page, /** @type {number} */ index, fit) {
  const { yaw_deg, roll_deg } = page.report.view;
  const [turn, roll] = [yaw_deg ?? 0, roll_deg ?? 0].map((angle) => (angle * Math.PI) / 180);
  const narrow = Math.cos(turn);
  const spot = (/** @type {string} */ part) => [
    page.points[part].x[index],
    page.points[part].y[index],
  ];
  const [hip, knee, ankle] = ["hip", "knee", "ankle"].map(spot);
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  const long = (one, other) => {
    const [x, y] = [one[0] - other[0], one[1] - other[1]];
    return Math.hypot((x * cos + y * sin) / narrow, y * cos - x * sin);
  };
  const leg = (long(hip, knee) + long(knee, ankle)) * fit.scale;
  if (Number.isNaN(leg)) return null;
  const at = (/** @type {number[]} */ [ahead, up]) => {
    const [x, y] = [page.facing * ahead * narrow * leg, -up * leg];
    return [
      fit.x + ankle[0] * fit.scale + x * cos - y * sin,
      fit.y + ankle[1] * fit.scale + x * sin + y * cos,
    ];
  };
  return { leg, at };
}
