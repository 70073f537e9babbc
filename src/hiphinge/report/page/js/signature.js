import { byId, details, el, scroller, table } from "./dom.js";
import { AXES, axesPicture, shownAxes, signed } from "./axes.js";
import { ghostPlayer } from "./ghost.js";
import { closed } from "./words.js";

/** Your hinge in one picture: the set's signature, and its best rep as a ghost over its worst. */

const REPS_SHOWN_LEAST = 2;

/** @param {import("./data.js").Page} page */
export function showSignature(page) {
  const { report } = page;
  const judged = report.reps.filter(({ kind }) => kind !== "unjudged");
  if (judged.length < REPS_SHOWN_LEAST || !Object.keys(report.set.signature ?? {}).length) return;
  byId("signature").hidden = false;
  byId("to-signature").hidden = false;
  byId("signature-parts").append(pictureOf(page, judged), ghostOf(report, judged) ?? "");
}

/** The axes with the set's medians and each rep as a tick; the same numbers in a table. */
function pictureOf(/** @type {any} */ page, /** @type {any[]} */ judged) {
  const { set } = page.report;
  const points = Object.fromEntries(
    Object.keys(AXES).map((name) => [
      name,
      judged.map(({ signature }) => signature[name]?.value).filter(Number.isFinite),
    ]),
  );
  const line = { key: "", measures: set.signature, points };
  const zones = page.signature_zones ?? {};
  return el(
    "div.signature-picture",
    {},
    el(
      "p.quiet.small",
      {},
      "The dot is the middle of your judged reps, the bar behind it its doubt (one standard deviation to each side), each thin stroke one rep.",
      Object.keys(zones).length
        ? " Shaded is what the standard wants of a hinge."
        : " The standard has no zones for these numbers in this exercise.",
    ),
    axesPicture([line], zones, true),
    unknownList(set.signature_unknown),
    details(
      "What each row means, and the numbers of each rep",
      meanings(line),
      numbersOf(set, judged),
    ),
  );
}

/** Rows that have no number, and why. @param {Record<string, string>} unknown */
export function unknownList(unknown) {
  const rows = Object.entries(unknown ?? {});
  if (!rows.length) return null;
  return el(
    "ul.plain.quiet.small",
    {},
    rows.map(([name, why]) => el("li", {}, `${AXES[name].name} is not known: ${why}.`)),
  );
}

/** @param {import("./axes.js").Line} line */
function meanings(line) {
  return el(
    "dl.meanings",
    {},
    shownAxes([line]).map((name) =>
      el("div", {}, el("dt", {}, AXES[name].name), el("dd", {}, AXES[name].what)),
    ),
  );
}

function numbersOf(/** @type {any} */ set, /** @type {any[]} */ judged) {
  const names = shownAxes([{ key: "", measures: set.signature }]);
  const cell = (/** @type {any} */ found, /** @type {string} */ name) =>
    found[name] ? signed(name, found[name]) : "–";
  return scroller(
    "Signature of each rep",
    table(
      "Signature of each rep",
      ["Rep", ...names.map((name) => AXES[name].name)],
      [
        ["The set", ...names.map((name) => cell(set.signature, name))],
        ["Spread", ...names.map((name) => cell(set.signature_spread, name))],
        ...judged.map(({ rep, signature }) => [
          `Rep ${rep}`,
          ...names.map((name) => cell(signature, name)),
        ]),
      ],
    ),
  );
}

/** The best rep over the worst; where none is named, any two. */
function ghostOf(/** @type {any} */ report, /** @type {any[]} */ judged) {
  const reps = judged.filter(({ course }) => course);
  if (reps.length < REPS_SHOWN_LEAST) return null;
  const { best_rep, worst_rep, best_why } = report.set;
  const named = best_rep !== null;
  return el(
    "div.signature-ghost",
    {},
    el(
      "h3",
      {},
      named ? "Your best rep as a ghost over your worst" : "One rep as a ghost over another",
    ),
    el(
      "p.quiet.small",
      {},
      best_why ? (named ? closed(best_why) : `No best and worst rep are named: ${best_why}.`) : "",
      " Both stand on the same foot, in the same size and at the same phase; a wait at the bottom is left out.",
    ),
    ghostPlayer(
      { name: named ? "Best" : "Ghost", reps, chosen: best_rep ?? reps[0].rep },
      { name: named ? "Worst" : "Over", reps, chosen: worst_rep ?? reps[reps.length - 1].rep },
      "ghost",
    ),
  );
}
