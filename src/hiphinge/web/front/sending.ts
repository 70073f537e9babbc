/** One file on its way: piece by piece, on and on after every break, until it is whole. */

import { ask, Refusal, renewToken } from "./ask.js";
import { sendPiece, type Upload } from "./piece.js";
import { forget, uidOf } from "./remembered.js";

/** What is said with a file; the server leaves open what is not there. */
export interface About {
  athlete?: string;
  day?: string;
  set?: string;
  exercise?: string;
  implement?: string;
  load_kg?: number;
  reps?: number;
}

export type SendingState = "waiting" | "sending" | "pausing" | "here" | "failed" | "cancelled";

/** Pauses after one, two, … failures in a row [ms]; the last one from then on. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000];
/** Answers after which it is worth going on: the network, a restart, somebody was quicker. */
const PASSING = new Set([0, 408, 409, 429, 500, 502, 503, 504]);
/** The page is out of date: it may have been kept for a long time. */
const STALE = 403;

export class Sending {
  readonly file: File;
  uid: string;
  sent = 0;
  state: SendingState = "waiting";
  /** Why it pauses or failed. */
  why = "";
  readonly #about: About;
  readonly #changed: () => void;
  #stop = new AbortController();
  #failures = 0;
  #begun = false;
  #renewed = false;
  /** Whether others send it under the same name. */
  readonly #shared: boolean;

  /** `uid` is its name where it has one already, under which another page may have begun. */
  constructor(file: File, about: About, changed: () => void, uid?: string) {
    this.file = file;
    this.#shared = uid !== undefined;
    this.uid = uid ?? uidOf(file, about.set);
    this.#about = about;
    this.#changed = changed;
  }

  /** Part of it that is there, 0 to 1; an empty file, which some phones give, has none. */
  get share(): number {
    return this.file.size > 0 ? this.sent / this.file.size : 0;
  }

  /** Send it; returns when it is whole, given up or cannot be sent. */
  async run(): Promise<void> {
    this.#tell("sending");
    while (!this.#stop.signal.aborted) {
      try {
        if (await this.#send()) return;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        if (!(await this.#goOn(error))) return;
      }
    }
  }

  /** Give it up; what has arrived is dropped. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    this.#forget();
    this.#tell("cancelled");
    await ask(`/api/uploads/${this.uid}`, { method: "DELETE" }).catch(() => undefined);
  }

  /** Make it ready to be run once more after a failure. */
  again(): void {
    this.#stop = new AbortController();
    this.#failures = 0;
    this.#begun = false;
    this.#renewed = false;
    if (!this.#shared) this.uid = uidOf(this.file, this.#about.set);
    this.#tell("waiting");
  }

  /** Send what is not there yet; false where the name was used up and a new one is needed. */
  async #send(): Promise<boolean> {
    const { file, uid } = this;
    const body = { uid, name: file.name, size: file.size, about: this.#about };
    const signal = this.#stop.signal;
    await ask<Upload>("/api/uploads", { method: "POST", body, signal });
    // The disk may have more of it than was noted: it is asked.
    let upload = await ask<Upload>(`/api/uploads/${uid}`, { signal });
    while (upload.state === "receiving") {
      this.#begun = true;
      const at = upload.received;
      this.#progress(at);
      const bytes = file.slice(at, at + upload.chunk);
      upload = await sendPiece(uid, at, bytes, (count) => this.#progress(at + count), signal);
      if (upload.state === "receiving" && upload.received <= at) {
        throw new Refusal("The piece did not arrive.", 0);
      }
      this.#failures = 0;
    }
    if (upload.state === "cancelled" && (this.#begun || this.#shared)) {
      // Somebody cancelled it meanwhile, on another page.
      this.#forget();
      this.#tell("cancelled");
      return true;
    }
    if (upload.state === "refused" && this.#shared) {
      // Another page sent it; whoever looks after it hears why.
      this.#forget();
      this.#tell("here");
      return true;
    }
    if (upload.state === "refused" || upload.state === "cancelled") {
      // An earlier try ended so; this is a new one.
      this.#forget();
      this.uid = uidOf(file, this.#about.set);
      return false;
    }
    this.#forget();
    this.#tell("here");
    return true;
  }

  /** After an error: wait and say true to go on, or say that it failed. */
  async #goOn(error: unknown): Promise<boolean> {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof Refusal && error.status === STALE && !this.#renewed) {
      this.#renewed = true;
      await renewToken().catch(() => undefined);
      return true;
    }
    if (error instanceof Refusal && !PASSING.has(error.status)) {
      this.#forget();
      return this.#fail(why);
    }
    if (!(await readable(this.file))) {
      return this.#fail("The file can no longer be read: choose it again.");
    }
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)] ?? 0;
    this.#failures += 1;
    this.why = why;
    this.#tell("pausing");
    await rested(pause, this.#stop.signal);
    if (this.#stop.signal.aborted) return false;
    this.#tell("sending");
    return true;
  }

  #fail(why: string): false {
    this.why = why;
    this.#tell("failed");
    return false;
  }

  #forget(): void {
    forget(this.file, this.#about.set);
  }

  #progress(sent: number): void {
    this.sent = Math.min(sent, this.file.size);
    this.#changed();
  }

  #tell(state: SendingState): void {
    this.state = state;
    this.#changed();
  }
}

async function readable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Wait; less where the network comes back or nobody wants it any more. */
function rested(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, pause);
    function done(): void {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    }
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
