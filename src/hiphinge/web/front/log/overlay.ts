/** What a session is once changes are laid over what the server told of it. */

import type { Change, Field } from "./journal.js";
import type { LoggedSet, LogState } from "./told.js";

const OF_DAY = new Set(["note", "finished"]);

/** The session with these changes, in their order; those of other sessions change nothing. */
export function overlay(state: LogState, changes: readonly Change[]): LogState {
  const mine = changes.filter((one) => one.day === state.uid);
  if (mine.length === 0) return state;
  let { note, finished } = state;
  const choices = { ...state.choices };
  const sets = new Map(state.sets.map((one) => [one.uid, one]));
  for (const change of mine) {
    if (change.set !== null) {
      sets.set(change.set, changed(sets.get(change.set) ?? empty(change.set), change.fields));
      continue;
    }
    for (const [name, value] of Object.entries(change.fields)) {
      if (!OF_DAY.has(name)) choices[name] = value;
    }
    note = text(change.fields["note"], note);
    finished = flag(change.fields["finished"], finished);
  }
  const order = [...sets.values()].sort((one, other) => one.position - other.position);
  const decided = finished ? state.decided : null;
  return { ...state, note, finished, choices, sets: order, decided };
}

function empty(uid: string): LoggedSet {
  const unsaid = { exercise: null, title: null, load_kg: null, reps: null, rpe: null, pain: null };
  return { uid, ...unsaid, note: "", position: 0, removed: false, film: null };
}

function changed(one: LoggedSet, fields: Record<string, Field>): LoggedSet {
  return {
    ...one,
    exercise: "exercise" in fields ? text(fields["exercise"], null) : one.exercise,
    title: "exercise" in fields ? null : one.title,
    load_kg: number(fields["load_kg"], one.load_kg),
    reps: number(fields["reps"], one.reps),
    rpe: number(fields["rpe"], one.rpe),
    pain: number(fields["pain"], one.pain),
    note: text(fields["note"], one.note),
    position: number(fields["position"], one.position) ?? 0,
    removed: flag(fields["removed"], one.removed),
  };
}

/** Undefined leaves it as it was; null says that it is not known. */
function number(said: Field | undefined, was: number | null): number | null {
  return said === undefined ? was : typeof said === "number" ? said : null;
}

function text<T extends string | null>(said: Field | undefined, was: T): string | T {
  return typeof said === "string" ? said : was;
}

function flag(said: Field | undefined, was: boolean): boolean {
  return typeof said === "boolean" ? said : was;
}
