/** Bring what waits on this phone to the server, again and again until it has it. */

import { ask, Refusal } from "../ask.js";
import { words } from "../toast.js";
import { after, learn, setBack } from "./clock.js";
import { layAside, move, setRight, settle, waiting, type Change } from "./journal.js";
import { keepRest } from "./kept.js";
import type { LogState } from "./told.js";

interface Answer {
  taken: string[];
  refused: { uid: string; error: string; why: "wrong" | "gone" | "clock" }[];
  now_ms: number;
}

/** Changes sent at once. */
const MOST = 100;
/** Pauses after one, two, … tries in a row without an answer [ms]; the last one from then on. */
const PAUSES_MS = [1000, 2000, 5000, 10_000, 20_000];
/** So often it is asked what other devices say while nothing goes wrong [ms]. */
const LOOK_MS = 30_000;
/** Answers that are about what was sent, and will be the same next time. */
const FOR_GOOD = new Set([400, 404, 413, 422]);

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
  #busy = false;
  #asked = false;
  #heard = false;
  #failures = 0;
  #settles = 0;
  #timer = 0;
  #why = "";
  #waiters: (() => void)[] = [];

  constructor(day: string, ears: Ears) {
    this.#day = day;
    this.#ears = ears;
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
        await this.#sendAll();
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
    const pause = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length) - 1] ?? LOOK_MS;
    this.#timer = window.setTimeout(() => this.poke(), pause);
  }

  async #sendAll(): Promise<void> {
    for (let batch = waiting(); batch.length > 0; batch = waiting()) {
      const before = this.#settles;
      await this.#send(batch.slice(0, MOST));
      if (this.#settles === before) throw new Error("hiphinge did not say what it took.");
    }
  }

  async #send(changes: readonly Change[]): Promise<void> {
    let answer: Answer;
    try {
      answer = await this.#post(changes);
    } catch (error) {
      if (!(error instanceof Refusal && FOR_GOOD.has(error.status))) throw error;
      await this.#apart(changes, error);
      return;
    }
    hear(answer.now_ms);
    const taken = new Set(answer.taken);
    for (const uid of taken) settle(uid);
    this.#settles += taken.size;
    this.#ears.settled(changes.filter((one) => taken.has(one.uid)), answer.now_ms);
    this.#refused(changes, answer);
    this.#tell();
  }

  /** One of them is not understood: find out which, and lay it aside. */
  async #apart(changes: readonly Change[], error: Refusal): Promise<void> {
    const [only, ...others] = changes;
    if (only && others.length === 0) {
      layAside(only, error.message);
      this.#settles += 1;
      this.#tell();
      return;
    }
    const half = Math.ceil(changes.length / 2);
    await this.#send(changes.slice(0, half));
    await this.#send(changes.slice(half));
  }

  #refused(changes: readonly Change[], answer: Answer): void {
    const late = answer.refused.some((one) => one.why === "clock");
    if (late) setBack(answer.now_ms);
    // As they are by now: the answer may have set their times right.
    const all = [...waiting(), ...changes];
    for (const one of answer.refused) {
      const change = all.find(({ uid }) => uid === one.uid);
      if (!change) continue;
      this.#settles += 1;
      if (one.why === "clock") setRight(change);
      else layAside(change, one.error);
    }
  }

  async #post(changes: readonly Change[]): Promise<Answer> {
    const asking = { method: "POST", body: { changes } } as const;
    try {
      return await ask<Answer>("/api/log", asking);
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 403)) throw error;
      await renewToken();
      return await ask<Answer>("/api/log", asking);
    }
  }

  async #look(): Promise<void> {
    const before = this.#settles;
    const state = await ask<LogState>(`/api/log/${this.#day}`);
    hear(state.now_ms);
    after(state.latest_ms);
    this.#heard = true;
    // What was taken while this was on its way may not be in it: it is asked once more.
    if (this.#settles === before) this.#ears.told(state);
    else this.#asked = true;
  }

  #tell(): void {
    this.#waiters.splice(0).forEach((resolve) => resolve());
    this.#ears.changed();
  }
}

/** A session that is gone tells no time, but what waits of it has to be told so. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refusal && FOR_GOOD.has(error.status))) throw error;
}

/** Set this phone's clock right, and with it what it wrote down already. */
function hear(server_ms: number): void {
  const by = learn(server_ms);
  if (by !== 0) move(by);
}

/** A page that was kept, or a server that was started anew, has another token: take today's. */
async function renewToken(): Promise<void> {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const copy = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, now] = [document, copy].map((page) =>
    page.querySelector<HTMLMetaElement>('meta[name="csrf-token"]'),
  );
  if (old && now) old.content = now.content;
}
