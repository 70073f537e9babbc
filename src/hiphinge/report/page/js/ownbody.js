import { details, el, svg, table } from "./dom.js";
import { amount, measureName } from "./measures.js";
import { outlineSkull, outlineSticks, partsAside, partsAt, targetOf } from "./target.js";

/** The body's own target beside what was done: the build in words, and a picture for each rep. */

const LEG_UNITS = 100; // of the drawing to a leg length
const STICKS_DONE = [
  ["ankle", "knee"],
  ["knee", "hip"],
  ["hip", "shoulder"],
  ["heel", "toe"],
];

/** What this lifter's build asks for, or why no target is known. @param {any} page */
export function buildWords(page) {
  const words = page.report.body ?? [];
  if (!words.length) return null;
  const known = page.report.reps.some((rep) => targetOf(page, rep));
  if (!known) return el("p.quiet", {}, words.join(" "));
  return el(
    "div.own-build",
    {},
    el("h3", {}, "Your own target"),
    el("p", {}, words.slice(0, 2).join(" ")),
    el("p.quiet.small", {}, words.slice(2).join(" ")),
    el(
      "ul.legend.own-legend",
      { "aria-label": "What is drawn in each card" },
      el("li", {}, swatch("done"), "you, at the bottom"),
      el("li", {}, swatch("outline"), "your own balanced hinge at that lean"),
      el("li", {}, swatch("shade"), "where it may lie, ± one standard deviation"),
    ),
  );
}

/** A small piece of what the legend speaks of. */
function swatch(/** @type {string} */ kind) {
  const line = { x1: 6, x2: 30, y1: 10, y2: 10 };
  const drawn = {
    done: [svg("line.done", line)],
    outline: [svg("line.outline", line), svg("line.hollow", line)],
    shade: [svg("line.shade", line)],
  };
  return svg(
    "svg.own-swatch",
    { viewBox: "0 0 36 20", width: 36, height: 20, "aria-hidden": "true" },
    drawn[kind],
  );
}

/** The rep card's picture of its target, and what differs. @param {any} page @param {any} rep */
export function ownTarget(page, rep) {
  const words = rep.target_words ?? [];
  const target = targetOf(page, rep);
  if (!target) return words.length ? el("p.quiet", {}, words.join(" ")) : null;
  return el(
    "div.own-target",
    {},
    bothFigures(page, rep, target),
    el(
      "div.own-words",
      {},
      el("h4", {}, "Against your own target"),
      words.map((one) => el("p", {}, one)),
      details("All its numbers", targetTable(rep, target)),
    ),
  );
}

/** The target as an outline, its doubt as a shade, and the done posture as sticks, on one ankle. */
function bothFigures(/** @type {any} */ page, /** @type {any} */ rep, /** @type {any} */ target) {
  const parts = partsAt(page, target);
  const done = partsAt(page, rep.bottom);
  if (!parts) return null;
  const at = (/** @type {number[]} */ [x, y]) => [page.facing * LEG_UNITS * x, -LEG_UNITS * y];
  const whole = (one, name, grow) => bodyShape(one, at, name, grow);
  const shades = [-1, -0.5, 0, 0.5, 1].map((way) =>
    whole(partsAside(parts, target, way), "shade", 0),
  );
  const crown = Math.max(...[parts, done].filter(Boolean).map(({ head }) => head[1]));
  const tall = LEG_UNITS * (crown + outlineSkull(parts).radius) + 6;
  return svg(
    "svg.own-figure",
    {
      viewBox: `${page.facing > 0 ? -72 : -88} ${-tall} 160 ${tall + 14}`,
      role: "img",
      "aria-label": `Rep ${rep.rep} at the bottom, and your own target as an outline`,
    },
    svg("line.floor", { x1: -86, x2: 86, y1: 11, y2: 11 }),
    svg("g.shades", {}, shades),
    whole(parts, "outline", 2),
    whole(parts, "hollow", -1.5),
    done && sticks(done, at),
  );
}

/** All parts of a body filled in one class, each wider by so much. */
function bodyShape(parts, at, name, grow) {
  const { at: head, radius } = outlineSkull(parts);
  const [cx, cy] = at(head);
  return [
    outlineSticks(parts).map(({ ends, width }) => {
      const [[x1, y1], [x2, y2]] = ends.map(at);
      return svg(`line.${name}`, { x1, y1, x2, y2, "stroke-width": width * LEG_UNITS + grow });
    }),
    svg(`circle.${name}`, { cx, cy, r: radius * LEG_UNITS + grow / 2 }),
  ];
}

/** What was done. */
function sticks(parts, at) {
  const [cx, cy] = at(parts.head);
  return svg(
    "g.done",
    {},
    STICKS_DONE.map((ends) => {
      const [[x1, y1], [x2, y2]] = ends.map((part) => at(parts[part]));
      return svg("line", { x1, y1, x2, y2 });
    }),
    svg("circle", { cx, cy, r: 6 }),
  );
}

/** Every measure of the target beside what was done. */
function targetTable(/** @type {any} */ rep, /** @type {any} */ target) {
  return table(
    `Rep ${rep.rep} at the bottom, beside your own target`,
    ["At the bottom", "You", "Your own target"],
    Object.keys(target).map((name) => [
      measureName(name),
      rep.bottom[name] ? amount(name, rep.bottom[name]) : "–",
      amount(name, target[name]),
    ]),
  );
}
