/**
 * The rest between sets. Only its end is kept, as a time of day: a phone that sleeps, or a page
 * that is opened anew, counts on from there.
 */

import { make } from "../dom.js";
import { ready, ring, stayAwake } from "./alarm.js";
import { press } from "./controls.js";
import { forget, keep, kept } from "./kept.js";
import { clockWords } from "./numbers.js";

interface Resting {
  day: string;
  /** When it ends [ms since 1970], and how long it is as a whole [s]. */
  ends: number;
  total_s: number;
  rung: boolean;
}

const NAME = "rest";
const TICK_MS = 250;
const MORE_S = 30;
/** A rest that ended so long ago is over for good [ms]. */
const OLD_MS = 900_000;

export class Rest {
  readonly #room: HTMLElement;
  readonly #day: string;
  readonly #say: (text: string) => void;
  readonly #go: () => void;
  readonly #clock = make("p", { class: "clock", role: "timer" });
  readonly #label = make("p", { class: "small" });
  readonly #bar = make("progress", { class: "bar", max: "1", "aria-label": "Rest" });
  readonly #skip = press("Skip", "primary", "rest-skip", () => undefined);
  #resting: Resting | null = null;
  #timer = 0;
  #next = "";

  /** `go` leads to what comes after the rest. */
  constructor(room: HTMLElement, day: string, say: (text: string) => void, go: () => void) {
    this.#room = room;
    this.#day = day;
    this.#say = say;
    this.#go = go;
    const before = kept<Resting>(NAME);
    if (before?.day === day && Date.now() - before.ends < OLD_MS) {
      this.#resting = before;
      this.#show();
    }
    document.addEventListener("visibilitychange", () => this.#tick());
  }

  /** Begin a rest; one that goes on ends. */
  begin(seconds: number): void {
    ready();
    if (seconds <= 0) return;
    this.#set({ day: this.#day, ends: Date.now() + 1000 * seconds, total_s: seconds, rung: false });
    this.#show();
    void stayAwake(true);
  }

  /** What comes after it, as far as that is known by now. */
  then(next: string): void {
    this.#next = next;
    if (this.#resting) this.#tick();
  }

  /** End it. */
  end(): void {
    clearTimeout(this.#timer);
    this.#resting = null;
    forget(NAME);
    this.#room.replaceChildren();
    void stayAwake(false);
  }

  #set(resting: Resting): void {
    this.#resting = resting;
    keep(NAME, resting);
  }

  #more(): void {
    const now = this.#resting;
    if (!now) return;
    ready();
    const ends = Math.max(now.ends, Date.now()) + 1000 * MORE_S;
    this.#set({ ...now, ends, total_s: now.total_s + MORE_S, rung: false });
    this.#tick();
    this.#say(`30 seconds more: ${clockWords((ends - Date.now()) / 1000)}`);
  }

  #show(): void {
    this.#skip.onclick = () => {
      this.end();
      this.#go();
    };
    this.#room.replaceChildren(
      make(
        "section",
        { class: "rest", "aria-label": "Rest" },
        this.#bar,
        make(
          "div",
          { class: "rest-row" },
          make("div", {}, this.#clock, this.#label),
          press(`+${MORE_S}\u00a0s`, "", "rest-more", () => this.#more(), "rest longer"),
          this.#skip,
        ),
      ),
    );
    this.#tick();
  }

  #tick(): void {
    clearTimeout(this.#timer);
    const now = this.#resting;
    if (!now) return;
    const left_s = (now.ends - Date.now()) / 1000;
    this.#clock.textContent = left_s > 0 ? clockWords(left_s) : "0:00";
    const then = this.#next ? `Then: ${this.#next}` : "";
    this.#label.textContent = left_s > 0 ? then : `Rest is over. ${this.#next}`;
    this.#bar.value = Math.min(1, Math.max(0, 1 - left_s / now.total_s));
    this.#room.firstElementChild?.classList.toggle("over", left_s <= 0);
    this.#skip.textContent = left_s > 0 ? "Skip" : "Go on";
    if (left_s > 0) {
      this.#timer = window.setTimeout(() => this.#tick(), TICK_MS);
    } else if (!now.rung) {
      this.#set({ ...now, rung: true });
      ring();
      this.#say(`Rest is over. ${this.#next}`);
      void stayAwake(false);
    }
  }
}
