import { byId, el, scroller, table } from "./dom.js";
import { folds } from "./folds.js";
import { course } from "./course.js";
import { mark } from "./figure.js";
import { kindTone } from "./data.js";
import { amount, measureName } from "./measures.js";
import { kindWords, quantity } from "./words.js";

/** The set as a whole: how alike its reps were, what drifted, how fast they went. */

/** @param {import("./data.js").Page} page */
export function showSet(page) {
  const { reps } = page.report;
  byId("set-parts").append(
    counts(page),
    alike(page) ?? el("p.quiet", {}, "Too few reps were measured to say how alike they were."),
    folds(page) ?? "",
    reps.length ? el("h3", {}, "Tempo") : "",
    reps.length ? scroller("Tempo of each rep", tempoTable(reps)) : "",
  );
}

/** How many reps were of each kind. */
function counts(/** @type {any} */ { report }) {
  const kinds = Object.entries(report.set.counts).filter(([, count]) => count > 0);
  return el(
    "ul.counts",
    { "aria-label": "Kinds of reps" },
    kinds.map(([kind, count]) =>
      el(
        "li",
        {},
        mark(kindTone(kind, report.exercise)),
        el("strong", {}, count),
        " ",
        kindWords(kind),
      ),
    ),
  );
}

/** Spread and drift of each measure, with its course over the reps. */
function alike(/** @type {any} */ page) {
  const { consistency, drift } = page.report.set;
  const names = [...new Set([...Object.keys(consistency), ...Object.keys(drift)])];
  if (!names.length) return null;
  const words = (/** @type {any} */ found, /** @type {string} */ name) =>
    found[name] ? amount(name, found[name]) : "–";
  return el(
    "div.courses",
    {},
    names.map((name) =>
      el(
        "section.course-card",
        { "aria-label": measureName(name) },
        el("h3", {}, measureName(name)),
        course(page, name),
        el(
          "dl.pair",
          {},
          el(
            "div",
            {},
            el("dt", {}, "Spread over the reps"),
            el("dd", {}, words(consistency, name)),
          ),
          el("div", {}, el("dt", {}, "Drift"), el("dd", {}, words(drift, name))),
        ),
      ),
    ),
  );
}

/** @param {any[]} reps */
function tempoTable(reps) {
  const cell = (/** @type {any} */ one) => quantity(one.value, one.sd, one.unit);
  return table(
    "Tempo of each rep",
    ["Rep", "Kind", "Down", "Pause", "Up"],
    reps.map((rep) => [
      `Rep ${rep.rep}`,
      kindWords(rep.kind) + (rep.complete ? "" : ", cut"),
      cell(rep.eccentric_s),
      cell(rep.pause_s),
      cell(rep.concentric_s),
    ]),
  );
}
