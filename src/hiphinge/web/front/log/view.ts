/** The session as it is shown: its places, and in each the sets that are done and those to do. */

import type { Asked, Exercise, LoggedSet, LogState, PageData } from "./told.js";
import type { SetState } from "../set_follow.js";

/** What was set on this phone for a set that is not done yet. */
export interface Draft {
  load_kg?: number | null;
  reps?: number;
  rpe?: number | null;
  pain?: number | null;
  note?: string;
}

/** One set. */
export interface SetView {
  uid: string;
  /** Its number in its place. */
  number: number;
  done: boolean;
  exercise: string;
  title: string;
  load_kg: number | null;
  /** Null where only a film was logged, and nobody has said how many. */
  reps: number | null;
  rpe: number | null;
  pain: number | null;
  note: string;
  film: SetState | null;
}

/** One exercise of the session. */
export interface PlaceView {
  id: string;
  /** Key of what is done there; the plan's own where it was not swapped. */
  exercise: string;
  title: string;
  known: Exercise | null;
  asked: Asked | null;
  skipped: boolean;
  sets: SetView[];
  /** How many sets there are to be: what "another set" adds to. */
  count: number;
}

/** Repetitions that a set begins with where nothing tells any: the middle of what is asked. */
const REPS = 8;
/** Sets of an exercise that was added. */
const SETS_OF_EXTRA = 1;

/** The name of a set in a place: the same on each phone, so that both mean the same set. */
export function setUid(day: string, place: string, number: number): string {
  return `${day}-${place}-${number}`;
}

/** The session as it is shown. */
export function placesOf(
  data: PageData,
  state: LogState,
  drafts: Record<string, Draft>,
): PlaceView[] {
  const done = state.sets.filter((one) => !one.removed);
  const ids = [...data.planned.map((_, place) => String(place)), ...extras(state, done)];
  const rest = new Set(done);
  const frames = ids.map((id, index) => frame(data, state, id, index, done, rest));
  const elsewhere = groups(rest, frames);
  return [
    ...frames.map((one) => filled(data, state, one, drafts)),
    ...[...elsewhere].map(([exercise, sets]) => other(data, exercise, sets)),
  ];
}

interface Frame {
  place: Omit<PlaceView, "sets" | "count" | "title">;
  own: Map<number, LoggedSet>;
  foreign: LoggedSet[];
}

/** The exercises that were added, in the order in which they were. */
function extras(state: LogState, done: readonly LoggedSet[]): string[] {
  const used = done.flatMap((one) => numbered(state.uid, one.uid)?.place ?? []);
  const named = Object.entries(state.choices)
    .filter(([name, value]) => name.startsWith("extra.") && typeof value === "string")
    .map(([name]) => name.slice("extra.".length));
  const all = new Set([...named, ...used.filter((place) => `extra.${place}` in state.choices)]);
  return [...all].sort();
}

function frame(
  data: PageData,
  state: LogState,
  id: string,
  index: number,
  done: readonly LoggedSet[],
  rest: Set<LoggedSet>,
): Frame {
  const asked = data.planned[index] ?? null;
  const own = new Map<number, LoggedSet>();
  for (const one of done) {
    const at = numbered(state.uid, one.uid);
    if (at?.place !== id) continue;
    own.set(at.number, one);
    rest.delete(one);
  }
  const swapped = state.choices[`swap.${id}`] ?? state.choices[`extra.${id}`];
  const first = [...own.values()][0]?.exercise;
  const exercise = typeof swapped === "string" ? swapped : (asked?.exercise ?? first ?? "");
  return {
    place: {
      id,
      exercise,
      known: data.exercises[exercise] ?? null,
      asked,
      skipped: state.choices[`skip.${id}`] === true,
    },
    own,
    foreign: [],
  };
}

/** Sets that were logged elsewhere: into the first place of their exercise, else by themselves. */
function groups(rest: ReadonlySet<LoggedSet>, frames: Frame[]): Map<string, LoggedSet[]> {
  const found = new Map<string, LoggedSet[]>();
  for (const one of rest) {
    const name = one.exercise ?? "";
    const match = frames.find(({ place }) => name !== "" && place.exercise === name);
    const like = match ?? frames.find(({ place }) => name !== "" && place.known?.move === name);
    if (like) like.foreign.push(one);
    else found.set(name, [...(found.get(name) ?? []), one]);
  }
  return found;
}

function filled(
  data: PageData,
  state: LogState,
  { place, own, foreign }: Frame,
  drafts: Record<string, Draft>,
): PlaceView {
  const chosen = state.choices[`count.${place.id}`];
  const wanted = typeof chosen === "number" ? chosen : (place.asked?.sets ?? SETS_OF_EXTRA);
  const count = Math.max(wanted, own.size + foreign.length);
  const numbers = new Set(own.keys());
  for (let number = 1; numbers.size < count - foreign.length; number += 1) numbers.add(number);
  const sets: SetView[] = foreign.map((one) => logged(data, one, 0));
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const one = own.get(number);
    const uid = setUid(state.uid, place.id, number);
    sets.push(one ? logged(data, one, 0) : open(data, place, uid, sets, drafts));
  }
  sets.forEach((one, index) => (one.number = index + 1));
  return { ...place, title: titleOf(data, place.exercise), sets, count };
}

function other(data: PageData, exercise: string, found: LoggedSet[]): PlaceView {
  const sets = found.map((one, index) => logged(data, one, index + 1));
  return {
    id: `other-${exercise}`,
    exercise,
    title: titleOf(data, exercise, found[0]?.title),
    known: data.exercises[exercise] ?? null,
    asked: null,
    skipped: false,
    sets,
    count: sets.length,
  };
}

function logged(data: PageData, one: LoggedSet, number: number): SetView {
  const exercise = one.exercise ?? "";
  return {
    uid: one.uid,
    number,
    done: true,
    exercise,
    title: titleOf(data, exercise, one.title),
    load_kg: one.load_kg,
    reps: one.reps,
    rpe: one.rpe,
    pain: one.pain,
    note: one.note,
    film: one.film,
  };
}

/** A set to do: as it was set on this phone, else like the one before it, else as asked. */
function open(
  data: PageData,
  place: Frame["place"],
  uid: string,
  earlier: readonly SetView[],
  drafts: Record<string, Draft>,
): SetView {
  const draft = drafts[uid] ?? {};
  const last = earlier.filter((one) => one.exercise === place.exercise).at(-1);
  const asked = place.asked?.exercise === place.exercise ? place.asked : null;
  const before = data.before[place.exercise];
  const loads = place.known?.step_kg != null;
  // What was asked of an exercise that was swapped holds for its stand-in, where it counts alike.
  const counted = data.exercises[place.asked?.exercise ?? ""]?.count;
  const alike = counted === place.known?.count ? place.asked?.reps_low : undefined;
  const load = last ? last.load_kg : (asked?.load_kg ?? before?.load_kg ?? null);
  return {
    uid,
    number: 0,
    done: false,
    exercise: place.exercise,
    title: titleOf(data, place.exercise),
    load_kg: !loads ? null : draft.load_kg === undefined ? load : draft.load_kg,
    reps: draft.reps ?? last?.reps ?? alike ?? before?.reps ?? REPS,
    rpe: draft.rpe ?? null,
    pain: draft.pain ?? null,
    note: draft.note ?? "",
    film: null,
  };
}

function titleOf(data: PageData, exercise: string, told?: string | null): string {
  return data.exercises[exercise]?.title ?? told ?? (exercise ? exercise : "Exercise not said");
}

function numbered(day: string, uid: string): { place: string; number: number } | null {
  if (!uid.startsWith(`${day}-`)) return null;
  const found = /^([a-z0-9]+)-(\d+)$/.exec(uid.slice(day.length + 1));
  return found ? { place: found[1] ?? "", number: Number(found[2]) } : null;
}
