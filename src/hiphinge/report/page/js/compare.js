import { byId, details, el, scroller, table } from "./dom.js";
import { capital, chance, kindWords } from "./words.js";
import { AXES, axesPicture, shownAxes, signed } from "./axes.js";
import { ghostPlayer } from "./ghost.js";

/** The page of a comparison: several sets laid over each other. */

const CLEAR = 0.6; // a set is of a kind from this probability on, as its headline has it
const VERDICTS = [
  ["differs", "Differs beyond doubt"],
  ["cannot_tell", "Cannot be told apart"],
  ["not_compared", "Not compared"],
  ["unknown", "Not known"],
];

/** @typedef {{key: string, label: string, subject: string, signature: Record<string, any>, reps: any[]} & Record<string, any>} Compared */

function buildComparison() {
  const { comparison, loads, zones } = JSON.parse(byId("page-data").textContent);
  byId("clip-name").textContent = comparison.sets.map(({ label }) => label).join(" · ");
  document.title = `${comparison.headline} · hip hinge comparison`;
  showHeadline(comparison, loads);
  showPicture(comparison.sets, zones);
  showDifferences(comparison);
  showGhost(comparison);
  showNumbers(comparison.sets);
  byId("colophon").append(
    el("p", {}, `Made by hiphinge ${comparison.version}. Everything on this page is inside it.`),
  );
  document.documentElement.classList.add("ready");
}

/** What each set is, first in one sentence, then one card each. */
function showHeadline(
  /** @type {any} */ { headline, detail, how_sure, sets },
  /** @type {string[]} */ loads,
) {
  byId("headline").append(
    el(
      "div.verdict",
      {},
      el("h1", { id: "said" }, kept(headline)),
      detail ? el("p.lead", {}, kept(detail)) : "",
      el("p.how-sure", {}, el("strong", {}, "How sure. "), how_sure.join(" ")),
    ),
    el("ol.compared-sets", { "aria-label": "Sets" }, sets.map((one, index) => setCard(one, index, loads[index]))),
  );
}

/** One set: its letter, its name, where it comes from, what its reps are. */
function setCard(/** @type {Compared} */ one, /** @type {number} */ index, load = "") {
  const kinds = Object.entries(one.counts)
    .filter(([, count]) => count)
    .map(([kind, count]) => counted(kind, count));
  const facts = [
    one.file,
    one.recorded ? `file dated ${one.recorded.slice(0, 10)}` : "",
    load,
    one.from_floor ? "from the floor" : "",
  ];
  const clear = one.kind_probability >= CLEAR;
  const kind = `${capital(kindWords(one.kind))}, ${chance(one.kind_probability)} likely`;
  return el(
    `li.compared-set.line-${index}`,
    {},
    keyOf(one),
    el("h2", {}, one.subject.startsWith("your ") ? capital(one.label) : one.label),
    el("p", {}, clear ? kind : "Not clearly of one kind"),
    el("p.quiet.small", {}, kinds.join(", ")),
    el("p.quiet.small", {}, facts.filter(Boolean).join(" · ")),
  );
}

/** Such as "1 hinge" and "4 squats". */
function counted(/** @type {string} */ kind, /** @type {number} */ count) {
  const several = count > 1 && kind !== "unjudged" ? "s" : "";
  return `${count} ${kindWords(kind)}${several}`;
}

/** A text in which no line ends between a number and what belongs to it. */
function kept(/** @type {string} */ text) {
  return text.replace(/(?<=\d) (?=%|points)| (?=±)/g, "\u00a0");
}

/** The letter of a set in its colour. */
function keyOf(/** @type {Compared} */ { key }) {
  const index = key.charCodeAt(0) - "A".charCodeAt(0);
  return el(`span.set-key.line-${index}`, {}, key);
}

function showPicture(/** @type {Compared[]} */ sets, /** @type {any} */ zones) {
  const lines = sets.map(({ key, signature }) => ({ key, measures: signature }));
  byId("picture-parts").append(
    el(
      "p.quiet.small",
      {},
      "One line down the rows is one set: its letter stands at the middle of its judged reps, the bar behind it is its doubt (one standard deviation to each side).",
      Object.keys(zones).length ? " Shaded is what is wanted of a hinge that starts standing." : "",
    ),
    el(
      "ul.legend-sets.plain",
      {},
      sets.map((one) => el("li", {}, keyOf(one), " ", one.label)),
    ),
    axesPicture(lines, zones),
    details(
      "What each row means",
      el(
        "dl.meanings",
        {},
        shownAxes(lines).map((name) =>
          el("div", {}, el("dt", {}, AXES[name].name), el("dd", {}, AXES[name].what)),
        ),
      ),
    ),
  );
}

/** The sentences of all pairs with one set; which one can be chosen where there are more than two. */
function showDifferences(/** @type {any} */ { sets, pairs }) {
  const lists = el("div.verdict-lists", {});
  const select = el(
    "select",
    { id: "against" },
    sets.map(({ key, label }) => el("option", { value: key }, `${key} · ${label}`)),
  );
  const show = () => {
    const held = pairs.filter(({ first, second }) => [first, second].includes(select.value));
    lists.replaceChildren(
      ...VERDICTS.map(([verdict, title]) => verdictList(held, verdict, title)).filter(Boolean),
    );
  };
  select.addEventListener("change", show);
  show();
  byId("difference-parts").append(
    sets.length > 2
      ? el("label.ghost-choice", { for: "against" }, "Every set against", select)
      : "",
    lists,
  );
}

/** What is said with one verdict; what is not told is put together by its reason. */
function verdictList(/** @type {any[]} */ pairs, /** @type {string} */ verdict, title) {
  const said = pairs
    .flatMap(({ first, second, differences }) =>
      differences.map((one) => ({ ...one, keys: [first, second] })),
    )
    .filter((one) => one.verdict === verdict);
  if (!said.length && verdict !== "differs") return null;
  const told = ["differs", "cannot_tell"].includes(verdict);
  const items = told ? said.map((one) => el("li", {}, kept(one.sentence))) : byReason(said);
  return el(
    `section.verdict-list.${verdict}`,
    {},
    el("h3", {}, title),
    items.length ? el("ul.plain", {}, items) : el("p", {}, "Nothing does."),
  );
}

function byReason(/** @type {any[]} */ said) {
  const reasons = [...new Set(said.map(({ why }) => why))];
  return reasons.map((why) => {
    const same = said.filter((one) => one.why === why);
    const unique = (/** @type {string[]} */ all) => [...new Set(all)];
    const names = unique(same.map(({ measure }) => AXES[measure].name)).join(", ");
    const keys = unique(same.map((one) => one.keys.join(" and "))).join(", ");
    return el("li", {}, el("strong", {}, names), ` (${keys}): ${why}.`);
  });
}

/** A rep of one set over a rep of another; the sets can be chosen where there are more than two. */
function showGhost(/** @type {any} */ { sets }) {
  const shown = sets.filter(({ reps }) => reps.some(({ course }) => course));
  const place = el("div", {});
  if (shown.length < 2) {
    byId("over-parts").append(
      el("p.quiet", {}, "Fewer than two sets have a whole rep to lay over each other."),
    );
    return;
  }
  const picks = ["ghost-set", "real-set"].map((id, side) =>
    el(
      "select",
      { id },
      shown.map(({ key, label }, index) =>
        el("option", { value: key, selected: index === side }, `${key} · ${label}`),
      ),
    ),
  );
  const show = () => {
    const [behind, before] = picks.map(({ value }) => shown.find(({ key }) => key === value));
    place.replaceChildren(ghostPlayer(choiceOf(behind), choiceOf(before), "over"));
  };
  picks.forEach((pick) => pick.addEventListener("change", show));
  show();
  byId("over-parts").append(
    el(
      "p.quiet.small",
      {},
      "Both stand on the same foot, in the same size and at the same phase; a wait at the bottom is left out. To begin with it is each set's best rep, where one is named, else its first whole one.",
    ),
    shown.length > 2
      ? el(
          "div.ghost-choices",
          {},
          el("label.ghost-choice", { for: "ghost-set" }, "Ghost", picks[0]),
          el("label.ghost-choice", { for: "real-set" }, "Over", picks[1]),
        )
      : "",
    place,
  );
}

function choiceOf(/** @type {Compared} */ { key, label, reps, best_rep }) {
  const whole = reps.filter(({ course }) => course);
  return { name: `${key} · ${label}`, reps: whole, chosen: best_rep ?? whole[0].rep };
}

function showNumbers(/** @type {Compared[]} */ sets) {
  const names = shownAxes(sets.map(({ key, signature }) => ({ key, measures: signature })));
  const cell = (/** @type {any} */ found, /** @type {string} */ name) =>
    found[name] ? signed(name, found[name]) : "–";
  byId("number-parts").append(
    scroller(
      "Signatures of the sets",
      table(
        "Signatures of the sets and their reps",
        ["Set", ...names.map((name) => AXES[name].name)],
        sets.flatMap((one) => [
          [[keyOf(one), ` ${one.label}`], ...names.map((name) => cell(one.signature, name))],
          ...one.reps.map((rep) => [
            `${one.key} rep ${rep.rep}, ${kindWords(rep.kind)}`,
            ...names.map((name) => cell(rep.signature, name)),
          ]),
        ]),
      ),
    ),
    el("p.quiet.small", {}, "compare.json beside this page holds all of it for programs."),
  );
}

buildComparison();
