import { byId } from "./dom.js";
import { useKindWords } from "./words.js";

/** Reading what travels inside the page. */

/**
 * @typedef {{value: number | null, sd: number | null, unit: string}} Measured
 * @typedef {{name: string, low: number | null, high: number | null, tone: string}} Zone
 * @typedef {{value: Float64Array, sd: Float64Array}} Series
 * @typedef {Record<string, {x: Float64Array, y: Float64Array}>} Points
 * @typedef {object} Page
 * @property {any} report the report, as in report.json
 * @property {Record<string, string> | null} load in words, by unit
 * @property {{kind: string, url?: string, type?: string, why?: string, start: number}} video
 * @property {Float64Array} time the true time of each frame [s]
 * @property {Points} points parts of the near side [px]
 * @property {[number, number][][][]} back of each frame the seen stretches of the back's outline
 * @property {number} fullInk rounding from which on its line has the spine's full colour [deg]
 * @property {Record<string, Series>} series
 * @property {[number, number, string][]} missing first frame, last frame, why
 * @property {string[]} charts measures that have values
 * @property {[string, string][]} bones
 * @property {number} facing 1 to the right, -1 to the left
 * @property {number | null} leg leg length [px]
 * @property {Record<string, [number | null, number | null]>} standing value and doubt
 * @property {Record<string, Zone[]>} zones
 * @property {Record<string, Zone[]>} curveZones the same, and those that only a curve has
 * @property {[string, number][]} certainty
 * @property {Map<string, string>} pictures key frames by "rep moment"
 */

/** @returns {Page} */
export function readPage() {
  const raw = JSON.parse(byId("page-data").textContent);
  const { per, time, points, series, missing, back = [], back_per } = raw.frames;
  /** @type {Page} */
  const page = { ...raw, missing, pictures: new Map(), points: {}, series: {} };
  page.time = unpack(time, per.s);
  page.leg = raw.leg_px;
  page.back = back.map((runs) => runs.map((run) => unpackRun(run, back_per)));
  page.fullInk = raw.frames.back_full_deg;
  for (const [part, [x, y]] of Object.entries(points)) {
    page.points[part] = { x: unpack(x, per.px), y: unpack(y, per.px) };
  }
  for (const [name, [value, sd]] of Object.entries(series)) {
    const steps = per[name.slice(name.lastIndexOf("_") + 1)];
    page.series[name] = { value: unpack(value, steps), sd: unpack(sd, steps) };
  }
  page.zones = unpackZones(raw.zones);
  page.curveZones = { ...unpackZones(raw.curve_zones), ...page.zones };
  useKindWords(raw.report.kind_words);
  for (const [rep, when, url] of raw.key_frames) page.pictures.set(`${rep} ${when}`, url);
  return page;
}

/**
 * @param {(number | null)[]} steps
 * @param {number} per
 * @returns {Float64Array} NaN where unknown
 */
function unpack(steps, per) {
  return Float64Array.from(steps, (step) => (step === null ? NaN : step / per));
}

/** Points of a line, packed as steps from one to the next. */
function unpackRun(/** @type {number[]} */ steps, /** @type {number} */ per) {
  const at = [0, 0];
  const points = [];
  for (let k = 0; k < steps.length; k += 2) {
    at[0] += steps[k];
    at[1] += steps[k + 1];
    points.push([at[0] / per, at[1] / per]);
  }
  return points;
}

/** @param {Record<string, any[]>} packed @returns {Record<string, Zone[]>} */
function unpackZones(packed) {
  const zone = ([name, low, high, tone]) => ({ name, low, high, tone });
  return Object.fromEntries(Object.entries(packed).map(([name, all]) => [name, all.map(zone)]));
}

/**
 * The frame that is on the screen at a time: the last one that began by then.
 * @param {Float64Array} time
 * @param {number} time_s
 * @returns {number}
 */
export function frameAt(time, time_s) {
  let low = 0;
  let high = time.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // Half a millisecond of grace: browsers round the times they tell.
    if (time[middle] <= time_s + 0.0005) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** @param {Float64Array} time @param {number} time_s @returns {number} the frame nearest in time */
export function frameNear(time, time_s) {
  const index = frameAt(time, time_s);
  const next = Math.min(index + 1, time.length - 1);
  return Math.abs(time[next] - time_s) < Math.abs(time[index] - time_s) ? next : index;
}

/** @param {Page} page @param {number} time_s @returns {any} the repetition at a time, or null */
export function repAt(page, time_s) {
  const slack = 0.0005;
  return (
    page.report.reps.find((rep) => time_s >= rep.start_s - slack && time_s <= rep.end_s + slack) ??
    null
  );
}

/** @param {Page} page @param {number} index @returns {string} why a frame has no numbers, or "" */
export function missingAt(page, index) {
  return page.missing.find(([first, last]) => index >= first && index <= last)?.[2] ?? "";
}

/** @param {Zone[] | undefined} zones @param {number | null} value @returns {Zone | null} */
export function zoneOf(zones, value) {
  if (!zones || value === null || value === undefined) return null;
  return (
    zones.find(
      (zone) =>
        (zone.low === null || value >= zone.low) && (zone.high === null || value < zone.high),
    ) ?? null
  );
}

/** @param {string} kind @param {string} exercise @returns {string} tone of a rep's kind */
export function kindTone(kind, exercise) {
  if (kind === "unjudged") return "none";
  if (kind === (exercise === "squat" ? "squat" : "hinge")) return "good";
  return kind === "stiff_legged" || kind === "hinge" ? "near" : "off";
}

/** The word for a probability, from the ladder that travels with the page. */
export function certaintyWord(/** @type {Page} */ page, /** @type {number} */ probability) {
  return page.certainty.find(([, least]) => probability >= least)?.[0] ?? "unsure";
}
