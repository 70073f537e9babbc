import { byId, details, el, table } from "./dom.js";
import { mark, posture } from "./figure.js";
import { gauge, scaleOf, zoneWords } from "./gauge.js";
import { budget } from "./budget.js";
import { buildWords, ownTarget } from "./ownbody.js";
import { kindTone } from "./data.js";
import { kindSentence } from "./glance.js";
import { hingeTime, phaseLine, phaseMeanings, phaseNamed } from "./phases.js";
import { amount, measureName } from "./measures.js";
import { capital, closed, kindWords, moment, quantity } from "./words.js";

/** A card for each repetition. */

const MOMENTS = { start: "Start", bottom: "Bottom", lockout: "Lockout" };

/** The moments of a rep that have a picture: one that starts at its hinge needs no second one. */
const momentsOf = (/** @type {any} */ rep) =>
  Object.keys(MOMENTS).filter((when) => when !== "start" || rep.start_s !== hingeTime(rep));

/** What a rep's last picture is called. Where its move has phases, a lockout is one of them. */
function lastWord(/** @type {any} */ rep) {
  if (!rep.complete) return "Last seen";
  return rep.events?.length ? "End" : MOMENTS.lockout;
}

/** @param {import("./data.js").Page} page @param {import("./findings.js").Go} go */
export function showCards(page, go) {
  const { reps } = page.report;
  byId("cards").before(...[buildWords(page), phaseMeanings(page.report)].filter(Boolean));
  byId("cards").append(...reps.map((rep) => card(page, rep, go)));
  if (!reps.length)
    byId("cards").append(el("p.quiet", {}, "No repetition was found in this clip."));
}

/**
 * @param {import("./data.js").Page} page
 * @param {any} rep
 * @param {import("./findings.js").Go} go
 */
function card(page, rep, go) {
  const tone = kindTone(rep.kind, page.report.exercise);
  return el(
    `article.rep.${tone}`,
    { id: `rep-${rep.rep}`, "aria-label": `Rep ${rep.rep}` },
    el(
      "header",
      {},
      el("h3", {}, `Rep ${rep.rep}`),
      el("p.kind", {}, mark(tone), kindSentence(page, rep)),
      rep.from_floor
        ? el("p.quiet.small", {}, "A pull from the floor: it begins at the bottom.")
        : null,
    ),
    rep.complete
      ? null
      : el("p.cut", {}, el("strong", {}, "Cut: "), rep.cut || "not seen to its end"),
    el("p.reason", {}, closed(rep.reason)),
    el(
      "div.frames",
      {},
      momentsOf(rep).map((when) => keyFrame(page, rep, when, go)),
    ),
    phaseLine(rep, go),
    tempo(rep),
    ownTarget(page, rep),
    budget(page, rep),
    measures(page, rep),
  );
}

/** The picture of a moment, which leads to that moment of the video. */
function keyFrame(
  /** @type {any} */ page,
  /** @type {any} */ rep,
  /** @type {string} */ when,
  /** @type {any} */ go,
) {
  const time_s = { start: rep.start_s, bottom: hingeTime(rep), lockout: rep.end_s }[when];
  const picture = page.pictures.get(`${rep.rep} ${when}`);
  const usual = when === "lockout" ? lastWord(rep) : MOMENTS[when];
  const name = capital(phaseNamed(rep, time_s, usual));
  const label = `Rep ${rep.rep}, ${name.toLowerCase()}`;
  const image = picture
    ? el("img", {
        src: picture,
        alt: `${label}: the lifter, ${kindWords(rep.kind)}`,
        decoding: "async",
      })
    : (posture(page, time_s) ?? el("span.no-picture", {}, "not seen"));
  return el(
    "figure.frame",
    {},
    el(
      "button",
      {
        type: "button",
        "aria-label": `${label}: go to ${moment(time_s)}`,
        onclick: () => go(time_s, `${label}, ${moment(time_s)}.`),
      },
      image,
    ),
    el("figcaption", {}, name, el("span.quiet", {}, moment(time_s))),
  );
}

/** Seconds down, waiting and up, as words and as parts of one bar. */
function tempo(/** @type {any} */ rep) {
  const parts = [
    ["down", rep.eccentric_s],
    ["pause", rep.pause_s],
    ["up", rep.concentric_s],
  ].filter(([, seconds]) => seconds.value !== null);
  if (!parts.length) return null;
  return el(
    "dl.tempo",
    {},
    parts.map(([name, seconds]) => {
      const part = el(
        `div.tempo-${name}`,
        {},
        el("dt", {}, name),
        el("dd", {}, quantity(seconds.value, seconds.sd, seconds.unit)),
      );
      part.style.flexGrow = Math.max(seconds.value, 0.01);
      return part;
    }),
  );
}

/** Measures at the bottom: those with zones first, the others behind a fold. */
function measures(/** @type {any} */ page, /** @type {any} */ rep) {
  const word = phaseNamed(rep, hingeTime(rep), "bottom");
  const names = Object.keys(rep.bottom).filter((name) => rep.bottom[name].value !== null);
  const judged = names.filter((name) => page.zones[name]);
  const other = names.filter((name) => !page.zones[name]);
  const value = (/** @type {string} */ name) => amount(name, rep.bottom[name]);
  return [
    judged.length
      ? table(
          `Rep ${rep.rep} at the ${word}, against the zones`,
          [`At the ${word}`, "Value", "Zone"],
          judged.map((name) => [
            measureName(name),
            value(name),
            el(
              "div.zone-cell",
              {},
              gauge(rep.bottom[name], page.zones[name], scaleOf(page, name)),
              zoneWords(page.zones[name], rep.bottom[name].value, rep.bottom[name].unit),
            ),
          ]),
          "numbers.gauges",
        )
      : null,
    other.length
      ? details(
          `More numbers at the ${word}`,
          table(
            `Rep ${rep.rep}, further numbers at the ${word}`,
            ["Measure", "Value"],
            other.map((name) => [measureName(name), value(name)]),
          ),
        )
      : null,
  ];
}
