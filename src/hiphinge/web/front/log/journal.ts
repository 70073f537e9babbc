/** Changes that this phone made and the server has not taken yet: each is kept by itself. */

import { moment } from "./clock.js";
import { forget, keep, kept, names } from "./kept.js";
import { newUid } from "./uid.js";

/** What a change can say. */
export type Field = string | number | boolean | null;

/** A change, as it is sent. */
export interface Change {
  uid: string;
  at_ms: number;
  count: number;
  day: string;
  set: string | null;
  fields: Record<string, Field>;
}

/** A change that the server did not take, with its sentence. */
export interface Refused {
  change: Change;
  error: string;
}

/** Write a change down; it waits from now on. */
export function write(day: string, set: string | null, fields: Record<string, Field>): Change {
  const change = { uid: newUid(), ...moment(), day, set, fields };
  keep(`change:${change.uid}`, change);
  return change;
}

/** All that waits, the oldest first; also of other sessions. */
export function waiting(): Change[] {
  return all<Change>("change:").sort((one, other) => order(one, other));
}

/** The server has it. */
export function settle(uid: string): void {
  forget(`change:${uid}`);
}

/** The server will not take it as it is: it is laid aside until a person says what with it. */
export function layAside(change: Change, error: string): void {
  // Written before the other goes, so that it is never nowhere.
  keep(`refused:${change.uid}`, { change, error });
  settle(change.uid);
}

/** What was laid aside, the oldest first. */
export function laidAside(): Refused[] {
  return all<Refused>("refused:").sort((one, other) => order(one.change, other.change));
}

/** Let it wait again. */
export function tryAgain(refused: Refused): void {
  keep(`change:${refused.change.uid}`, refused.change);
  forget(`refused:${refused.change.uid}`);
}

/** Throw it away; `putBack` takes that back. */
export function throwAway(refused: Refused): void {
  forget(`refused:${refused.change.uid}`);
}

/** Take back that it was thrown away. */
export function putBack(refused: Refused): void {
  keep(`refused:${refused.change.uid}`, refused);
}

/** Move the moments of all that waits [ms]: they were given out by a clock that was wrong. */
export function move(by_ms: number): void {
  for (const one of waiting()) {
    keep(`change:${one.uid}`, { ...one, at_ms: one.at_ms + by_ms });
  }
}

/** Give a change another moment: it was surely not taken, as its clock was wrong. */
export function setRight(change: Change): void {
  keep(`change:${change.uid}`, { ...change, ...moment() });
}

/** Tell whether a change of this kind of name is one of ours, for those who watch the storage. */
export function isJournal(name: string | null): boolean {
  return name === null || /^hiphinge-log:(change|refused):/.test(name);
}

function all<T>(start: string): T[] {
  return names(start).flatMap((name) => kept<T>(name) ?? []);
}

function order(one: Change, other: Change): number {
  return one.at_ms - other.at_ms || one.count - other.count || (one.uid < other.uid ? -1 : 1);
}
