import { details, el, scroller, table } from "./dom.js";
import { mark } from "./figure.js";
import { zoneOf } from "./data.js";
import { measureName, unitOf } from "./measures.js";
import { hingeTime, hingeWord } from "./phases.js";
import { unknownCaption } from "./unknown.js";
import { capital, moment, quantity, range } from "./words.js";

/** The numbers behind each curve. */

const ROWS = 120;

/**
 * The tables of one measure: at each bottom, and through the clip at even steps.
 * @param {import("./data.js").Page} page
 * @param {string} name
 */
export function measureTables(page, name) {
  const title = measureName(name);
  const frames = el("div.frames-table", {});
  const box = details(`Numbers behind ${title.toLowerCase()}`, repTable(page, name), frames);
  box.addEventListener("toggle", () => {
    if (box.open && !frames.firstChild && !document.documentElement.classList.contains("paper")) {
      frames.append(scroller(`${title}, frame by frame`, frameTable(page, name)));
    }
  });
  return box;
}

/** @param {import("./data.js").Page} page @param {string} name */
function repTable(page, name) {
  const rows = page.report.reps
    .filter((rep) => rep.bottom[name])
    .map((rep) => {
      const { value, sd, unit } = rep.bottom[name];
      const zone = zoneOf(page.curveZones[name], value);
      return [
        `Rep ${rep.rep}`,
        moment(hingeTime(rep)),
        quantity(value, sd, unit),
        zone ? [mark(zone.tone), zone.name] : "–",
      ];
    });
  if (!rows.length) return el("p.quiet", {}, "No rep has this number.");
  const word = hingeWord(page.report);
  const head = ["Rep", `${capital(word)} at`, "Value", "Zone"];
  return table(`${measureName(name)} at the ${word} of each rep`, head, rows);
}

/** @param {import("./data.js").Page} page @param {string} name */
function frameTable(page, name) {
  const { value, sd } = page.series[name];
  const every = Math.max(1, Math.ceil(page.time.length / ROWS));
  const rows = [];
  for (let index = 0; index < page.time.length; index += every) {
    rows.push([moment(page.time[index]), known(value[index], sd[index], unitOf(name))]);
  }
  const step = every === 1 ? "every frame" : `every ${every}th frame; frames.csv holds all`;
  return [
    table(`${measureName(name)} through the clip`, ["Time", "Value"], rows),
    el("p.quiet.small", {}, `Shown: ${step}.`),
  ];
}

/** @param {number} value @param {number} sd @param {string} unit */
export function known(value, sd, unit) {
  return quantity(Number.isNaN(value) ? null : value, Number.isNaN(sd) ? null : sd, unit);
}

/** The curve in words: what the bottoms read, and what is wanted there. */
export function captionWords(
  /** @type {import("./data.js").Page} */ page,
  /** @type {string} */ name,
) {
  const bottoms = page.report.reps
    .map(({ rep, bottom }) => ({ rep, ...bottom[name] }))
    .filter(({ value }) => value !== null && value !== undefined)
    .map(({ rep, value, sd, unit }) => `${quantity(value, sd, unit)} (rep ${rep})`);
  const good = (page.curveZones[name] ?? []).filter((zone) => zone.tone === "good");
  const wanted = good.map((zone) => range(zone.low, zone.high, unitOf(name))).join(" or ");
  return [
    bottoms.length ? `At the ${hingeWord(page.report)}: ${bottoms.join(", ")}.` : "",
    wanted ? `Wanted there: ${wanted}.` : "",
    unknownCaption(page, name),
  ]
    .filter(Boolean)
    .join(" ");
}
