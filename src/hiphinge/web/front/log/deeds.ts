/** What happens at each press. */

import { uidOf } from "../remembered.js";
import { toast } from "../toast.js";
import type { Films } from "./films.js";
import type { Field } from "./journal.js";
import { doneWords } from "./numbers.js";
import type { PlaceDeeds } from "./place_card.js";
import type { Rest } from "./rest.js";
import type { Session } from "./session.js";
import { newPlace } from "./uid.js";
import type { PlaceView, SetView } from "./view.js";
import type { WholeDeeds } from "./whole.js";

/** What the deeds need of the page. */
export interface Stage {
  session: Session;
  films: Films;
  rest: Rest;
  /** Show what is new, but for the card of `same`, which shows it already; and send it. */
  changed: (same?: string) => void;
  /** Open a set, or none, and go there. */
  show: (uid: string | null) => void;
  say: (text: string) => void;
}

/** What can be done with exercises and sets. */
export function placeDeeds(stage: Stage): PlaceDeeds {
  const { session, rest, say, show } = stage;
  const log = (set: string | null, fields: Record<string, Field>, same = ""): void => {
    session.log(set, fields);
    stage.changed(same);
  };
  return {
    say,
    open: (uid) => {
      const before = session.open;
      show(uid);
      if (uid === null) document.getElementById(`line-${before}`)?.focus();
    },
    set: (place, one, said) => {
      // Another phone may have done it while somebody was typing here.
      const done = session.set(one.uid)?.done ?? one.done;
      if (done) log(one.uid, said as Record<string, Field>, place.id);
      else session.draft(one.uid, said);
    },
    done: (place, one) => {
      const noted = session.done(place, one);
      stage.changed();
      rested(stage, place, one);
      const what = doneWords(noted.reps, place.known);
      say([`Set ${one.number} noted`, what].filter(Boolean).join(": "));
      document.getElementById(`next-${one.uid}`)?.focus({ preventScroll: true });
    },
    takeBack: (one) => {
      // As it is now: what was changed at this card since may not be in what it was made of.
      const { load_kg, reps, rpe, pain, note } = session.set(one.uid) ?? one;
      session.draft(one.uid, { load_kg, ...(reps === null ? {} : { reps }), rpe, pain, note });
      log(one.uid, { removed: true });
      rest.end();
      undoable(`Set ${one.number} is not done`, () => log(one.uid, { removed: false }));
    },
    remove: (place, one) => {
      const count = `count.${place.id}`;
      log(null, { [count]: Math.max(0, place.count - 1) });
      if (session.open === one.uid) show(session.next(place.sets[0]?.uid)?.uid ?? null);
      undoable("Set removed", () => log(null, { [count]: place.count }));
    },
    next: (one) => {
      rest.end();
      show(session.next(one.uid)?.uid ?? null);
    },
    film: (place, one, file) => {
      if (!one.done) {
        session.done(place, one);
        rested(stage, place, one);
        say("The set is noted, and its film is sent.");
      }
      const { data, day } = session;
      const about = { set: one.uid, day, date: data.state.day, athlete: data.athlete };
      void stage.films.send({ ...about, file, uid: uidOf(file, one.uid) });
      stage.changed();
    },
    addSet: (place) => {
      log(null, { [`count.${place.id}`]: place.count + 1 });
      const sets = session.places.find((one) => one.id === place.id)?.sets ?? [];
      show(sets.find((one) => !one.done)?.uid ?? null);
    },
    swap: (place, to) => {
      const name = `${place.asked ? "swap" : "extra"}.${place.id}`;
      log(null, { [name]: to });
      document.getElementById(`place-${place.id}-title`)?.focus();
      undoable("Swapped for today", () => log(null, { [name]: place.exercise }));
    },
    skip: (place, skipped) => skip(stage, log, place, skipped),
  };
}

/** What can be done with the session as a whole. */
export function wholeDeeds(stage: Stage): WholeDeeds {
  const { session, rest, show } = stage;
  const log = (fields: Record<string, Field>): void => {
    session.log(null, fields);
    stage.changed();
  };
  return {
    add: (exercise) => {
      const id = newPlace(Date.now());
      log({ [`extra.${id}`]: exercise });
      show(session.places.find((one) => one.id === id)?.sets[0]?.uid ?? null);
    },
    note: (text) => log({ note: text }),
    finish: (finished) => {
      log({ finished });
      if (!finished) return;
      rest.end();
      show(null);
      document.getElementById("finished-title")?.focus();
      undoable("Session finished", () => log({ finished: false }));
    },
  };
}

/** Begin the rest after a set, where another one follows. */
function rested({ session, rest }: Stage, place: PlaceView, one: SetView): void {
  if (session.next(one.uid)) rest.begin(place.asked?.rest_s ?? place.known?.rest_s ?? 0);
}

type Log = (set: string | null, fields: Record<string, Field>) => void;

/** Leave an exercise of the plan out, or take one off that was added; or bring it back. */
function skip({ session, show }: Stage, log: Log, place: PlaceView, skipped: boolean): void {
  const planned = place.asked !== null;
  const name = `${planned ? "skip" : "extra"}.${place.id}`;
  const wasOpen = session.placeOf(session.open)?.id === place.id;
  log(null, { [name]: planned ? skipped : null });
  if (!skipped) return;
  if (wasOpen) show(session.next()?.uid ?? null);
  const back = planned ? false : place.exercise;
  undoable(`${place.title} left out`, () => log(null, { [name]: back }));
}

function undoable(text: string, undo: () => void): void {
  toast(text, () => {
    undo();
    return Promise.resolve();
  });
}
