import { byId, details, el, svg } from "./dom.js";
import { frameNear } from "./data.js";
import { capital, closed, moment, quantity } from "./words.js";

/** The phases of a move: on a rep's card, above the player's slider, in its reading. */

const SAME = 0.0005; // seconds: times travel rounded
const LEAD_TALL = 26;

/** When a rep's hinge is held and measured. @param {any} rep */
export function hingeTime(rep) {
  return rep.hinge_s ?? rep.bottom_s;
}

/** The phase at a moment of a rep, or what it is called where none is there. */
export function phaseNamed(
  /** @type {any} */ rep,
  /** @type {number} */ time_s,
  /** @type {string} */ otherwise,
) {
  const here = (rep.events ?? []).find((one) => Math.abs(one.time_s - time_s) < SAME);
  return here ? here.name : otherwise;
}

/** What the moment of the hinge is called in this set. @param {any} report */
export function hingeWord({ reps }) {
  return reps.length ? phaseNamed(reps[0], hingeTime(reps[0]), "bottom") : "bottom";
}

/**
 * A rep's phases along its time, each with its name and a way to it in the video.
 * @param {any} rep
 * @param {import("./findings.js").Go} go
 */
export function phaseLine(rep, go) {
  const { events = [], unseen = [] } = rep;
  if (!events.length) return null;
  const first = Math.min(rep.start_s, events[0].time_s);
  const last = Math.max(rep.end_s, events[events.length - 1].time_s);
  const place = (/** @type {number} */ time_s) => (100 * (time_s - first)) / (last - first || 1);
  const hinge = (/** @type {any} */ one) =>
    Math.abs(one.time_s - hingeTime(rep)) < SAME ? ".hinge" : "";
  const lead = (/** @type {any} */ one, /** @type {number} */ column) => {
    const [from, to] = [place(one.time_s), (100 * (column + 0.5)) / events.length];
    return svg(`path.moment-lead${hinge(one)}`, { d: `M${from} 0V10L${to} ${LEAD_TALL}` });
  };
  return el(
    "section.moments",
    { "aria-label": `Phases of rep ${rep.rep}` },
    svg(
      "svg.moment-lines",
      { viewBox: `0 0 100 ${LEAD_TALL}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("line.moment-time", { x1: 0, x2: 100, y1: 5, y2: 5 }),
      events.map(lead),
    ),
    el(
      "ol.moment-names",
      {},
      events.map((one) => el("li", {}, phaseButton(rep, one, hinge(one), go))),
    ),
    unseen.length ? el("p.quiet.small", {}, `Not seen: ${unseen.join(", ")}.`) : null,
  );
}

/** The name and time of a phase, which lead to it. */
function phaseButton(
  /** @type {any} */ rep,
  /** @type {any} */ one,
  /** @type {string} */ hinge,
  /** @type {any} */ go,
) {
  const doubt = `${quantity(one.time_s, one.sd_s, "s")}`;
  const measured = hinge ? " The hinge is measured here." : "";
  return el(
    `button.moment${hinge}`,
    {
      type: "button",
      title: `${capital(one.what)}: ${doubt}.${measured}`,
      onclick: () => go(one.time_s, `Rep ${rep.rep}, ${one.name}, ${moment(one.time_s)}.`),
    },
    el("span.hidden", {}, `Rep ${rep.rep}, `),
    el("span.moment-name", {}, one.name),
    el("span.moment-when", {}, moment(one.time_s)),
    el("span.hidden", {}, `: ${one.what}`),
  );
}

/** What happens in each phase, once for all cards. @param {any} report */
export function phaseMeanings({ reps }) {
  const named = new Map(
    reps.flatMap(({ events = [] }) => events.map((one) => [one.name, one.what])),
  );
  if (!named.size) return null;
  const box = details(
    "What the phases are",
    el(
      "dl.meanings",
      {},
      [...named].map(([name, what]) =>
        el("div", {}, el("dt", {}, capital(name)), el("dd", {}, closed(what))),
      ),
    ),
  );
  box.classList.add("moments-meaning");
  return box;
}

/** Where a frame is among the phases: at one, or on the way from one to the next; "" elsewhere. */
export function phaseAt(/** @type {any} */ page, /** @type {number} */ index) {
  const time_s = page.time[index];
  const sets = page.report.reps.map(({ events = [] }) => events);
  const here = sets.flat().find((one) => frameNear(page.time, one.time_s) === index);
  if (here) return here.name;
  for (const events of sets) {
    const next = events.findIndex((one) => one.time_s > time_s);
    if (next > 0) return `${events[next - 1].name} to ${events[next].name}`;
  }
  return "";
}

/** Small marks of all phases above the slider. @param {any} page @param {(time_s: number) => string} share */
export function markPhases(page, share) {
  for (const rep of page.report.reps) {
    for (const one of rep.events ?? []) {
      const mark = el("i.phase-mark", {});
      mark.style.left = share(one.time_s);
      byId("timeline-reps").append(mark);
    }
  }
}

/** The phase after a moment, or the one before it. @param {number} way 1 or -1 */
export function phaseFrom(
  /** @type {any} */ page,
  /** @type {number} */ time_s,
  /** @type {number} */ way,
) {
  const all = page.report.reps
    .flatMap((rep) => (rep.events ?? []).map((one) => ({ rep: rep.rep, ...one })))
    .sort((one, two) => way * (one.time_s - two.time_s));
  return all.find((one) => way * (one.time_s - time_s) > 0.02) ?? null;
}
