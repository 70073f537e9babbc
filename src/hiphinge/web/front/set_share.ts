/** The page to hand on: made when it is asked for, its size said before it is saved. */

import { ask } from "./ask.js";
import { byId } from "./dom.js";
import { words } from "./toast.js";

interface Shared {
  ready: boolean;
  size: number;
  video: "inside" | "left_out";
}

/** Say what there is already, without making anything. */
export async function tellShared(uid: string): Promise<void> {
  show(await ask<Shared>(`/api/sets/${uid}/share`));
}

/** Make the page and offer it. */
export async function makeShared(uid: string): Promise<void> {
  const button = byId("share-make", HTMLButtonElement);
  const said = byId("share-said", HTMLElement);
  button.disabled = true;
  said.textContent = "Making the page. A long film is made smaller for it, which takes a while.";
  try {
    show(await ask<Shared>(`/api/sets/${uid}/share`, { method: "POST" }));
    byId("share-take", HTMLElement).focus();
  } catch (error) {
    said.textContent = words(error);
  } finally {
    button.disabled = false;
  }
}

function show({ ready, size, video }: Shared): void {
  byId("share-make", HTMLElement).hidden = ready;
  byId("share-take", HTMLElement).hidden = !ready;
  const megabytes = Math.max(0.1, size / 1e6).toFixed(1);
  const without =
    "The film is too large to travel inside it and is left out: the body is drawn alone, and a " +
    "picture of each repetition's moments stays.";
  byId("share-said", HTMLElement).textContent = ready
    ? `${megabytes} MB. ${video === "inside" ? "The film is inside." : without}`
    : "";
}
