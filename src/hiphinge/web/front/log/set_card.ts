/** One set: a line while it is shut, all its controls while it is open. */

import { make } from "../dom.js";
import { press, scale, stepper } from "./controls.js";
import { sideOf } from "./drawing.js";
import { filmOf, type FilmNow } from "./film_part.js";
import {
  countStep, countWords, doneWords, inKg, inUnits, loadWords, nextOf, spanWords, stepped, typed,
} from "./numbers.js";
import { loaded } from "./plates.js";
import { stopNotice } from "./stop.js";
import type { PageData } from "./told.js";
import type { Draft, PlaceView, SetView } from "./view.js";

/** What a person can do with a set. */
export interface SetDeeds {
  open: (uid: string | null) => void;
  set: (place: PlaceView, one: SetView, said: Draft) => void;
  done: (place: PlaceView, one: SetView) => void;
  takeBack: (one: SetView) => void;
  remove: (place: PlaceView, one: SetView) => void;
  next: (one: SetView) => void;
  film: (place: PlaceView, one: SetView, file: File) => void;
  say: (text: string) => void;
}

/** A set as a line that opens it. */
export function setLine(
  data: PageData,
  place: PlaceView,
  one: SetView,
  deeds: SetDeeds,
): HTMLElement {
  const facts = [
    one.load_kg === null ? "" : loadWords(one.load_kg, data.units),
    doneWords(one.reps, place.known),
  ].filter(Boolean);
  const felt = [
    one.rpe === null ? "" : `effort\u00a0${one.rpe}`,
    one.pain === null ? "" : one.pain === 0 ? "no pain" : `pain\u00a0${one.pain}`,
  ].filter(Boolean);
  const sign = one.done ? "\u2713" : String(one.number);
  const mark = make("span", { class: "mark", "aria-hidden": "true" }, sign);
  const line = make(
    "button",
    { class: "set-line", type: "button", id: `line-${one.uid}`, "aria-expanded": "false" },
    mark,
    make("span", { class: "hidden" }, `Set ${one.number}, ${one.done ? "done" : "to do"}: `),
    make("span", { class: "facts" }, facts.join(" \u00d7 ")),
    make("span", { class: "quiet small felt" }, felt.join(", ")),
  );
  line.addEventListener("click", () => deeds.open(one.uid));
  return line;
}

/** A set with all its controls. */
export function setOpen(
  data: PageData,
  place: PlaceView,
  one: SetView,
  film: FilmNow | null,
  deeds: SetDeeds,
): HTMLElement {
  const about = `set ${one.number} of ${place.title}`;
  const title = `Set ${one.number} of ${place.sets.length}`;
  const loads = place.known?.step_kg != null || one.load_kg !== null;
  const head = make(
    "div",
    { class: "row apart" },
    make("h3", { id: `head-${one.uid}`, tabindex: "-1" }, title),
    press("Close", "quiet", `close-${one.uid}`, () => deeds.open(null), about),
  );
  const does = one.done
    ? press("Next", "primary big wide", `next-${one.uid}`, () => deeds.next(one), `after ${about}`)
    : press("Done", "primary big wide", `done-${one.uid}`, () => deeds.done(place, one), about);
  const noted = make("p", { class: "noted-mark", hidden: !one.done }, "\u2713 Noted. How was it?");
  const stop = make("div", { class: "stop" }, ...stopNotice(data.words, one.pain));
  return make(
    "div",
    { class: "set-open", role: "group", "aria-labelledby": `head-${one.uid}` },
    head,
    ...(loads ? [load(data, place, one, deeds)] : []),
    reps(place, one, deeds),
    does,
    noted,
    effort(data, place, one, deeds),
    pain(data, place, one, deeds, stop),
    stop,
    filmOf(place, one, film, (file) => deeds.film(place, one, file)),
    more(place, one, deeds, about),
  );
}

function load(data: PageData, place: PlaceView, one: SetView, deeds: SetDeeds): HTMLElement {
  const step_kg = place.known?.step_kg ?? 2.5;
  const there = place.known?.loads;
  const { units } = data;
  const room = make("div", { class: "plates-now" });
  const asked = place.asked?.exercise === one.exercise ? place.asked.load_kg : null;
  const show = (load_kg: number | null): void => {
    room.replaceChildren(...plates(data, place, load_kg));
  };
  show(one.load_kg);
  const box = stepper({
    id: `load-${one.uid}`,
    label: `Load in ${units}${asked === null ? "" : `, asked ${inUnits(asked, units)}`}`,
    value: one.load_kg === null ? null : inUnits(one.load_kg, units),
    step: there ? "the next load" : loadWords(step_kg, units),
    next: (now, way) => {
      const from = now === null ? null : inKg(now, units);
      const kg = there ? nextOf(from, there, way) : stepped(from, step_kg, way, units);
      return inUnits(kg, units);
    },
    read: typed,
    changed: (now) => {
      const load_kg = now === null ? null : inKg(now, units);
      show(load_kg);
      deeds.set(place, one, { load_kg });
      deeds.say(load_kg === null ? "No load" : loadWords(load_kg, units));
    },
  });
  box.append(room);
  return box;
}

/** What to put on each side of a bar; nothing where no bar carries it. */
function plates(data: PageData, place: PlaceView, load_kg: number | null): (Node | string)[] {
  if (!place.known?.bar || load_kg === null) return [];
  const gym = { ...data.gym, bar: place.known.bar_weight ?? data.gym.bar };
  const load = inUnits(load_kg, gym.units);
  const found = loaded(load, gym);
  if (!found) return load < gym.bar ? [words(`The bar alone weighs ${gym.bar} ${gym.units}.`)] : [];
  if (found.side.length === 0 && found.left === 0) return [words("The empty bar.")];
  const side = found.side.length ? `Each side: ${found.side.join(" + ")}` : "The empty bar";
  const left = found.left > 0 ? ` (${found.left} ${gym.units} short of it)` : "";
  return [sideOf(found.side, gym), words(`${side}${left}`)];
}

function words(text: string): HTMLElement {
  return make("p", { class: "small" }, text);
}

function reps(place: PlaceView, one: SetView, deeds: SetDeeds): HTMLElement {
  const unit = countWords(place.known);
  const asked = place.asked;
  const span = asked ? `, asked ${spanWords(asked.reps_low, asked.reps_high)}` : "";
  const step = countStep(place.known);
  return stepper({
    id: `reps-${one.uid}`,
    label: `${unit.slice(0, 1).toUpperCase()}${unit.slice(1)}${span}`,
    value: one.reps,
    step: String(step),
    next: (now, way) => Math.max(0, Math.min(1000, Math.round((now ?? 0) + way * step))),
    read: (text) => {
      const told = typed(text);
      return told === null || Number.isInteger(told) ? told : NaN;
    },
    changed: (now) => {
      deeds.set(place, one, { reps: now ?? 0 });
      deeds.say(`${now ?? 0} ${unit}`);
    },
  });
}

function effort(data: PageData, place: PlaceView, one: SetView, deeds: SetDeeds): HTMLElement {
  const low = place.asked?.rpe_low ?? null;
  const high = place.asked?.rpe_high ?? null;
  const span = low === null || high === null ? "" : spanWords(low, high);
  return scale({
    id: `rpe-${one.uid}`,
    legend: span ? `How hard, asked ${span}` : "How hard",
    hint: "1 is hardly any effort, 10 leaves nothing.",
    from: 1,
    words: data.words.effort,
    value: one.rpe,
    warn: Infinity,
    changed: (rpe) => deeds.set(place, one, { rpe }),
  });
}

function pain(
  data: PageData,
  place: PlaceView,
  one: SetView,
  deeds: SetDeeds,
  stop: HTMLElement,
): HTMLElement {
  return scale({
    id: `pain-${one.uid}`,
    legend: "Pain",
    hint: "0 is none, 10 the worst there is.",
    from: 0,
    words: data.words.pain,
    value: one.pain,
    warn: data.words.pain_stop,
    changed: (now) => {
      stop.replaceChildren(...stopNotice(data.words, now));
      if ((now ?? 0) >= data.words.pain_stop) {
        deeds.say("Stop this exercise for today.");
        stop.scrollIntoView({ block: "end" });
      }
      deeds.set(place, one, { pain: now });
    },
  });
}

function more(place: PlaceView, one: SetView, deeds: SetDeeds, about: string): HTMLElement {
  const note = make("textarea", { id: `note-${one.uid}`, rows: "2", maxlength: "5000" });
  note.defaultValue = one.note;
  note.addEventListener("change", () => deeds.set(place, one, { note: note.value }));
  const back = (): void => deeds.takeBack(one);
  const remove = (): void => deeds.remove(place, one);
  const gone = one.done
    ? press("Not done after all", "quiet off", `back-${one.uid}`, back, about)
    : press("Remove this set", "quiet off", `remove-${one.uid}`, remove, about);
  return make(
    "details",
    { id: `more-${one.uid}` },
    make("summary", {}, one.note ? "Note and more" : "Add a note, or remove it"),
    make(
      "div",
      { class: "stack" },
      make("div", { class: "field" }, make("label", { for: note.id }, "Note of this set"), note),
      gone,
    ),
  );
}
