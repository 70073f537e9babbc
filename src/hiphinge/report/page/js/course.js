import { svg } from "./dom.js";
import { markAt } from "./figure.js";
import { scaleOf, valueOf } from "./gauge.js";
import { zoneOf } from "./data.js";

/** One measure over the reps: a mark with its whisker for each bottom, the wanted zone behind. */

const TALL = 88;

/** @param {import("./data.js").Page} page @param {string} name @returns {any} */
export function course(page, name) {
  const reps = page.report.reps.filter((rep) => Number.isFinite(valueOf(rep, name)?.value));
  if (!reps.length) return null;
  const [low, high] = scaleOf(page, name);
  const y = (/** @type {number} */ value) =>
    8 + (TALL - 26) * (1 - Math.max(0, Math.min(1, (value - low) / (high - low))));
  const x = (/** @type {number} */ step) => `${(100 * (step + 0.5)) / reps.length}%`;
  const bands = (page.curveZones[name] ?? [])
    .filter((zone) => zone.tone === "good")
    .map((zone) => {
      const [top, floor] = [y(zone.high ?? high), y(zone.low ?? low)];
      return svg("rect.zone.good", { x: 0, width: "100%", y: top, height: floor - top });
    });
  return svg(
    "svg.course",
    { width: "100%", height: TALL, "aria-hidden": "true" },
    bands,
    reps.map((rep, step) => {
      const { value, sd } = valueOf(rep, name);
      const tone = zoneOf(page.curveZones[name], value)?.tone ?? "none";
      return [
        svg("line.whisker", {
          x1: x(step),
          x2: x(step),
          y1: y(value - (sd ?? 0)),
          y2: y(value + (sd ?? 0)),
        }),
        markAt(tone, x(step), y(value)),
        svg("text", { x: x(step), y: TALL - 4, "text-anchor": "middle" }, rep.rep),
      ];
    }),
  );
}
