import { el } from "./dom.js";
import { capital, chance, quantity } from "./words.js";

/** What the set is called, how sure that is, and the question where it is not sure. */

const SURE_ENOUGH = 0.7; // below it the judged reps gave the name, not the signs of the movement

/** The exercise in words, such as "kettlebell swing, as it looks (96% sure)". @param {any} report */
export function calledWords(report) {
  const { exercise, exercise_source: source, exercise_probability: sure = null } = report;
  const name = report.exercise_title || exercise.replaceAll("_", " ");
  if (source === "unsure") {
    const likeliest = judgedAs(report);
    return likeliest ? `not sure, judged as a ${likeliest}` : "not sure";
  }
  if (exercise === "unknown") return "not recognised";
  if (source === "given") return `${name}, as you said`;
  return sure === null || sure < SURE_ENOUGH
    ? `${name}, as it looks`
    : `${name}, as it looks (${chance(sure)} sure)`;
}

/** The title of the candidate whose rules were held. */
function judgedAs(/** @type {any} */ { judged_as, exercise_candidates = [] }) {
  return exercise_candidates.find(({ name }) => name === judged_as)?.title ?? "";
}

/** The line above the verdict, and what the hinge in this move is. @param {any} page */
export function calledLine({ report, load }) {
  const { cadence } = report.set;
  const facts = [
    capital(calledWords(report)),
    cadence ? quantity(cadence.value, cadence.sd, "per min") : "",
    report.implement ? `${report.implement.replaceAll("_", " ")}, as you said` : "",
    load?.[document.documentElement.dataset.units] ?? "",
  ].filter(Boolean);
  return [
    el("p.called", {}, facts.map((fact) => el("span", {}, fact))),
    // Said of the move, and not of this set: without the first words it reads as praise.
    report.exercise_about
      ? el("p.quiet.about", {}, el("strong", {}, "The move. "), report.exercise_about)
      : null,
  ];
}

/** The question, with what it may be; nothing where the move is sure. @param {any} report */
export function question(report) {
  if (!report.question) return null;
  const rows = (report.exercise_candidates ?? []).map(({ title, probability }) => {
    const bar = el("span.chance", { "aria-hidden": "true" });
    bar.style.width = `${100 * probability}%`;
    return el(
      "li",
      {},
      el("span", {}, title || "none of the moves that are known"),
      el("span.chance-track", {}, bar),
      el("span.chance-words", {}, chance(probability)),
    );
  });
  return el(
    "aside.notice.question",
    { "aria-label": "Which move is this?" },
    el("h2", {}, "Which move is this?"),
    el("p", {}, report.question),
    rows.length ? el("ul.plain.chances", { "aria-label": "What it may be" }, rows) : null,
  );
}
