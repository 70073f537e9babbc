import { missingAt } from "./data.js";
import { measureShort, unitOf } from "./measures.js";
import { quantity } from "./words.js";
import { ARC, LIGHT, ring, stroke } from "./ink.js";
import { backMiddle, drawBack } from "./back.js";
import { writeLabels } from "./labels.js";
import { drawStrings } from "./strings.js";
import { drawTarget } from "./target.js";

/** What is drawn over the video: skeleton and angles here, the back and the strings beside. */

/**
 * @typedef {{x: number, y: number, w: number, h: number, scale: number}} Fit where the picture lies
 * @typedef {import("./ink.js").Spot} Spot
 * @typedef {import("./ink.js").Body} Body
 */

/**
 * Where the picture lies inside its stage, whatever bars are left beside it.
 * @param {{width: number, height: number}} stage
 * @param {{width: number, height: number}} picture the video's own size
 * @param {number} width_px width that the landmarks were measured in
 * @returns {Fit}
 */
export function fitInside(stage, picture, width_px) {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  return { x: (stage.width - w) / 2, y: (stage.height - h) / 2, w, h, scale: w / width_px };
}

/**
 * Draw one frame.
 * @param {CanvasRenderingContext2D} context scaled so that one step is one CSS pixel
 * @param {import("./data.js").Page} page
 * @param {number} index frame
 * @param {Fit} fit
 * @param {Record<string, boolean>} layers what is drawn: skeleton, angles, strings, back, target
 */
export function drawFrame(context, page, index, fit, layers) {
  const body = bodyAt(page, index, fit);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.save();
  context.beginPath();
  context.rect(fit.x, fit.y, fit.w, fit.h);
  context.clip();
  if (!missingAt(page, index)) {
    const labels = [];
    if (layers.target) drawTarget(context, page, index, fit);
    if (layers.strings) labels.push(...drawStrings(context, page, index, body, fit));
    if (layers.back) drawBack(context, page, index, fit);
    if (layers.skeleton) drawSkeleton(context, page, body);
    if (layers.angles) {
      drawArcs(context, body);
      const back = layers.back ? backMiddle(page, index, fit) : null;
      labels.unshift(...angleLabels(page, index, body, back));
    }
    writeLabels(context, labels, fit);
  }
  context.restore();
}

/** The landmarks that are known, on the stage. @returns {Body} */
function bodyAt(/** @type {any} */ page, /** @type {number} */ index, /** @type {Fit} */ fit) {
  /** @type {Body} */
  const body = {};
  for (const [part, { x, y }] of Object.entries(/** @type {any} */ (page.points))) {
    if (Number.isFinite(x[index]) && Number.isFinite(y[index])) {
      body[part] = [fit.x + x[index] * fit.scale, fit.y + y[index] * fit.scale];
    }
  }
  return body;
}

/** @param {CanvasRenderingContext2D} context @param {any} page @param {Body} body */
function drawSkeleton(context, page, body) {
  const arms = new Set(["ear", "elbow", "wrist"]);
  for (const [from, to] of page.bones) {
    if (!body[from] || !body[to]) continue;
    stroke(context, [body[from], body[to]], LIGHT, arms.has(from) || arms.has(to) ? 1.5 : 3);
  }
  for (const part of ["shoulder", "hip", "knee", "ankle"]) {
    if (body[part]) ring(context, body[part], 5, LIGHT);
  }
}

/**
 * The trunk's lean from vertical at the hip; the knee's bend from the shin's own line.
 * @param {CanvasRenderingContext2D} context
 * @param {Body} body
 */
function drawArcs(context, body) {
  const { shoulder, hip, knee, ankle } = body;
  const arc = (at, from, to, radius) => {
    const turn = Math.atan2(Math.sin(to - from), Math.cos(to - from));
    const steps = Array.from({ length: 17 }, (_, step) => from + (turn * step) / 16);
    stroke(
      context,
      steps.map((a) => [at[0] + radius * Math.cos(a), at[1] + radius * Math.sin(a)]),
      ARC,
      2,
    );
  };
  const heading = (from, to) => Math.atan2(to[1] - from[1], to[0] - from[0]);
  if (hip && shoulder) arc(hip, -Math.PI / 2, heading(hip, shoulder), 34);
  if (hip && knee && ankle) {
    const ahead = heading(ankle, knee);
    stroke(
      context,
      [knee, [knee[0] + 38 * Math.cos(ahead), knee[1] + 38 * Math.sin(ahead)]],
      ARC,
      1,
      [3, 4],
    );
    arc(knee, ahead, heading(knee, hip), 28);
  }
}

/**
 * Angles with their doubt, each on the side of the joint where the body leaves room.
 * @param {any} page
 * @param {number} index
 * @param {Body} body
 * @param {Spot | null} back the middle of the back's outline, where it is drawn
 */
function angleLabels(page, index, body, back) {
  const { shoulder, hip, knee, ankle } = body;
  const text = (name) => {
    const series = page.series[name];
    if (!series || Number.isNaN(series.value[index])) return null;
    const sd = series.sd[index];
    const doubt = Number.isNaN(sd) ? null : sd;
    return `${measureShort(name)} ${quantity(series.value[index], doubt, unitOf(name))}`;
  };
  const labels = [];
  const add = (name, at, towards) => {
    const words = at && text(name);
    if (words) labels.push({ text: words, at, towards });
  };
  const behind = [-page.facing, 0];
  add("knee_deg", knee, behind);
  // Hip and back together only where they are not told apart.
  add(text("hip_deg") ? "hip_deg" : "thigh_trunk_deg", hip, behind);
  add("shin_deg", ankle && knee && middle(ankle, knee, 0.3), behind);
  if (shoulder && hip) {
    const out = backSide(hip, shoulder, page.facing);
    add("spine_deg", back ?? middle(hip, shoulder, 0.5), out);
    // Where the back is drawn, the side before it is left for the trunk.
    const side = back ? [-out[0], -out[1]] : out;
    add("trunk_deg", middle(hip, shoulder, back ? 0.5 : 0.72), side);
  }
  return labels;
}

/** @param {Spot} from @param {Spot} to @param {number} share @returns {Spot} */
function middle(from, to, share) {
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

/**
 * The direction out of the lifter's back.
 * @param {Spot} hip
 * @param {Spot} shoulder
 * @param {number} facing
 * @returns {Spot}
 */
function backSide(hip, shoulder, facing) {
  const [x, y] = [shoulder[0] - hip[0], shoulder[1] - hip[1]];
  const length = Math.hypot(x, y) || 1;
  return [(facing * y) / length, (-facing * x) / length];
}
