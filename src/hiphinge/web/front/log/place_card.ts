/** One exercise of the session with its sets. */

import { make } from "../dom.js";
import { press } from "./controls.js";
import { filmLine, type FilmNow } from "./film_part.js";
import { clockWords, countWords, loadWords, spanWords } from "./numbers.js";
import { setLine, setOpen, type SetDeeds } from "./set_card.js";
import { isStopped, risingNotice } from "./stop.js";
import type { Asked, PageData } from "./told.js";
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
  const card = make(
    "section",
    { class: "card place", "aria-labelledby": `${id}-title` },
    make("h2", { id: `${id}-title`, tabindex: "-1" }, place.title),
    ...asked(data, place),
    ...risingNotice(data.words, place),
  );
  if (isStopped(data.words, place) && open === null) {
    card.append(make("p", { class: "notice off" }, "Stopped for today, as it hurt."));
  }
  card.append(make("ol", { class: "plain sets" }, ...sets(data, place, open, films, deeds)));
  // Sets from elsewhere are shown, but belong to no place that more could be added to.
  if (place.id.startsWith("other-")) return card;
  const another = (): void => deeds.addSet(place);
  card.append(
    press("Another set", "quiet", `${id}-add`, another, `of ${place.title}`),
    more(data, place, id, deeds),
  );
  return card;
}

function sets(
  data: PageData,
  place: PlaceView,
  open: string | null,
  films: ReadonlyMap<string, FilmNow>,
  deeds: PlaceDeeds,
): HTMLElement[] {
  return place.sets.map((one) => {
    const film = films.get(one.uid) ?? null;
    if (one.uid === open) {
      return make("li", { class: "open" }, setOpen(data, place, one, film, deeds));
    }
    const item = make("li", { class: one.done ? "done" : "" });
    if (one.exercise !== place.exercise) {
      item.append(make("p", { class: "small quiet" }, one.title));
    }
    item.append(setLine(data, place, one, deeds), ...filmLine(film, one.uid));
    return item;
  });
}

function asked(data: PageData, place: PlaceView): HTMLElement[] {
  const plan = place.asked;
  if (!plan) return [];
  const swapped = plan.exercise !== place.exercise;
  const known = data.exercises[plan.exercise] ?? null;
  const of = swapped ? `Asked, of ${known?.title ?? plan.exercise}: ` : "Asked: ";
  const lines = [make("p", { class: "small quiet" }, of + askedWords(data, plan))];
  if (plan.meant) {
    const own = `Your choice; the programme would ask for ${plan.meant}.`;
    lines.push(make("p", { class: "small quiet" }, own));
  }
  if (!plan.film || swapped) return lines;
  return [...lines, make("p", { class: "chip still film" }, "film it")];
}

function askedWords(data: PageData, plan: Asked): string {
  const counted = countWords(data.exercises[plan.exercise] ?? null).replace("reps", "").trim();
  const span = spanWords(plan.reps_low, plan.reps_high);
  const effort =
    plan.rpe_low === null || plan.rpe_high === null ? "" : spanWords(plan.rpe_low, plan.rpe_high);
  const parts = [
    [`${plan.sets} \u00d7 ${span}`, counted].filter(Boolean).join(" "),
    plan.lower_s ? `lowered over ${plan.lower_s} s` : "",
    plan.load_kg === null ? "" : loadWords(plan.load_kg, data.units),
    effort && `effort ${effort}`,
    `rest ${clockWords(plan.rest_s)} min`,
  ];
  return parts.filter(Boolean).join(", ");
}

function more(data: PageData, place: PlaceView, id: string, deeds: PlaceDeeds): HTMLElement {
  const skip = (): void => deeds.skip(place, true);
  const word = place.asked ? "Leave it out today" : "Take it off the list";
  const about = make("span", { class: "hidden" }, `: ${place.title}`);
  return make(
    "details",
    { id: `${id}-more` },
    make("summary", {}, "How, swap, leave out", about),
    make(
      "div",
      { class: "stack" },
      ...told(place),
      ...instead(data, place, id, deeds),
      press(word, "quiet off", `${id}-skip`, skip, place.title),
    ),
  );
}

/** How it is done, when a set ends early, and why it is asked. */
function told(place: PlaceView): HTMLElement[] {
  const plan = place.asked?.exercise === place.exercise ? place.asked : null;
  const texts = [place.known?.how, plan?.stop].filter((text) => text);
  const parts = texts.map((text) => make("p", {}, text ?? ""));
  for (const one of plan?.why ?? []) {
    parts.push(...one.texts.map((text) => make("p", {}, text)));
    parts.push(make("p", { class: "source" }, make("b", {}, capital(one.label)), one.source));
  }
  return parts.length ? [make("div", { class: "stack tight small" }, ...parts)] : [];
}

/** What may be done in its place today; what was asked comes first. */
function instead(data: PageData, place: PlaceView, id: string, deeds: PlaceDeeds): HTMLElement[] {
  const asked = place.asked?.exercise;
  const keys = new Set([...(asked ? [asked] : []), ...(place.known?.swaps ?? [])]);
  keys.delete(place.exercise);
  const buttons = [...keys].flatMap((key) => {
    const title = data.exercises[key]?.title;
    const swap = (): void => deeds.swap(place, key);
    return title ? [press(title, "wide", `${id}-to-${key}`, swap)] : [];
  });
  if (buttons.length === 0) return [];
  const label = "Instead, today";
  const named = { class: "stack tight", role: "group", "aria-label": label };
  return [make("div", named, make("p", { class: "label" }, label), ...buttons)];
}

function leftOut(place: PlaceView, id: string, deeds: PlaceDeeds): HTMLElement {
  const done = place.sets.filter((one) => one.done).length;
  const text = done ? `Left out from here on; ${done} done` : "Left out today";
  const bring = (): void => deeds.skip(place, false);
  return make(
    "section",
    { class: "card place skipped row apart", "aria-labelledby": `${id}-title` },
    make(
      "div",
      {},
      make("h2", { id: `${id}-title`, tabindex: "-1" }, place.title),
      make("p", { class: "small quiet" }, text),
    ),
    press("Bring it back", "", `${id}-back`, bring, place.title),
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
