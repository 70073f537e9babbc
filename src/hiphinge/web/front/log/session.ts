/** The session as this phone knows it: what the server told, what waits, what is only set here. */

import { waiting, write, type Change, type Field } from "./journal.js";
import { forget, keep, kept, names } from "./kept.js";
import { overlay } from "./overlay.js";
import { isStopped } from "./stop.js";
import type { LogState, PageData } from "./told.js";
import { placesOf, type Draft, type PlaceView, type SetView } from "./view.js";

/** What is kept of a session that nobody opened for so long is forgotten [ms]. */
const KEPT_MS = 60 * 86_400_000;

export class Session {
  readonly data: PageData;
  readonly day: string;
  /** As it is now, with all that waits. */
  state: LogState;
  places: PlaceView[] = [];
  /** The set whose controls are shown. */
  open: string | null = null;
  #base: LogState;
  #drafts: Record<string, Draft>;

  constructor(data: PageData) {
    this.data = data;
    this.day = data.state.uid;
    this.#base = newest(data.state, kept<LogState>(`day:${this.day}`));
    this.#drafts = kept<Record<string, Draft>>(`draft:${this.day}`) ?? {};
    this.state = this.#base;
    this.refresh();
    this.open = this.state.finished ? null : (this.next()?.uid ?? null);
  }

  /** Take into account what waits by now. */
  refresh(): void {
    this.state = overlay(this.#base, waiting());
    this.places = placesOf(this.data, this.state, this.#drafts);
  }

  /** The server has these changes. */
  settled(changes: readonly Change[], now_ms: number): void {
    const base = overlay(this.#base, changes);
    this.told({ ...base, now_ms: Math.max(base.now_ms, now_ms) });
  }

  /** The server told anew how it stands. */
  told(state: LogState): void {
    this.#base = state;
    keep(`day:${this.day}`, state);
  }

  /** Write down what a person said of a set, or (null) of the session. */
  log(set: string | null, fields: Record<string, Field>): void {
    write(this.day, set, fields);
    this.refresh();
  }

  /** Keep what was set for a set that is not done yet. */
  draft(uid: string, said: Draft): void {
    this.#drafts = { ...this.#drafts, [uid]: { ...this.#drafts[uid], ...said } };
    keep(`draft:${this.day}`, this.#drafts);
    this.refresh();
  }

  /** Write down a set as done, as it is set now; return it so. */
  done(place: PlaceView, one: SetView): SetView {
    const { [one.uid]: draft, ...others } = this.#drafts;
    const set = { ...one, ...draft };
    // In the order in which they were done, whatever the plan's.
    const places = this.state.sets.filter((each) => !each.removed).map((each) => each.position);
    this.log(one.uid, {
      exercise: one.exercise || null,
      position: 1 + Math.max(0, ...places),
      load_kg: set.load_kg,
      reps: set.reps,
      rpe: set.rpe,
      pain: set.pain,
      removed: false,
      ...(set.note ? { note: set.note } : {}),
      ...(place.known?.implement ? { implement: place.known.implement } : {}),
    });
    // Only now that it is written down: the page may be gone between the two.
    this.#drafts = others;
    keep(`draft:${this.day}`, others);
    return set;
  }

  /** The set that comes next: in the exercise of one, then in those after it, then before. */
  next(after: string | null = null): SetView | undefined {
    const at = Math.max(0, this.places.findIndex((one) => one === this.placeOf(after)));
    const order = [...this.places.slice(at), ...this.places.slice(0, at)];
    const free = order.filter((one) => !one.skipped && !isStopped(this.data.words, one));
    return free.flatMap((place) => place.sets).find((one) => !one.done);
  }

  /** The exercise that a set belongs to. */
  placeOf(uid: string | null): PlaceView | undefined {
    return this.places.find((place) => place.sets.some((one) => one.uid === uid));
  }

  /** A set as it is now. */
  set(uid: string): SetView | undefined {
    return this.placeOf(uid)?.sets.find((one) => one.uid === uid);
  }

  /** What comes next, in words; empty for nothing. */
  nextWords(): string {
    const next = this.next(this.open);
    return next ? `${next.title}, set ${next.number}` : "";
  }
}

/** Forget what is kept of sessions that nobody opened for long. */
export function tidy(): void {
  for (const name of names("day:")) {
    const old = kept<LogState>(name);
    if (old && Date.now() - old.now_ms < KEPT_MS) continue;
    forget(name);
    forget(name.replace("day:", "draft:"));
  }
}

/** A page that was kept may be older than what was told after it. */
function newest(told: LogState, before: LogState | null): LogState {
  return before && before.uid === told.uid && before.now_ms >= told.now_ms ? before : told;
}
