/** What is said at once where something hurts: to stop, and no more than that. */

import { make } from "../dom.js";
import type { PageData } from "./told.js";
import type { PlaceView } from "./view.js";

type Words = PageData["words"];

const UNKNOWN = "hiphinge cannot tell what it comes from.";

/** The notice at a set whose pain is at the threshold or above; nothing below it. */
export function stopNotice(words: Words, pain: number | null): HTMLElement[] {
  if (pain === null || pain < words.pain_stop) return [];
  const today = words.stop.today.map((text) => make("li", {}, shorter(text)));
  return [
    make(
      "div",
      { class: "notice off stack tight" },
      make("h4", {}, "Stop this exercise for today"),
      make("p", {}, `You noted pain of ${pain} of 10. When to stop: ${lower(words.stop.rule)}`),
      make("p", {}, "Stop for today altogether at:"),
      make("ul", { class: "goes" }, ...today),
      make("p", { class: "small quiet" }, `${words.stop.source}. ${UNKNOWN}`),
    ),
  ];
}

/** That pain rose over the sets of an exercise; nothing where it did not, or is told above. */
export function risingNotice(words: Words, place: PlaceView): HTMLElement[] {
  const told = place.sets.flatMap((one) => (one.done && one.pain !== null ? [one.pain] : []));
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined || last - first < words.pain_rising) return [];
  if (last >= words.pain_stop) return [];
  const text = `Pain rose from ${first} to ${last} of 10 over these sets.`;
  return [make("p", { class: "notice near" }, `${text} End the exercise as soon as it rises.`)];
}

/** Whether an exercise is to end for today. */
export function isStopped(words: Words, place: PlaceView): boolean {
  return place.sets.some((one) => one.done && (one.pain ?? 0) >= words.pain_stop);
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** A rule whose "stop for today" stands above the list already. */
function shorter(text: string): string {
  const told = text.replace(/: stop for today[.;]?\s*/, ". ").trim();
  return told.replace(/\. ([a-z])/g, (_, letter: string) => `. ${letter.toUpperCase()}`);
}
