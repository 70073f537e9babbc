/** The session as a whole: another exercise, a note, its end and what came of it. */

import { make } from "../dom.js";
import { isOn, ready, turn } from "./alarm.js";
import { press } from "./controls.js";
import type { LogState, PageData } from "./told.js";
import type { PlaceView, SetView } from "./view.js";

/** What a person can do with the session. */
export interface WholeDeeds {
  add: (exercise: string) => void;
  note: (text: string) => void;
  finish: (finished: boolean) => void;
}

/** To add an exercise. */
export function adding(data: PageData, deeds: WholeDeeds): HTMLElement {
  const list = make("select", { id: "add-exercise" });
  for (const { name, keys } of data.choices) {
    const group = make("optgroup", { label: name });
    for (const key of keys) {
      group.append(make("option", { value: key }, data.exercises[key]?.title ?? key));
    }
    list.append(group);
  }
  return make(
    "div",
    { class: "field" },
    make("label", { for: list.id }, "Another exercise"),
    list,
    press("Add it", "wide", "add-exercise-now", () => deeds.add(list.value)),
  );
}

/** Whether the end of a rest is heard and felt. */
export function alarming(): HTMLElement {
  const box = make("input", { type: "checkbox", id: "alarm" });
  box.checked = isOn();
  box.addEventListener("change", () => {
    turn(box.checked);
    ready();
  });
  const words = make("span", {}, "Sound and buzz at the end of a rest");
  return make("label", { class: "check" }, box, words);
}

/** The note of the session. */
export function noting(state: LogState, deeds: WholeDeeds): HTMLElement {
  const note = make("textarea", { id: "day-note", rows: "2", maxlength: "5000" });
  note.defaultValue = state.note;
  note.addEventListener("change", () => deeds.note(note.value));
  const label = make("label", { for: note.id }, "Note of the session");
  return make("div", { class: "field" }, label, note);
}

/** Its end: the button, or what was done and what came of it. */
export function ending(
  data: PageData,
  state: LogState,
  places: readonly PlaceView[],
  waits: boolean,
  deeds: WholeDeeds,
): HTMLElement {
  const sets = places.flatMap((place) => place.sets);
  const done = sets.filter((one) => one.done);
  if (!state.finished) {
    return make(
      "div",
      { class: "stack tight" },
      press("Finish the session", "primary big wide", "finish", () => deeds.finish(true)),
      make("p", { class: "small quiet" }, hint(data, places, done.length)),
    );
  }
  const link = { class: "button primary" };
  return make(
    "div",
    { class: "stack", id: "finished" },
    make("h2", { tabindex: "-1", id: "finished-title" }, "The session is finished"),
    summary(places, done),
    ...decided(data, state, waits),
    make(
      "div",
      { class: "actions" },
      data.programme
        ? make("a", { ...link, href: `/programme/${data.athlete}` }, "See the programme")
        : make("a", { ...link, href: `/days/${state.uid}` }, "See the session"),
      press("Go on after all", "", "unfinish", () => deeds.finish(false)),
    ),
  );
}

/** What finishing now would mean. */
function hint(data: PageData, places: readonly PlaceView[], done: number): string {
  if (done === 0 && data.programme) return "Without a set it counts as a day that was missed.";
  const wanted = places.filter((one) => !one.skipped).flatMap((place) => place.sets);
  const left = wanted.filter((one) => !one.done).length;
  if (left === 0) return done ? "All sets are done." : "Nothing is noted yet.";
  return `${count(left, "set")} ${left === 1 ? "is" : "are"} not done yet.`;
}

function summary(places: readonly PlaceView[], done: readonly SetView[]): HTMLElement {
  const exercises = places.filter((place) => place.sets.some((one) => one.done)).length;
  const efforts = done.flatMap((one) => one.rpe ?? []);
  const pains = done.flatMap((one) => one.pain ?? []);
  const films = done.filter((one) => one.film !== null).length;
  const facts: [string, string][] = [
    ["Sets", `${done.length}`],
    ["Exercises", `${exercises}`],
    ["Filmed", `${films}`],
    ["Hardest", efforts.length ? `${Math.max(...efforts)} of 10` : "not said"],
    ["Worst pain", pains.length ? `${Math.max(...pains)} of 10` : "not said"],
  ];
  return make(
    "dl",
    { class: "known" },
    ...facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))),
  );
}

function decided(data: PageData, state: LogState, waits: boolean): HTMLElement[] {
  if (!data.programme) return [];
  const title = make("h3", {}, "What the programme decided");
  if (!state.decided) {
    const text = waits
      ? "It decides as soon as this is sent."
      : "It has not decided yet: see the programme.";
    return [title, make("p", { class: "quiet" }, text)];
  }
  const { changes, stays, films_wait } = state.decided;
  const told = changes.map((one) =>
    make(
      "li",
      { class: "stack tight" },
      make("p", {}, make("b", { class: `tone-${one.tone}` }, one.title), ` ${one.about}`),
      make("p", { class: "small" }, one.why),
    ),
  );
  const rest = [
    stays === 1 ? "1\u00a0thing stays as it is." : stays ? `${stays} things stay as they are.` : "",
    films_wait ? `${count(films_wait, "film")} still to be judged can change this.` : "",
  ].filter(Boolean).join(" ");
  return [
    title,
    ...(told.length ? [make("ul", { class: "plain stack" }, ...told)] : []),
    ...(rest ? [make("p", { class: "small quiet" }, rest)] : []),
  ];
}

function count(number: number, one: string): string {
  return `${number}\u00a0${one}${number === 1 ? "" : "s"}`;
}
