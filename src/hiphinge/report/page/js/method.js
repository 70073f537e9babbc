import { byId, details, el, scroller, table } from "./dom.js";
import { chance, closed, moment, number, quantity, sentence } from "./words.js";

/** How each number was made, what the words for certainty mean, and which stretches have none. */

const LABELS = [
  ["Q", "read at its source"],
  ["D", "derived from such numbers for this program"],
  ["R", "a judgement of this program's authors, built on the others"],
  ["A", "taken from the article whose standard this is"],
];

const DOUBT =
  "A number is written with its doubt: 18° ±5° says that the true value lies within 5° of 18° " +
  "about two times in three, and within 10° about nineteen times in twenty.";

const FINDING =
  "A finding says how probable it is that the true value lies where the finding puts it:";

/** @param {import("./data.js").Page} page @param {import("./findings.js").Go} go */
export function showMethod(page, go) {
  const { report } = page;
  byId("method-parts").append(
    howSure(page),
    el(
      "div.prose",
      {},
      el("h3", {}, "Stretches without numbers"),
      gaps(report.gaps, go),
      el("h3", {}, "View"),
      el("p", {}, viewWords(report.view)),
    ),
    el(
      "div.steps",
      {},
      el("h3", {}, "Stage by stage"),
      el("ol.plain", {}, report.provenance.map(step)),
    ),
  );
  byId("colophon").append(...colophon(report));
}

/** @param {import("./data.js").Page} page */
function howSure({ certainty }) {
  const pairs = (/** @type {string[][]} */ rows) =>
    rows.map(([name, words]) => el("div", {}, el("dt", {}, name), el("dd", {}, words)));
  const words = certainty.map(([word, least]) => [
    word,
    least > 0 ? `${chance(least)} or more` : "less than that",
  ]);
  return el(
    "div.prose",
    {},
    el("h3", {}, "How sure"),
    el("p", {}, DOUBT),
    el("p", {}, FINDING),
    el("dl.ladder", {}, pairs(words)),
    el("p", {}, "A letter tells where a rule comes from:"),
    el("dl.ladder", {}, pairs(LABELS)),
  );
}

/** @param {any} view @returns {string} */
function viewWords(view) {
  const known = (/** @type {string} */ name) =>
    view[`${name}_deg`] === null
      ? null
      : quantity(view[`${name}_deg`], view[`${name}_sd_deg`], "deg");
  const [yaw, roll, pitch] = ["yaw", "roll", "pitch"].map(known);
  return [
    yaw
      ? `The camera was turned ${yaw} from a pure side view.`
      : "How far the camera was turned from a side view is not known.",
    roll
      ? `Its roll of ${roll}, clockwise positive, was taken out of all leans;`
      : "Its roll is not known, so none was taken out;",
    pitch ? `its tilt was ${pitch}, up positive.` : "its tilt is not known.",
    `The lifter faced ${view.facing}; the ${view.near_side} side was measured.`,
  ].join(" ");
}

/** @param {any} report */
function colophon({ version, schema, clip }) {
  const size = `${clip.width_px} × ${clip.height_px} px`;
  const rate = `${number(clip.fps, 1)} frames a second on average`;
  return [
    el("p", {}, el("strong", {}, "Nothing left this computer."), " This page asks no network."),
    el("p.quiet", {}, `hiphinge ${version} · ${schema} · ${size}, ${rate}`),
    el("p.quiet", {}, "A measurement of form for training. It is no medical advice."),
  ];
}

/** @param {any} one @returns {any} */
function step(one) {
  const rows = Object.entries(one.parameters).map(([name, value]) => [
    sentence(name),
    value === null ? "none" : String(value),
  ]);
  return el(
    "li.step",
    {},
    el("h4", {}, sentence(one.stage)),
    el("p", {}, closed(one.what)),
    rows.length
      ? details(
          "Settings",
          scroller(
            `Settings of ${one.stage}`,
            table(`Settings of ${one.stage}`, ["Setting", "Value"], rows),
          ),
        )
      : null,
  );
}

/** @param {any[]} list @param {import("./findings.js").Go} go */
function gaps(list, go) {
  if (!list.length) return el("p", {}, "None: every frame was measured as it stood.");
  return el(
    "ul.plain",
    {},
    list.map((gap) =>
      el(
        "li.gap",
        {},
        el(
          "button.link",
          {
            type: "button",
            onclick: () => go(gap.start_s, `${moment(gap.start_s)}: ${gap.why}.`),
          },
          `${moment(gap.start_s)} to ${moment(gap.end_s)}`,
        ),
        ` ${gap.why}`,
      ),
    ),
  );
}
