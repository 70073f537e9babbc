import { unitOf } from "./measures.js";
import { padded } from "./gauge.js";
import { hingeTime } from "./phases.js";
import { unknownStretches, unknownWords } from "./unknown.js";

/** How a curve looks: its options for the chart library, and what is painted under it. */

const HEIGHT = 168;

/** The band reaches as far as the true value may lie nineteen times in twenty. */
const BAND_SDS = 1.96;

/** @param {string} name @returns {string} a colour of the page as it is now */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** @param {string} name @param {import("./data.js").Page} page columns for the chart library */
export function columns(name, page) {
  const { value, sd } = page.series[name];
  const column = (/** @type {number} */ side) =>
    Array.from(value, (one, index) => {
      const doubt = Number.isNaN(sd[index]) ? 0 : sd[index];
      return Number.isNaN(one) ? null : one + side * BAND_SDS * doubt;
    });
  return [Array.from(page.time), column(0), column(1), column(-1)];
}

/**
 * @param {string} name
 * @param {import("./data.js").Page} page
 * @param {any[]} data
 * @param {number} width
 */
export function options(name, page, data, width) {
  const edges = (page.curveZones[name] ?? [])
    .filter((zone) => zone.tone === "good")
    .flatMap((zone) => [zone.low, zone.high])
    .filter((one) => one !== null);
  const span = padded([...extremes(data[2]), ...extremes(data[3]), ...edges]);
  const line = { points: { show: false }, spanGaps: false };
  return {
    width,
    height: HEIGHT,
    padding: [18, 8, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false },
    scales: {
      x: { time: false, range: [page.time[0], page.time[page.time.length - 1]] },
      y: { range: span },
    },
    series: [
      {},
      { ...line, stroke: () => colour("curve"), width: 1.75 },
      { ...line, stroke: "transparent", width: 0 },
      { ...line, stroke: "transparent", width: 0 },
    ],
    bands: [{ series: [2, 3], fill: () => colour("curve-band") }],
    axes: [axis("x", " s"), axis("y", unitOf(name) === "deg" ? "°" : "")],
    hooks: { drawClear: [(/** @type {any} */ chart) => paintUnder(chart, name, page)] },
  };
}

/** Smallest and largest of a column, whatever its length. */
function extremes(/** @type {(number | null)[]} */ column) {
  const known = column.filter((one) => one !== null);
  return known.length
    ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))]
    : [];
}

/** @param {"x" | "y"} which @param {string} unit */
function axis(which, unit) {
  return {
    stroke: () => colour("quiet"),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
    size: which === "x" ? 28 : 46,
    space: which === "x" ? 60 : 34,
    gap: 4,
    grid: { stroke: () => colour("line"), width: which === "x" ? 0 : 1 },
    ticks: { stroke: () => colour("line"), width: 1, size: 4 },
    values: (/** @type {any} */ _, /** @type {number[]} */ splits) =>
      splits.map((one) => `${String(Math.round(one * 100) / 100).replace("-", "−")}${unit}`),
  };
}

/** Reps as pale, numbered stretches; the zones as a gate at each bottom, where they count. */
function paintUnder(/** @type {any} */ chart, /** @type {string} */ name, /** @type {any} */ page) {
  const { ctx, bbox } = chart;
  const dense = window.devicePixelRatio || 1;
  const across = (/** @type {number} */ time_s) => chart.valToPos(time_s, "x", true);
  ctx.save();
  ctx.font = `600 ${12 * dense}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textAlign = "center";
  for (const rep of page.report.reps) {
    const [from, to] = [across(rep.start_s), across(rep.end_s)];
    ctx.fillStyle = colour("rep-stretch");
    ctx.fillRect(from, bbox.top, to - from, bbox.height);
    ctx.fillStyle = colour("quiet");
    ctx.fillText(String(rep.rep), across(hingeTime(rep)), bbox.top - 6 * dense);
    phases(chart, rep, dense);
    // A rep that was not measured at its bottom has no gate to pass.
    if (!Number.isFinite(rep.bottom[name]?.value)) continue;
    const half = Math.min(0.4, 0.22 * (rep.end_s - rep.start_s));
    gate(
      chart,
      page.curveZones[name] ?? [],
      across(hingeTime(rep) - half),
      across(hingeTime(rep) + half),
      dense,
    );
  }
  paintUnknown(chart, name, page, dense);
  ctx.restore();
}

/** A rep's phases as faint lines. */
function phases({ ctx, bbox, valToPos }, /** @type {any} */ rep, /** @type {number} */ dense) {
  ctx.save();
  ctx.strokeStyle = colour("quiet");
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = dense;
  ctx.setLineDash([2 * dense, 3 * dense]);
  for (const one of rep.events ?? []) {
    const x = valToPos(one.time_s, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** A curve that stops says why, where there is room. */
function paintUnknown(
  /** @type {any} */ { ctx, bbox, valToPos },
  /** @type {string} */ name,
  /** @type {any} */ page,
  /** @type {number} */ dense,
) {
  const middle = bbox.top + bbox.height / 2;
  ctx.strokeStyle = colour("quiet");
  ctx.fillStyle = colour("quiet");
  ctx.lineWidth = dense;
  for (const [first, last] of unknownStretches(page, name)) {
    const [from, to] = [valToPos(first, "x", true), valToPos(last, "x", true)];
    ctx.setLineDash([2 * dense, 4 * dense]);
    ctx.strokeRect(from, bbox.top, to - from, bbox.height);
    ctx.setLineDash([]);
    const words = unknownWords(name);
    if (ctx.measureText(words).width < to - from) ctx.fillText(words, (from + to) / 2, middle);
  }
}

/** @param {any} chart @param {any[]} zones */
function gate({ ctx, bbox, valToPos }, zones, left, right, dense) {
  const [top, floor] = [bbox.top, bbox.top + bbox.height];
  const height = (edge, open) =>
    edge === null ? open : Math.max(top, Math.min(floor, valToPos(edge, "y", true)));
  for (const zone of zones.filter((one) => one.tone !== "off")) {
    const [high, low] = [height(zone.high, top), height(zone.low, floor)];
    ctx.fillStyle = colour(`${zone.tone}-wash`);
    ctx.fillRect(left, high, right - left, low - high);
    if (zone.tone !== "good") continue;
    ctx.fillStyle = colour("good");
    if (zone.high !== null) ctx.fillRect(left, high - dense, right - left, 2 * dense);
    if (zone.low !== null) ctx.fillRect(left, low - dense, right - left, 2 * dense);
  }
}
