/** One short word after a deed, with its Undo. */

import { make } from "./dom.js";

const STAYS_MS = 12_000; // long enough to read it and to think better of it

let shown: HTMLElement | null = null;
let timer = 0;

/** Say `text`; with `undo`, offer to take it back. What was said before makes room. */
export function toast(text: string, undo?: () => Promise<unknown>): void {
  close();
  // Those that the server put there make room, too.
  document.querySelector(".toast")?.remove();
  const box = make("div", { class: "toast", role: "status" }, make("p", {}, text));
  if (undo) {
    const button = make("button", { class: "button quiet", type: "button" }, "Undo");
    button.addEventListener("click", () => {
      close();
      undo().catch((error: unknown) => toast(words(error)));
    });
    box.append(button);
  }
  // Near the keyboard: behind a report in its frame nobody would come to Undo in time.
  const near = document.activeElement?.closest("main > * > *");
  if (near) near.after(box);
  else document.body.append(box);
  shown = box;
  // Who is at the button is not hurried.
  const later = () => {
    timer = window.setTimeout(() => (box.contains(document.activeElement) ? later() : close()), STAYS_MS);
  };
  later();
}

function close(): void {
  window.clearTimeout(timer);
  shown?.remove();
  shown = null;
}

/** What a person reads of something that went wrong. */
export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
