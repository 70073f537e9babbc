/** All files that this page sends: at most two at once, the others wait for them. */

import { Sending, type About } from "./sending.js";

/** More at once would only share the same network. */
const AT_ONCE = 2;

const all: Sending[] = [];
const listeners: (() => void)[] = [];
let running = 0;

/** Send files, all with the same said of them. */
export function send(files: Iterable<File>, about: About): void {
  for (const file of files) {
    const same = all.find((one) => one.file.name === file.name && sameFile(one.file, file));
    if (same && ["waiting", "sending", "pausing"].includes(same.state)) continue;
    all.push(new Sending(file, about, changed));
  }
  next();
}

/** Try one again that failed. */
export function sendAgain(one: Sending): void {
  one.again();
  next();
}

/** The files that are on their way, or failed. */
export function underway(): readonly Sending[] {
  return all;
}

/** Be told whenever something changes. */
export function watch(listener: () => void): void {
  listeners.push(listener);
}

/** Take one out of the list: the server tells of it from now on, or nobody asks. */
export function drop(one: Sending): void {
  const place = all.indexOf(one);
  if (place >= 0) all.splice(place, 1);
  changed();
}

function sameFile(one: File, other: File): boolean {
  return one.size === other.size && one.lastModified === other.lastModified;
}

function next(): void {
  for (const one of all) {
    if (running >= AT_ONCE) break;
    if (one.state !== "waiting") continue;
    running += 1;
    void one.run().finally(() => {
      running -= 1;
      next();
    });
  }
  changed();
}

function changed(): void {
  for (const listener of listeners) listener();
}

// Leaving the page stops what it sends; the browser then asks whether that is meant.
addEventListener("beforeunload", (event) => {
  if (all.some((one) => ["waiting", "sending", "pausing"].includes(one.state))) {
    event.preventDefault();
  }
});
