import { el, svg } from "./dom.js";
import { markAt } from "./figure.js";
import { zoneOf } from "./data.js";
import { range } from "./words.js";

/** A scale with its zones, and a value on it with its doubt as a whisker. */

/**
 * The stretch of a measure that its scales show: all finite edges and all values, with some room.
 * @param {import("./data.js").Page} page
 * @param {string} name
 * @returns {[number, number]}
 */
export function scaleOf(page, name) {
  const edges = (page.curveZones[name] ?? []).flatMap((zone) => [zone.low, zone.high]);
  const values = page.report.reps.flatMap((/** @type {any} */ rep) => {
    const { value, sd } = valueOf(rep, name) ?? { value: null, sd: null };
    return value === null ? [] : [value - (sd ?? 0), value + (sd ?? 0)];
  });
  return padded([...edges, ...values]);
}

/** A rep's own value of a measure: at its bottom, or of its tempo. @param {any} rep @param {string} name */
export function valueOf(rep, name) {
  return rep.bottom[name] ?? rep[name];
}

/** @param {(number | null)[]} numbers @returns {[number, number]} */
export function padded(numbers) {
  const known = numbers.filter((number) => number !== null && Number.isFinite(number));
  if (!known.length) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = 0.12 * (high - low) || 1;
  return [low - room, high + room];
}

/**
 * @param {{value: number | null, sd: number | null}} measured
 * @param {import("./data.js").Zone[]} zones
 * @param {[number, number]} scale
 * @returns {any} an SVG element that says nothing of its own: the words stand beside it
 */
export function gauge({ value, sd }, zones, [low, high]) {
  const inside = (/** @type {number} */ x) =>
    Math.max(0, Math.min(100, (100 * (x - low)) / (high - low)));
  const band = (/** @type {any} */ zone) => {
    const [from, to] = [inside(zone.low ?? low), inside(zone.high ?? high)];
    const tall = zone.tone === "good" ? 8 : 4;
    return svg(`rect.zone.${zone.tone}`, {
      x: `${from}%`,
      width: `${Math.max(0, to - from)}%`,
      y: 11 - tall / 2,
      height: tall,
    });
  };
  const parts = zones.map(band);
  if (value !== null) {
    const [from, to] = [inside(value - (sd ?? 0)), inside(value + (sd ?? 0))];
    parts.push(svg("line.whisker", { x1: `${from}%`, x2: `${to}%`, y1: 11, y2: 11 }));
    parts.push(markAt(zoneOf(zones, value)?.tone ?? "none", `${inside(value)}%`, 11));
  }
  return svg(
    "svg.gauge",
    { width: "100%", height: 22, "aria-hidden": "true" },
    svg("line.rule", { x1: 0, x2: "100%", y1: 11, y2: 11 }),
    parts,
  );
}

/** The zone of a value in words, such as "soft (12° to 30°)". */
export function zoneWords(
  /** @type {any} */ zones,
  /** @type {number | null} */ value,
  /** @type {string} */ unit,
) {
  const zone = zoneOf(zones, value);
  if (!zone) return null;
  return el(
    "span.zone-name",
    {},
    zone.name,
    el("span.quiet", {}, ` ${range(zone.low, zone.high, unit)}`),
  );
}
