/** Films that were taken in the log without the network: the first page sends them as well. */

import { byId } from "./dom.js";
import { bring, onePage } from "./log/bring.js";
import { forgetFilm, keptFilms, type KeptFilm } from "./log/film_store.js";
import { Sending } from "./sending.js";
import { logged } from "./waits.js";
import type { Line } from "./work_row.js";

interface Kept {
  film: KeptFilm;
  sending: Sending;
  /** What it waits for; empty once it is this page's turn. */
  waits: string;
  /** The server has it, and tells of it. */
  there: boolean;
  failed: string;
}

const MB = 1e6;
const note = byId("films-wait", HTMLElement);
const all: Kept[] = [];
const listeners: (() => void)[] = [];
/** One after the other: at once they would only share the same network. */
let turn: Promise<void> = Promise.resolve();

/** Be told whenever something changes. */
export function watchFilms(listener: () => void): void {
  listeners.push(listener);
}

/** How far each film is that the server does not tell of yet. */
export function filmLines(): Line[] {
  return all.filter((one) => !one.there).map(lineOf);
}

/** Send one again that was not taken, or throw it away; false where it is none of those. */
export async function filmAct(uid: string, what: "cancel" | "retry"): Promise<boolean> {
  const one = all.find(({ sending, failed }) => sending.uid === uid && failed !== "");
  if (!one) return false;
  drop(one);
  if (what === "cancel") await forgetFilm(one.film);
  else void fly(one.film);
  changed();
  return true;
}

async function resume(): Promise<void> {
  for (const film of await keptFilms()) {
    if (!all.some((one) => one.film.set === film.set)) void fly(film);
  }
}

async function fly(film: KeptFilm): Promise<void> {
  const about = { athlete: film.athlete, day: film.date, set: film.set };
  const sending = new Sending(film.file, about, changed, film.uid);
  const one: Kept = { film, sending, waits: "it goes after its set", there: false, failed: "" };
  all.push(one);
  changed();
  // The set must be there first: else the server would make one up for the film.
  await logged(film.set);
  await onePage(film, true, {
    mine: () => {
      one.waits = "it goes after the film before it";
      changed();
      const go = (): Promise<void> => mine(one);
      turn = turn.then(go, go);
      return turn;
    },
    elsewhere: () => {
      one.waits = "another page of hiphinge on it sends it";
      changed();
    },
    gone: () => undefined,
  });
  if (!one.failed) drop(one);
  changed();
}

async function mine(one: Kept): Promise<void> {
  one.waits = "";
  const why = await bring(one.sending, () => {
    one.there = true;
    changed();
  });
  // What the server has and refuses stands among its own work, to be tried again there.
  if (one.sending.state === "failed") one.failed = why;
  else await forgetFilm(one.film);
}

function drop(one: Kept): void {
  const place = all.indexOf(one);
  if (place >= 0) all.splice(place, 1);
}

function lineOf(one: Kept): Line {
  const { film, sending, failed } = one;
  return {
    kind: "upload",
    uid: sending.uid,
    name: film.file.name,
    athlete: "",
    state: failed ? "failed" : "receiving",
    sentence: failed || sentence(one),
    share: failed ? null : sending.share,
    url: null,
    cancel: failed ? "own" : null,
    retry: failed ? "own" : null,
  };
}

function sentence({ film, sending, waits }: Kept): string {
  const part = `${(sending.sent / MB).toFixed(1)} of ${(film.file.size / MB).toFixed(1)}\u00a0MB`;
  if (waits) return `Kept on this phone: ${waits}.`;
  if (sending.state === "pausing") return `${sending.why} It goes on by itself; ${part} so far`;
  return `Sending from this phone: ${part}`;
}

function changed(): void {
  const count = all.filter((one) => !one.there).length;
  const text = count === 1 ? "1 film waits on this phone" : `${count} films wait on this phone`;
  const said = byId("films-wait-count", HTMLElement);
  if (count > 0 && said.textContent !== text) said.textContent = text;
  note.hidden = count === 0;
  for (const listener of listeners) listener();
}

for (const event of ["online", "visibilitychange", "pageshow"]) {
  (event === "visibilitychange" ? document : window).addEventListener(event, () => {
    if (!document.hidden) void resume();
  });
}
void resume();
