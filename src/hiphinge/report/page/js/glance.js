import { byId, el } from "./dom.js";
import { calledLine, question } from "./called.js";
import { mark, posture } from "./figure.js";
import { findingCard, noteList } from "./findings.js";
import { certaintyWord, kindTone } from "./data.js";
import { hingeTime, hingeWord } from "./phases.js";
import {
  capital,
  chance,
  closed,
  kindWords,
  moment,
  number,
  repList,
  sentence,
} from "./words.js";

/** The set at a glance. */

/** @param {import("./data.js").Page} page @param {import("./findings.js").Go} go */
export function showGlance(page, go) {
  const { report } = page;
  byId("clip-name").textContent = report.clip.file;
  document.title = `${report.clip.file} · hip hinge report`;
  const role = (/** @type {string} */ name) => report.findings.filter((one) => one.role === name);
  const fixes = role("fix");
  byId("glance").append(
    el(
      "div.verdict",
      {},
      calledLine(page),
      el("h1", { id: "verdict" }, report.set.verdict),
      el("p.lead", {}, report.set.detail),
      leftOut(report.left_out),
      report.how_sure.length
        ? el("p.how-sure", {}, el("strong", {}, "How sure. "), report.how_sure.join(" "))
        : "",
    ),
    question(report) ?? "",
    viewNotice(report.view) ?? "",
    repStrip(page, go),
    fixes.length
      ? el(
          "div.fixes",
          {},
          fixes.map((one, step) =>
            findingCard(
              page,
              one,
              go,
              step ? "Then" : fixes.length > 1 ? "Fix first" : "One thing to fix",
            ),
          ),
        )
      : "",
    el(
      "div.columns",
      {},
      noteList(page, go, "Done well", role("keep"), "good"),
      noteList(page, go, "Worth watching", role("watch"), "near"),
      noteList(page, go, "Cannot be told", role("cannot_tell"), "none"),
      notMeasured(report.not_measured),
    ),
    facts(page),
  );
}

/** Which repetitions a person left out; nothing where none was. @param {number[]} [numbers] */
function leftOut(numbers = []) {
  const were = numbers.length > 1 ? "were" : "was";
  return numbers.length
    ? el("p.quiet", {}, `${capital(repList(numbers))} ${were} left out by you.`)
    : "";
}

/** The few facts about the clip, as a list of name and value. */
function facts(/** @type {any} */ { report }) {
  const { clip, view } = report;
  const seen = `${clip.frames_measured} of ${clip.frames} frames`;
  const rows = [
    ["Stature", report.height_cm === null ? "" : `${report.height_cm} cm, as given`],
    ["Seen from", `The lifter's ${view.near_side} side`],
    ["Clip", `${number(clip.duration_s, 1)} s; measured in ${seen}`],
    ["Lifter", capital(report.lifter)],
    ["Strictness", capital(report.strictness)],
  ];
  return el(
    "dl.facts",
    {},
    rows
      .filter(([, value]) => value)
      .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}

/** What the view does to the numbers, where there is something to say. */
function viewNotice(/** @type {any} */ view) {
  if (view.usable && !view.advice) return null;
  const title = view.usable ? "The view could be better" : "This view cannot be judged";
  return el(
    "aside.notice",
    { "aria-label": title },
    el("h2", {}, title),
    el("p", {}, closed(view.advice)),
  );
}

/** One chip a rep: the lifter's own posture at the bottom, the kind in words, a mark by tone. */
function repStrip(/** @type {any} */ page, /** @type {any} */ go) {
  const { reps, exercise, left_out: out = [] } = page.report;
  if (!reps.length) {
    const why = out.length ? "is left to judge" : "was found in this clip";
    return el("p.notice", {}, `No repetition ${why}.`);
  }
  return el(
    "ol.strip",
    { "aria-label": "Repetitions" },
    reps.map((rep) => {
      const tone = kindTone(rep.kind, exercise);
      const words = `${kindWords(rep.kind)}${rep.complete ? "" : ", cut"}`;
      return el(
        "li",
        {},
        el(
          `button.chip.${tone}${rep.complete ? "" : ".cut"}`,
          {
            type: "button",
            "data-rep": rep.rep,
            onclick: () =>
              go(hingeTime(rep), `Rep ${rep.rep}, ${hingeWord(page.report)}: ${words}.`),
          },
          el("span.chip-number", {}, el("span.hidden", {}, "Rep "), rep.rep),
          el("span.hidden", {}, ": "),
          posture(page, hingeTime(rep)) ?? el("span.posture", {}),
          el("span.chip-kind", {}, mark(tone), words),
          el("span.hidden", {}, `, go to ${moment(hingeTime(rep))}`),
        ),
      );
    }),
  );
}

/** How sure the kind of a rep is, in words. */
export function kindSentence(/** @type {any} */ page, /** @type {any} */ rep) {
  if (rep.kind === "unjudged") return "Not judged";
  const words = kindWords(rep.kind);
  if (rep.kind_probability === null) return sentence(words);
  const word = certaintyWord(page, rep.kind_probability);
  return `${sentence(words)}: ${word} (${chance(rep.kind_probability)})`;
}

/** What was not measured, why, and what to do about it: always in view. */
function notMeasured(/** @type {any[]} */ items) {
  if (!items.length) return null;
  return el(
    "section.notes.none.not-measured",
    { "aria-label": "What was not measured" },
    el("h2", {}, mark("none"), "What was not measured"),
    el(
      "ul.plain",
      {},
      items.map((item) =>
        el(
          "li.note",
          {},
          el("h3", {}, sentence(item.what)),
          el("p", {}, closed(item.why)),
          item.advice ? el("p.quiet", {}, closed(item.advice)) : null,
        ),
      ),
    ),
  );
}
