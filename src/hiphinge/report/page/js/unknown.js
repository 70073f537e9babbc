import { missingAt } from "./data.js";
import { moment } from "./words.js";

/** Where a curve stops although the body was measured: hip and spine are not always told apart. */

const SHORTEST = 0.25; // seconds
const MOST = 4;
const APART = new Set(["hip_deg", "spine_deg"]);

/** @param {string} name @returns {string} why a frame of a measured body has no such number */
export function unknownWords(name) {
  return APART.has(name) ? "not told apart" : "not known";
}

/**
 * The stretches in which a measure is unknown though the body was measured.
 * @param {import("./data.js").Page} page
 * @param {string} name
 * @returns {[number, number][]} first and last moment of each [s]
 */
export function unknownStretches(page, name) {
  const { value } = page.series[name];
  /** @type {[number, number][]} */
  const found = [];
  let open = false;
  page.time.forEach((time_s, index) => {
    const unknown = Number.isNaN(value[index]) && !missingAt(page, index);
    if (unknown && open) found[found.length - 1][1] = time_s;
    else if (unknown) found.push([time_s, time_s]);
    open = unknown;
  });
  return found.filter(([first, last]) => last - first >= SHORTEST);
}

/** The same in words, or nothing. @param {any} page @param {string} name */
export function unknownCaption(page, name) {
  const all = unknownStretches(page, name);
  if (!all.length) return "";
  const said = all.slice(0, MOST).map(([first, last]) => `${moment(first)} to ${moment(last)}`);
  const further = all.length > MOST ? ` and ${all.length - MOST} more stretches` : "";
  const what = APART.has(name) ? "hip and spine are" : "this is";
  return `The curve stops where ${what} ${unknownWords(name)}: ${said.join(", ")}${further}.`;
}
