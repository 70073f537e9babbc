import { el, scroller, table } from "./dom.js";
import { foldWords, key, longest, partsOf, shareWords, showBorder, silent } from "./budget.js";
import { amount } from "./measures.js";

/** The folds of the set side by side: a column a rep, hip below and spine above. */

const ABOUT =
  "The fold is how far thigh and trunk have closed since standing; hip and spine add up to it. " +
  "The rounding itself, of the upper back against the pelvis, is more than it adds to the fold: " +
  "a bend higher up moves the line from hip to shoulder less. Below zero the back was straighter " +
  "than in standing. In a column the border lies within the fade 19 times in 20; the mark beside " +
  "it is ± one standard deviation.";

/** @param {any} page */
export function folds(page) {
  const { reps } = page.report;
  if (!reps.some(partsOf)) return null;
  const full = longest(reps);
  return el(
    "section.folds",
    { "aria-labelledby": "folds-title" },
    el("h3", { id: "folds-title" }, "Hip and spine in each fold"),
    el(
      "div.folds-pair",
      {},
      el(
        "div.fold-picture",
        { "aria-hidden": "true" },
        el(
          "div.fold-columns",
          {},
          reps.map((rep) => column(rep, full)),
        ),
        el(
          "ul.legend",
          {},
          el("li", {}, key("spine"), "from the spine"),
          el("li", {}, key("hip"), "from the hip"),
        ),
      ),
      scroller("Hip and spine in each fold, rep by rep", foldTable(reps)),
    ),
    el(
      "ul.plain.small",
      {},
      reps
        .filter((rep) => rep.silence)
        .map((rep) => el("li", {}, `Rep ${rep.rep}: ${silent(rep)}.`)),
    ),
    el("p.quiet.small", {}, ABOUT),
  );
}

/** @param {any} rep @param {number} full */
function column(rep, full) {
  const parts = partsOf(rep);
  const bar = parts
    ? el("span.fold-bar", {}, el("span.fold-doubt", {}))
    : el("span.fold-bar.unknown", {}, "?");
  if (parts) {
    showBorder(bar, parts);
    bar.style.height = `${(100 * parts.fold.value) / full}%`;
  }
  return el("div.fold-column", {}, el("div.fold-room", {}, bar), el("span", {}, rep.rep));
}

/** @param {any[]} reps */
function foldTable(reps) {
  const row = (/** @type {any} */ rep) => {
    const parts = partsOf(rep);
    if (!parts) return [`Rep ${rep.rep}`, "–", "–", "–", "–", "–"];
    const { hip, spine, share, fold } = parts;
    const rounding = rep.bottom.spine_deg;
    return [
      `Rep ${rep.rep}`,
      foldWords(fold),
      amount("hip_part_deg", hip),
      amount("spine_part_deg", spine),
      share ? shareWords(share) : "–",
      rounding ? amount("spine_deg", rounding) : "–",
    ];
  };
  return table(
    "Hip and spine in each fold",
    ["Rep", "Fold", "From the hip", "From the spine", "The spine's share", "The rounding itself"],
    reps.map(row),
  );
}
