import { byId, el } from "./dom.js";
import { frameNear, missingAt } from "./data.js";
import { columns, options } from "./plot.js";
import { captionWords, known, measureTables } from "./tables.js";
import { measureName, measureWords, unitOf } from "./measures.js";
import { hingeWord } from "./phases.js";
import { unknownWords } from "./unknown.js";
import { moment } from "./words.js";

/** The curves, in step with the video both ways. */

/** @typedef {{chart: any, name: string, plot: any, head: any, reading: any}} Curve */

const NO_FRAME = "No frame of this clip was measured, so there is no curve to show.";
const NO_VIEW = "From this far off the side no angle or way is known, so there is no curve to show.";

/**
 * Place the curves.
 * @param {import("./data.js").Page} page
 * @param {import("./clock.js").Clock} clock
 * @returns {() => void} what draws them: half of the work of the whole page
 */
export function showCharts(page, clock) {
  const place = byId("charts");
  if (!page.charts.length) {
    place.append(
      el("p.notice", {}, page.report.view.usable ? NO_FRAME : NO_VIEW),
    );
    return () => {};
  }
  place.append(legend(page));
  const curves = page.charts.map((name) => makeCurve(page, clock, name));
  place.append(...curves.map((curve) => curve.figure));
  return () => {
    // The library measures its place, so it draws once the figures stand in the page.
    curves.forEach((curve) => drawCurve(page, curve));
    clock.onFrame((index) => curves.forEach((curve) => follow(page, clock, curve, index)));
    keepLooks(page, clock, curves);
  };
}

const PAPER_WIDTH = 325;

/** Keep the curves as wide as their places, in the colours of the hour, and ready for paper. */
function keepLooks(/** @type {any} */ page, /** @type {any} */ clock, /** @type {any[]} */ curves) {
  const again = () =>
    curves.forEach(({ chart, plot }) => {
      const paper = document.documentElement.classList.contains("paper");
      const width = paper ? PAPER_WIDTH : plot.clientWidth;
      if (width && width !== chart.width) chart.setSize({ width, height: chart.height });
      else chart.redraw(false, true);
    });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  addEventListener("hinge:repaint", again);
  new ResizeObserver(() => {
    again();
    curves.forEach((curve) => follow(page, clock, curve, clock.index));
  }).observe(byId("charts"));
}

/** @param {import("./data.js").Page} page */
function legend({ report, zones }) {
  const word = hingeWord(report);
  const phased = report.reps.some(({ events = [] }) => events.length);
  return el(
    "ul.legend",
    { "aria-label": "How to read the curves" },
    el("li", {}, el("span.key.key-line", {}), "measured"),
    el("li", {}, el("span.key.key-band", {}), "where the true value lies, 19 times in 20"),
    Object.keys(zones).length
      ? el("li", {}, el("span.key.key-gate", {}), `wanted zone; it counts at the ${word} only`)
      : null,
    el("li", {}, el("span.key.key-rep", {}), "a rep"),
    phased ? el("li", {}, el("span.key.key-phase", {}), "a phase of it") : null,
    el("li.grow", {}, "Click or drag on a curve to move the video."),
  );
}

/** @param {import("./data.js").Page} page @param {any} clock @param {string} name @returns {any} */
function makeCurve(page, clock, name) {
  const title = measureName(name);
  const head = el("div.playhead", { "aria-hidden": "true" });
  const reading = el("span.now", {});
  const plot = el("div.plot", {
    role: "slider",
    tabindex: "0",
    "aria-label": `${title}: place in the clip`,
    "aria-valuemin": 0,
    "aria-valuemax": page.time.length - 1,
    "aria-valuenow": 0,
  });
  const figure = el(
    "figure.curve",
    { "data-measure": name },
    el("div.curve-head", {}, el("h3", {}, title), reading),
    el("p.quiet.small", {}, measureWords(name)),
    plot,
    el("figcaption.small", {}, captionWords(page, name)),
    measureTables(page, name),
  );
  dragToSeek(page, clock, plot);
  return { name, figure, plot, head, reading, chart: null };
}

/** @param {import("./data.js").Page} page @param {any} curve */
function drawCurve(page, curve) {
  const data = columns(curve.name, page);
  const Plot = /** @type {any} */ (window).uPlot;
  curve.chart = new Plot(options(curve.name, page, data, curve.plot.clientWidth), data, curve.plot);
  curve.plot.querySelector("canvas").setAttribute("aria-hidden", "true");
  curve.chart.over.append(curve.head);
}

/** Click or drag on the curve moves the video. */
function dragToSeek(/** @type {any} */ page, /** @type {any} */ clock, /** @type {any} */ plot) {
  const seek = (/** @type {PointerEvent} */ event) => {
    const over = plot.querySelector(".u-over");
    if (!over) return; // not drawn yet
    const box = over.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    const [first, last] = [page.time[0], page.time[page.time.length - 1]];
    clock.pause();
    clock.seek(frameNear(page.time, first + share * (last - first)));
  };
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    plot.setPointerCapture(event.pointerId);
    seek(event);
  });
  plot.addEventListener("pointermove", (event) => {
    if (plot.hasPointerCapture(event.pointerId)) seek(event);
  });
  plot.addEventListener("keydown", (event) => {
    const last = page.time.length - 1;
    const there = { Home: 0, End: last }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    clock.pause();
    clock.seek(there);
  });
}

/** Put the playhead on the shown frame and write what the curve reads there. */
function follow(
  /** @type {any} */ page,
  /** @type {any} */ clock,
  /** @type {any} */ curve,
  /** @type {number} */ index,
) {
  const { chart, name, head, reading, plot } = curve;
  if (!chart) return;
  const { value, sd } = page.series[name];
  const left = chart.valToPos(page.time[index], "x");
  head.style.transform = `translateX(${left}px)`;
  const words = missingAt(page, index)
    ? "not measured"
    : Number.isNaN(value[index])
      ? unknownWords(name)
      : known(value[index], sd[index], unitOf(name));
  reading.textContent = words;
  // While the video plays a screen reader is left in peace.
  if (clock.playing) return;
  plot.setAttribute("aria-valuenow", index);
  plot.setAttribute("aria-valuetext", `${moment(page.time[index])}, ${words}`);
}
