import { missingAt } from "./data.js";
import { measureShort, quantity, unitOf } from "./words.js";
import { writeLabels } from "./labels.js";

/** What is drawn over the video: skeleton, angles, and the two strings of the standard. */

/** @typedef {{x: number, y: number, w: number, h: number, scale: number}} Fit where the picture lies */

const LIGHT = "#ffffff";
const STRING = "#ffd166";
const ARC = "#9fb4ff";
const SHADE = "rgba(8, 12, 20, .6)";

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
 * @param {{skeleton: boolean, angles: boolean, strings: boolean}} layers
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
    if (layers.strings) labels.push(...drawStrings(context, page, index, body, fit));
    if (layers.skeleton) drawSkeleton(context, page, body);
    if (layers.angles) {
      drawArcs(context, body);
      labels.unshift(...angleLabels(page, index, body));
    }
    writeLabels(context, labels, fit);
  }
  context.restore();
}

/** @returns {Record<string, [number, number]>} the landmarks that are known, on the stage */
function bodyAt(/** @type {any} */ page, /** @type {number} */ index, /** @type {Fit} */ fit) {
  /** @type {Record<string, [number, number]>} */
  const body = {};
  for (const [part, { x, y }] of Object.entries(/** @type {any} */ (page.points))) {
    if (Number.isFinite(x[index]) && Number.isFinite(y[index])) {
      body[part] = [fit.x + x[index] * fit.scale, fit.y + y[index] * fit.scale];
    }
  }
  return body;
}

/** A line with a dark edge, so that it reads on any picture. */
function stroke(context, points, colour, width, dash = []) {
  context.beginPath();
  points.forEach(([x, y], step) => (step ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.setLineDash([]);
  context.strokeStyle = SHADE;
  context.lineWidth = width + 2.5;
  context.stroke();
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  context.setLineDash([]);
}

function ring(context, [x, y], radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.strokeStyle = SHADE;
  context.lineWidth = 1.5;
  context.stroke();
}

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

/** The trunk's lean from vertical at the hip; the knee's bend from the shin's own line. */
function drawArcs(context, { shoulder, hip, knee, ankle }) {
  const arc = (at, from, to, radius) => {
    const turn = Math.atan2(Math.sin(to - from), Math.cos(to - from));
    const steps = Array.from({ length: 17 }, (_, step) => from + (turn * step) / 16);
    stroke(context, steps.map((a) => [at[0] + radius * Math.cos(a), at[1] + radius * Math.sin(a)]), ARC, 2);
  };
  const heading = (from, to) => Math.atan2(to[1] - from[1], to[0] - from[0]);
  if (hip && shoulder) arc(hip, -Math.PI / 2, heading(hip, shoulder), 34);
  if (hip && knee && ankle) {
    const ahead = heading(ankle, knee);
    stroke(context, [knee, [knee[0] + 38 * Math.cos(ahead), knee[1] + 38 * Math.sin(ahead)]], ARC, 1, [3, 4]);
    arc(knee, ahead, heading(knee, hip), 28);
  }
}

/** Angles with their doubt, each on the side of the joint where the body leaves room. */
function angleLabels(page, index, { shoulder, hip, knee, ankle }) {
  const text = (name) => {
    const series = page.series[name];
    if (!series || Number.isNaN(series.value[index])) return null;
    const sd = series.sd[index];
    return `${measureShort(name)} ${quantity(series.value[index], Number.isNaN(sd) ? null : sd, unitOf(name))}`;
  };
  const labels = [];
  const add = (name, at, towards) => {
    const words = at && text(name);
    if (words) labels.push({ text: words, at, towards });
  };
  const behind = [-page.facing, 0];
  add("knee_deg", knee, behind);
  add("thigh_trunk_deg", hip, behind);
  add("shin_deg", ankle && knee && middle(ankle, knee, 0.3), behind);
  if (shoulder && hip) add("trunk_deg", middle(hip, shoulder, 0.72), backSide(hip, shoulder, page.facing));
  return labels;
}

function middle(from, to, share) {
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

/** The direction out of the lifter's back. */
function backSide(hip, shoulder, facing) {
  const [x, y] = [shoulder[0] - hip[0], shoulder[1] - hip[1]];
  const length = Math.hypot(x, y) || 1;
  return [(facing * y) / length, (-facing * x) / length];
}

/** One string holds the hips up, beside the height they have in standing; one pulls the chest down. */
function drawStrings(context, page, index, { shoulder, hip, ankle, heel }, fit) {
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

/** The standing height of the hips as a faint level, and how much of it is kept now. */
function level(context, page, index, hip, ankle, fit) {
  const [standing, standingSd] = page.standing.hip_height_frac;
  if (!standing) return null;
  const y = ankle[1] - standing * page.leg * fit.scale;
  stroke(context, [[hip[0] - 56, y], [hip[0] + 56, y]], STRING, 1, [2, 5]);
  const now = page.series.hip_height_frac;
  if (!now || Number.isNaN(now.value[index])) return null;
  const kept = now.value[index] / standing;
  const sd = Math.hypot(now.sd[index], kept * (standingSd ?? 0)) / standing;
  const words = quantity(kept, Number.isNaN(sd) ? null : sd, "frac");
  return { text: `hips ${words} of standing`, at: [hip[0] - 30 * page.facing, y], towards: [-page.facing, 0] };
}

/** A string ends in an arrow: up where it holds, down where it pulls. */
function arrow(context, [x, y], way) {
  stroke(context, [[x - 6, y - 8 * way], [x, y], [x + 6, y - 8 * way]], STRING, 2);
}
