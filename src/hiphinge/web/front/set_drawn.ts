/** The film with what was seen drawn on it: wished for, followed while it is made, saved. */

import { ask } from "./ask.js";
import { byId } from "./dom.js";
import { words } from "./toast.js";

/** As `/api/sets/{uid}/drawn` tells it. */
interface Drawn {
  state: "none" | "waiting" | "drawing" | "ready" | "failed";
  sentence: string;
  share: number | null;
  size: number;
}

const AGAIN_MS = 700;
const AWAY_MS = 4000; // after an answer that did not come, and while nobody looks

let timer = 0;
/** Counts what was asked, so that an answer that comes late tells nothing. */
let asked = 0;

/** Say how far it is, for as long as something is to come. */
export async function tellDrawn(uid: string): Promise<void> {
  await told(uid, "GET");
}

/** Wish for the film. */
export async function makeDrawn(uid: string): Promise<void> {
  await pressed(uid, "POST");
}

/** Give it up while it is made. */
export async function stopDrawn(uid: string): Promise<void> {
  await pressed(uid, "DELETE");
  byId("drawn-make", HTMLElement).focus();
}

async function pressed(uid: string, method: "POST" | "DELETE"): Promise<void> {
  try {
    await told(uid, method);
  } catch (error) {
    byId("drawn-far", HTMLElement).hidden = false;
    byId("drawn-said", HTMLElement).textContent = words(error);
  }
}

async function told(uid: string, method: "GET" | "POST" | "DELETE"): Promise<void> {
  const mine = ++asked;
  window.clearTimeout(timer);
  const drawn = await ask<Drawn>(`/api/sets/${uid}/drawn`, { method });
  if (mine !== asked) return;
  show(drawn);
  if (drawn.state === "waiting" || drawn.state === "drawing") follow(uid);
}

function follow(uid: string, wait = document.hidden ? AWAY_MS : AGAIN_MS): void {
  timer = window.setTimeout(() => {
    // The server may be starting again: what is shown stays.
    told(uid, "GET").catch(() => follow(uid, AWAY_MS));
  }, wait);
}

function show({ state, sentence, share, size }: Drawn): void {
  const coming = state === "waiting" || state === "drawing";
  const take = byId("drawn-take", HTMLElement);
  const arrived = state === "ready" && take.hidden && !byId("drawn-stop", HTMLElement).hidden;
  take.hidden = state !== "ready";
  byId("drawn-make", HTMLElement).hidden = coming || state === "ready";
  byId("drawn-stop", HTMLElement).hidden = !coming;
  byId("drawn-far", HTMLElement).hidden = state === "none";
  const ready = `${Math.max(0.1, size / 1e6).toFixed(1)} MB.`;
  byId("drawn-said", HTMLElement).textContent = state === "ready" ? ready : sentence;
  const bar = byId("drawn-share", HTMLProgressElement);
  bar.hidden = !coming;
  if (share === null) bar.removeAttribute("value");
  else bar.value = share;
  if (arrived) byId("set-told", HTMLElement).textContent = "The film is made and can be saved.";
}
