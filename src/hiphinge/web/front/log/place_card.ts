/** One exercise of the session with its sets. */

import { make } from "../dom.js";
import { press } from "./controls.js";
import { filmLine, type FilmNow } from "./film_part.js";
import { clockWords, countWords, loadWords } from "./numbers.js";
import { setLine, setOpen, type SetDeeds } from "./set_card.js";
import { isStopped, risingNotice } from "./stop.js";
import type { PageData } from "./told.js";
import type { PlaceView } from "./view.js";

/** What a person can do with an exercise. */
export interface PlaceDeeds extends SetDeeds {
  addSet: (place: PlaceView) => void;
  swap: (place: PlaceView, to: string) => void;
  skip: (place: PlaceView, skipped: boolean) => void;
}

/** An exercise; `open` is the set whose controls are shown. */
export function placeCard(
  data: PageData,
  place: PlaceView,
  open: string | null,
  films: ReadonlyMap<string, FilmNow>,
  deeds: PlaceDeeds,
): HTMLElement {
  const id = `place-${place.id}`;
  if (place.skipped) return leftOut(place, id, deeds);
  const sets = place.sets.map((one) => {
    const film = films.get(one.uid) ?? null;
    if (one.uid === open) return make("li", { class: "open" }, setOpen(data, place, one, film, deeds));
    const line = setLine(data, place, one, deeds);
    const named = one.exercise === place.exercise ? [] : [make("p", { class: "small quiet" }, one.title)];
    return make("li", { class: one.done ? "done" : "" }, ...named, line, ...filmLine(film, one.uid));
  });
  const elsewhere = place.id.startsWith("other-");
  return make(
    "section",
    { class: "card place", "aria-labelledby": `${id}-title` },
    make("h2", { id: `${id}-title`, tabindex: "-1" }, place.title),
    ...asked(data, place),
    ...risingNotice(data.words, place),
    ...(isStopped(data.words, place) && !place.sets.some((one) => one.uid === open)
      ? [make("p", { class: "notice off" }, "Stopped for today, as it hurt.")] : []),
    make("ol", { class: "plain sets" }, ...sets),
    ...(elsewhere ? [] : [
      press("Another set", "quiet", `${id}-add`, () => deeds.addSet(place), `of ${place.title}`),
      more(data, place, id, deeds),
    ]),
  );
}

function asked(data: PageData, place: PlaceView): HTMLElement[] {
  const plan = place.asked;
  if (!plan) return [];
  const swapped = plan.exercise !== place.exercise;
  const span = plan.reps_low === plan.reps_high ? `${plan.reps_low}` : `${plan.reps_low} to ${plan.reps_high}`;
  const known = data.exercises[plan.exercise] ?? null;
  const counted = countWords(known).replace("reps", "").trim();
  const parts = [
    `${plan.sets} \u00d7 ${span}${counted ? ` ${counted}` : ""}`,
    plan.load_kg === null ? "" : loadWords(plan.load_kg, data.units),
    plan.rpe_low === null ? "" : `effort ${plan.rpe_low === plan.rpe_high ? plan.rpe_low : `${plan.rpe_low} to ${plan.rpe_high}`}`,
    `rest ${clockWords(plan.rest_s)}`,
  ].filter(Boolean);
  const of = swapped ? `Asked, of ${known?.title ?? plan.exercise}: ` : "Asked: ";
  const line = make("p", { class: "small quiet asked-line" }, of + parts.join(", "));
  return plan.film && !swapped ? [line, make("p", { class: "chip still film" }, "film it")] : [line];
}

function more(data: PageData, place: PlaceView, id: string, deeds: PlaceDeeds): HTMLElement {
  const known = place.known;
  const why = place.asked?.exercise === place.exercise ? place.asked : null;
  const told = [
    known?.how ? make("p", {}, known.how) : null,
    why?.stop ? make("p", {}, why.stop) : null,
    ...(why?.why ?? []).flatMap((one) => [
      ...one.texts.map((text) => make("p", {}, text)),
      make("p", { class: "source" }, make("b", {}, capital(one.label)), one.source),
    ]),
  ].filter((one) => one !== null);
  const swaps = [...new Set([...(place.asked && place.asked.exercise !== place.exercise
    ? [place.asked.exercise] : []), ...(known?.swaps ?? [])])].filter((key) => key in data.exercises);
  const instead = swaps.map((key) =>
    press(data.exercises[key]?.title ?? key, "wide", `${id}-to-${key}`, () => deeds.swap(place, key)),
  );
  return make(
    "details",
    { id: `${id}-more` },
    make("summary", {}, "How, swap, leave out", make("span", { class: "hidden" }, `: ${place.title}`)),
    make(
      "div",
      { class: "stack" },
      ...(told.length ? [make("div", { class: "stack tight small" }, ...told)] : []),
      ...(instead.length ? [make("div", { class: "stack tight", role: "group", "aria-label": "Instead, today" },
        make("p", { class: "label" }, "Instead, today"), ...instead)] : []),
      press(place.asked ? "Leave it out today" : "Take it off the list", "quiet off", `${id}-skip`,
        () => deeds.skip(place, true), place.title),
    ),
  );
}

function leftOut(place: PlaceView, id: string, deeds: PlaceDeeds): HTMLElement {
  const done = place.sets.filter((one) => one.done).length;
  return make(
    "section",
    { class: "card place skipped row apart", "aria-labelledby": `${id}-title` },
    make("div", {}, make("h2", { id: `${id}-title`, tabindex: "-1" }, place.title),
      make("p", { class: "small quiet" }, done ? `Left out from here on; ${done} done` : "Left out today")),
    press("Bring it back", "", `${id}-back`, () => deeds.skip(place, false), place.title),
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
