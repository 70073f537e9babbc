/** Bring a film to the server, and hear whether it could be used. */

import { alone } from "../alone.js";
import { ask, Refusal } from "../ask.js";
import type { Upload } from "../piece.js";
import type { Sending } from "../sending.js";
import { isKept, type KeptFilm } from "./film_store.js";

/** Time between two questions after what the server makes of a film [ms]. */
export const AGAIN_MS = 1500;

/**
 * Do what is to be done with a kept film, on one page of this phone at a time. Whoever comes after
 * another page that brought it has `gone` called instead. Two pages that cannot hear of each other
 * send it under one name, and to the server that is one film.
 */
export async function onePage(
  film: KeptFilm,
  kept: boolean,
  { mine, elsewhere, gone }: Record<"elsewhere" | "gone", () => void> & { mine: () => Promise<void> },
): Promise<void> {
  const turn = async (): Promise<void> => {
    if (kept && !(await isKept(film))) gone();
    else await mine();
  };
  await alone(`hiphinge-film:${film.set}`, turn, elsewhere);
}

/** Send it, and wait until it is looked at; returns why it was not taken, or nothing. */
export async function bring(sending: Sending, looking: () => void): Promise<string> {
  await sending.run();
  if (sending.state !== "here") return sending.why || "It was not sent.";
  for (;;) {
    try {
      const upload = await ask<Upload>(`/api/uploads/${sending.uid}`);
      if (upload.state === "checked") return "";
      if (upload.state === "refused" || upload.state === "cancelled") {
        return upload.error || "It was cancelled.";
      }
      looking();
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return "";
    }
    await rested(AGAIN_MS);
  }
}

/** Wait so long [ms]. */
export function rested(pause: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pause));
}
