/** Bring what waits on this phone to the server, again and again until it has it. */

import { ask } from "../ask.js";
import { words } from "../toast.js";
import { after } from "./clock.js";
import { waiting, type Change } from "./journal.js";
import { keepRest } from "./kept.js";
import { hear, Outbox, pause, unlessGone } from "./outbox.js";
import type { LogState } from "./told.js";

/** So often it is asked what other devices say while nothing goes wrong [ms]. */
const LOOK_MS = 30_000;

/** What the page does with what comes back. */
export interface Ears {
  /** The server has these changes. */
  settled: (changes: readonly Change[], now_ms: number) => void;
  /** What it says of the session. */
  told: (state: LogState) => void;
  /** Something about the sending is new. */
  changed: () => void;
}

export class Sync {
  readonly #day: string;
  readonly #ears: Ears;
  readonly #outbox: Outbox;
  #busy = false;
  #asked = false;
  #heard = false;
  #failures = 0;
  #timer = 0;
  #why = "";
  #waiters: (() => void)[] = [];

  constructor(day: string, ears: Ears) {
    this.#day = day;
    this.#ears = ears;
    this.#outbox = new Outbox({ settled: ears.settled, changed: () => this.#tell() });
    addEventListener("online", () => this.poke());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.poke();
    });
  }

  /** Why the last try did not succeed; empty where it did. */
  get why(): string {
    return this.#why;
  }

  /** Send now what waits, and ask what is new. */
  poke(): void {
    this.#asked = true;
    if (!this.#busy) void this.#run();
  }

  /** Wait until the server has everything that is of this set. */
  async logged(set: string): Promise<void> {
    while (waiting().some((one) => one.set === set)) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  async #run(): Promise<void> {
    this.#busy = true;
    clearTimeout(this.#timer);
    try {
      while (this.#asked) {
        this.#asked = false;
        keepRest();
        // A change tells when it was made: what the time is comes first.
        if (!this.#heard) await this.#look().catch(unlessGone);
        await this.#outbox.sendAll();
        await this.#look();
      }
      this.#why = "";
      this.#failures = 0;
    } catch (error) {
      this.#why = words(error);
      this.#failures += 1;
    }
    this.#busy = false;
    this.#ears.changed();
    const next_ms = this.#failures > 0 ? pause(this.#failures) : LOOK_MS;
    this.#timer = window.setTimeout(() => this.poke(), next_ms);
  }

  async #look(): Promise<void> {
    const before = this.#outbox.settles;
    const asked_ms = Date.now();
    const state = await ask<LogState>(`/api/log/${this.#day}`);
    hear(state.now_ms, asked_ms);
    after(state.latest_ms);
    this.#heard = true;
    // What was taken while this was on its way may not be in it: it is asked once more.
    if (this.#outbox.settles === before) this.#ears.told(state);
    else this.#asked = true;
  }

  #tell(): void {
    this.#waiters.splice(0).forEach((resolve) => resolve());
    this.#ears.changed();
  }
}
