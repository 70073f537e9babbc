/** Send what waits on this phone, of whichever sessions, until nothing waits. */

import { ask, Refusal, renewToken } from "../ask.js";
import { learn, setBack } from "./clock.js";
import { layAside, move, setRight, settle, waiting, type Change } from "./journal.js";

interface Answer {
  taken: string[];
  refused: { uid: string; error: string; why: "wrong" | "gone" | "clock" }[];
  now_ms: number;
}

/** Changes sent at once. */
const MOST = 100;
/** Pauses after one, two, … tries in a row without an answer [ms]; the most from then on. */
const PAUSES_MS = [1000, 2000, 5000, 10_000] as const;
const PAUSE_MOST_MS = 20_000;
/** Answers that are about what was sent, and will be the same next time. */
const FOR_GOOD = new Set([400, 404, 413, 422]);

/** What is told while it sends. */
export interface Told {
  /** The server has these changes. */
  settled?: (changes: readonly Change[], now_ms: number) => void;
  /** What waits, or what is laid aside, is another. */
  changed: () => void;
}

export class Outbox {
  readonly #told: Told;
  #settles = 0;

  constructor(told: Told) {
    this.#told = told;
  }

  /** How many changes were taken or laid aside so far. */
  get settles(): number {
    return this.#settles;
  }

  /** Send all. @throws Error with a sentence where that cannot be done now */
  async sendAll(): Promise<void> {
    for (let batch = waiting(); batch.length > 0; batch = waiting()) {
      const before = this.#settles;
      await this.#send(batch.slice(0, MOST));
      if (this.#settles === before) throw new Error("hiphinge did not say what it took.");
    }
  }

  async #send(changes: readonly Change[]): Promise<void> {
    let answer: Answer;
    const asked_ms = Date.now();
    try {
      answer = await this.#post(changes);
    } catch (error) {
      if (!(error instanceof Refusal && FOR_GOOD.has(error.status))) throw error;
      await this.#apart(changes, error);
      return;
    }
    hear(answer.now_ms, asked_ms);
    const taken = new Set(answer.taken);
    for (const uid of taken) settle(uid);
    this.#settles += taken.size;
    this.#told.settled?.(changes.filter((one) => taken.has(one.uid)), answer.now_ms);
    this.#refused(changes, answer);
    this.#told.changed();
  }

  /** One of them is not understood: find out which, and lay it aside. */
  async #apart(changes: readonly Change[], error: Refusal): Promise<void> {
    const [only, ...others] = changes;
    if (only && others.length === 0) {
      layAside(only, error.message);
      this.#settles += 1;
      this.#told.changed();
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
}

/** How long to wait after so many tries in a row without an answer [ms]. */
export function pause(failures: number): number {
  return PAUSES_MS[failures - 1] ?? PAUSE_MOST_MS;
}

/** A session that is gone tells no time, but what waits of it has to be told so. */
export function unlessGone(error: unknown): void {
  if (!(error instanceof Refusal && FOR_GOOD.has(error.status))) throw error;
}

/** Set this phone's clock right, and with it what it wrote down already. */
export function hear(server_ms: number, asked_ms: number): void {
  const by = learn(server_ms, asked_ms);
  if (by !== 0) move(by);
}
