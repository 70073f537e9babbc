/** The first page sends what was logged on this phone and waits there, and then shows how it is. */

import { ask } from "./ask.js";
import { byId } from "./dom.js";
import { fresh } from "./fresh.js";
import { isJournal, laidAside, waiting, type Change } from "./log/journal.js";
import { keep, kept } from "./log/kept.js";
import { hear, Outbox, pause, unlessGone } from "./log/outbox.js";
import { overlay } from "./log/overlay.js";
import type { LogState } from "./log/told.js";
import { words } from "./toast.js";

/** What another tab of the log writes it sends itself: it is given so long [ms]. */
const OTHERS_MS = 10_000;

const line = byId("log-waits", HTMLElement);
/** Who waits until there is nothing of a set any more. */
const waiters: (() => void)[] = [];
const outbox = new Outbox({ settled: keepCopies, changed: show });
let busy = false;
let again = false;
let heard = false;
let failures = 0;
let timer = 0;
let why = "";
/** Whether what this page says of the sessions is older than what the server has. */
let stale = false;

/** Wait until nothing of this set waits to be sent. */
export async function logged(set: string): Promise<void> {
  while (waiting().some((one) => one.set === set)) {
    await new Promise<void>((resolve) => waiters.push(resolve));
  }
}

/** The log opens without the network as this phone knows it, so this phone has to know it. */
function keepCopies(changes: readonly Change[], now_ms: number): void {
  stale ||= changes.length > 0;
  for (const day of new Set(changes.map((one) => one.day))) {
    const base = kept<LogState>(`day:${day}`);
    if (!base) continue;
    const state = overlay(base, changes);
    keep(`day:${day}`, { ...state, now_ms: Math.max(state.now_ms, now_ms) });
  }
}

async function run(): Promise<void> {
  const [first] = waiting();
  if (first) {
    // A change tells when it was made: what the time is comes first.
    if (!heard) await time(first.day).catch(unlessGone);
    heard = true;
    await outbox.sendAll();
  }
  if (stale) await fresh("going-on");
  stale = false;
}

async function time(day: string): Promise<void> {
  const asked_ms = Date.now();
  hear((await ask<LogState>(`/api/log/${day}`)).now_ms, asked_ms);
}

function poke(): void {
  again = busy;
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  show();
  void run()
    .then(
      () => {
        why = "";
        failures = 0;
      },
      (error: unknown) => {
        why = words(error);
        failures += 1;
        timer = window.setTimeout(poke, pause(failures));
      },
    )
    .finally(() => {
      busy = false;
      show();
      if (again) poke();
    });
}

function show(): void {
  const text = [...told(waiting().length), ...refused(laidAside().length)].join(" ");
  if (line.textContent !== text) line.textContent = text;
  line.hidden = text === "";
  waiters.splice(0).forEach((resolve) => resolve());
}

function told(waits: number): string[] {
  if (waits === 0) return [];
  const count = waits === 1 ? "1 entry waits" : `${waits} entries wait`;
  if (why === "") return [`${count} on this phone, being sent now.`];
  // A server that does not answer in the gym is nothing that a person should mend there.
  const silent = why.startsWith("hiphinge does not answer");
  return [`${count} on this phone, ${silent ? "sent once hiphinge answers." : `not sent yet. ${why}`}`];
}

function refused(count: number): string[] {
  if (count === 0) return [];
  const what = count === 1 ? "1 entry of the log was" : `${count} entries of the log were`;
  return [`${what} not taken: open a log to see why.`];
}

for (const event of ["online", "visibilitychange"]) {
  (event === "online" ? window : document).addEventListener(event, () => {
    if (!document.hidden) poke();
  });
}
// Who comes back by the browser's button may get this page as it was before.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  stale = true;
  poke();
});
addEventListener("storage", ({ key }) => {
  if (!isJournal(key)) return;
  show();
  clearTimeout(timer);
  stale = true;
  timer = window.setTimeout(poke, waiting().length > 0 ? OTHERS_MS : 0);
});
poke();
