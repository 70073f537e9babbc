import { details, el } from "./dom.js";
import { mark } from "./figure.js";
import { gauge, padded, scaleOf } from "./gauge.js";
import { amount, measureName } from "./measures.js";
import { chance, closed, moment, range, repList } from "./words.js";

/** What the set shows: fixes as cards, the rest as quieter notes. */

const LONG = 3;

/** @typedef {(time_s: number, words: string) => void} Go jumps to a moment and pauses there */

/**
 * A fix, or a thing done well, with its evidence.
 * @param {import("./data.js").Page} page
 * @param {any} finding
 * @param {Go} go
 * @param {string} place such as "Fix first"
 */
export function findingCard(page, finding, go, place) {
  return el(
    `article.finding.${finding.role}`,
    { "data-rule": finding.rule },
    el("p.label", {}, place),
    el("h2", {}, finding.title),
    el("p.cue", {}, finding.cue),
    measuredLine(page, finding),
    el("p", {}, closed(finding.evidence)),
    el("p.sure", {}, el("strong", {}, finding.certainty), probability(finding)),
    el("div.row", {}, showMe(finding, go)),
    why(finding),
  );
}

/** A quieter note: kept, watched, or not to be told. */
export function findingNote(
  /** @type {any} */ page,
  /** @type {any} */ finding,
  /** @type {Go} */ go,
) {
  return el(
    "li.note",
    { "data-rule": finding.rule },
    el("h3", {}, finding.title),
    el(
      "p",
      {},
      closed(finding.evidence),
      " ",
      el("span.quiet", {}, finding.certainty, probability(finding)),
    ),
    finding.cue && finding.role !== "keep" ? el("p", {}, finding.cue) : null,
    el("div.row", {}, showMe(finding, go)),
    why(finding),
  );
}

/** @param {any} finding */
function probability(finding) {
  return finding.probability === null ? "" : ` (${chance(finding.probability)})`;
}

/** The zones of the measure, where the finding speaks of them and not of a drift or a spread. */
function knownZones(/** @type {any} */ page, /** @type {any} */ finding) {
  const zones = page.zones[finding.measure];
  const same = zones?.some(
    (zone) =>
      zone.tone === "good" && zone.low === finding.zone_low && zone.high === finding.zone_high,
  );
  return same ? zones : null;
}

/** @param {any} finding @returns {string} what its number is */
function findingName({ measure, unit, rule }) {
  const name = measureName(measure);
  if (unit.includes("/")) return `Change of ${name.toLowerCase()}`;
  return rule === "consistency" ? `Spread of ${name.toLowerCase()}` : name;
}

/** The number against its zone, as words and as a scale. */
function measuredLine(/** @type {any} */ page, /** @type {any} */ finding) {
  if (finding.value === null) return null;
  const wanted = [finding.zone_low, finding.zone_high];
  const known = knownZones(page, finding);
  const zones = known ?? [{ name: "wanted", low: wanted[0], high: wanted[1], tone: "good" }];
  const scale = known
    ? scaleOf(page, finding.measure)
    : padded([...wanted, finding.value - (finding.sd ?? 0), finding.value + (finding.sd ?? 0)]);
  const hasZone = wanted.some((edge) => edge !== null);
  return el(
    "div.measured",
    {},
    el("p.measured-name", {}, findingName(finding)),
    el("p.measured-value", {}, amount(finding.measure, finding)),
    gauge(finding, hasZone || known ? zones : [], scale),
    el(
      "p.quiet.small",
      {},
      finding.zone ? `zone: ${finding.zone.replaceAll("_", " ")}` : "",
      hasZone
        ? `${finding.zone ? ", " : ""}wanted: ${range(wanted[0], wanted[1], finding.unit)}`
        : "",
    ),
  );
}

/** @param {any} finding @param {Go} go */
function showMe(finding, go) {
  const reps = repList(finding.reps);
  if (finding.time_s === null) return el("span.quiet.small", {}, reps ? `Seen in ${reps}.` : "");
  const where = `${finding.rep === null ? "" : `rep ${finding.rep}, `}${moment(finding.time_s)}`;
  const value =
    finding.value === null ? "" : ` ${findingName(finding)} ${amount(finding.measure, finding)}.`;
  return [
    el(
      "button.show-me",
      {
        type: "button",
        "aria-label": `Show me: ${finding.title}, ${where}`,
        onclick: () => go(finding.time_s, `${where}.${value}`),
      },
      "Show me",
    ),
    el("span.quiet.small", {}, where, finding.reps.length > 1 ? `; seen in ${reps}` : ""),
  ];
}

/** @param {any} finding */
function why(finding) {
  if (!finding.why && !finding.source) return null;
  return details(
    "Why it matters",
    finding.why ? el("p", {}, finding.why) : null,
    finding.source
      ? el(
          "p.quiet.small",
          {},
          `Where the zone comes from: ${finding.source}`,
          finding.label ? ` [${finding.label}]` : "",
        )
      : null,
  );
}

/** A named list of quieter notes, or nothing. */
export function noteList(
  /** @type {any} */ page,
  /** @type {any} */ go,
  /** @type {string} */ title,
  /** @type {any[]} */ findings,
  /** @type {string} */ tone,
) {
  if (!findings.length) return null;
  return el(
    `section.notes.${tone}${findings.length > LONG ? ".long" : ""}`,
    { "aria-label": title },
    el("h2", {}, mark(tone), title),
    el(
      "ul.plain",
      {},
      findings.map((finding) => findingNote(page, finding, go)),
    ),
  );
}
