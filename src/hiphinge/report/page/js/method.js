import { byId, details, el, scroller, table } from "./dom.js";
import { moment, percent, quantity, sentence } from "./words.js";

/** How each number was made, what the words for certainty mean, and which stretches have none. */

const LABELS = [
  ["Q", "read at its source"], ["D", "derived from such numbers for this program"],
  ["R", "a judgement of this program's authors, built on the others"], ["A", "taken from the article whose standard this is"],
];

/** @param {import("./data.js").Page} page @param {import("./findings.js").Go} go */
export function showMethod(page, go) {
  const { report } = page;
  byId("method-parts").append(
    el("div.prose", {},
      el("h3", {}, "How sure"),
      el("p", {}, "A number is written with its doubt: 18° ±5° says that the true value lies within 5° of 18° about two times in three, and within 10° about nineteen times in twenty."),
      el("p", {}, "A finding says how probable it is that the true value lies where the finding puts it:"),
      el("dl.ladder", {}, page.certainty.map(([word, least]) =>
        el("div", {}, el("dt", {}, word), el("dd", {}, least > 0 ? `${percent(least)} or more` : "less than that")))),
      el("p", {}, "A letter tells where a rule comes from:"),
      el("dl.ladder", {}, LABELS.map(([letter, words]) => el("div", {}, el("dt", {}, letter), el("dd", {}, words))))),
    el("div.prose", {},
      el("h3", {}, "Stretches without numbers"),
      gaps(report.gaps, go),
      el("h3", {}, "View"),
      el("p", {}, report.view.yaw_deg === null
        ? "How far the camera was turned from a pure side view is not known."
        : `The camera was turned ${quantity(report.view.yaw_deg, report.view.yaw_sd_deg, "deg")} from a pure side view. The lifter faced ${report.view.facing}; the ${report.view.near_side} side was measured.`)),
    el("div.steps", {}, el("h3", {}, "Stage by stage"),
      el("ol.plain", {}, report.provenance.map(step))));
  byId("colophon").append(
    el("p", {}, el("strong", {}, "Nothing left this computer."), " This page asks nothing of any network."),
    el("p.quiet", {}, `hiphinge ${report.version} · ${report.schema} · ${report.clip.width_px} × ${report.clip.height_px} px, ${report.clip.fps.toFixed(1)} frames a second on average`),
    el("p.quiet", {}, "A measurement of form for training. It is no medical advice."));
}

/** @param {any} one @returns {any} */
function step(one) {
  const rows = Object.entries(one.parameters).map(([name, value]) =>
    [sentence(name), value === null ? "none" : String(value)]);
  return el("li.step", {}, el("h4", {}, sentence(one.stage)), el("p", {}, one.what),
    rows.length
      ? details("Settings", scroller(`Settings of ${one.stage}`, table(`Settings of ${one.stage}`, ["Setting", "Value"], rows)))
      : null);
}

/** @param {any[]} list @param {import("./findings.js").Go} go */
function gaps(list, go) {
  if (!list.length) return el("p", {}, "None: every frame was measured as it stood.");
  return el("ul.plain", {}, list.map((gap) => el("li.gap", {},
    el("button.link", {
      type: "button", onclick: () => go(gap.start_s, `${moment(gap.start_s)}: ${gap.why}.`),
    }, `${moment(gap.start_s)} to ${moment(gap.end_s)}`),
    ` ${gap.why}`)));
}
