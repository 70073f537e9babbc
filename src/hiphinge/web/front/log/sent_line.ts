/** What of the log is on this phone and what is sent, in plain words; and what was not taken. */

import { byId, make } from "../dom.js";
import { toast } from "../toast.js";
import { press } from "./controls.js";
import { laidAside, putBack, throwAway, tryAgain, waiting, type Refused } from "./journal.js";
import { onlyHere } from "./kept.js";
import type { Keeps } from "./offline.js";
import { Pieces } from "./pieces.js";
import type { Sync } from "./sync.js";

const OPENS = "This page also opens without the network, in this browser.";
const STAY = [
  "Keep this page open while you train: what you log is kept on this phone and sent when hiphinge",
  "answers. Without the network the page cannot be opened anew.",
].join(" ");

export class SentLine {
  readonly #sync: Sync;
  readonly #draw: () => void;
  readonly #line = byId("log-sent", HTMLElement);
  readonly #keeps = byId("log-keeps", HTMLElement);
  readonly #refused = new Pieces(byId("log-refused", HTMLElement));

  constructor(sync: Sync, draw: () => void) {
    this.#sync = sync;
    this.#draw = draw;
  }

  /** Say how it stands now. */
  show(): void {
    const waits = waiting().length;
    const text = words(waits, this.#sync.why);
    if (this.#line.textContent !== text) this.#line.textContent = text;
    this.#line.classList.toggle("waits", waits > 0);
    this.#refused.show(
      laidAside().map((one) => ({ id: one.change.uid, state: one, make: () => this.#notice(one) })),
    );
  }

  /** Say whether the page opens without the network. */
  keeps(how: Keeps): void {
    this.#keeps.textContent = how === "opens" ? OPENS : STAY;
  }

  #notice(refused: Refused): HTMLElement {
    const { uid } = refused.change;
    const about = told(refused);
    return make(
      "div",
      { class: "notice off stack tight" },
      make("p", {}, `Not taken by hiphinge: ${about}. ${refused.error}`),
      make(
        "div",
        { class: "actions" },
        press("Try again", "", `again-${uid}`, () => {
          tryAgain(refused);
          this.#draw();
          this.#sync.poke();
        }, about),
        press("Throw it away", "quiet off", `away-${uid}`, () => {
          throwAway(refused);
          this.#draw();
          toast("Thrown away", () => {
            putBack(refused);
            this.#draw();
            return Promise.resolve();
          });
        }, about),
      ),
    );
  }
}

function words(waits: number, why: string): string {
  if (onlyHere()) {
    const count = waits === 1 ? "1 entry waits" : `${waits} entries wait`;
    const where = `This phone's storage is full or shut: ${count} in this page alone.`;
    return `${where} Keep it open until all is sent.`;
  }
  if (waits === 0) return why ? `All sent. ${offline(why)}` : "All sent";
  const saved = `Saved on this phone, ${waits} waiting to be sent`;
  return why ? `${saved}. ${offline(why)}` : saved;
}

/** A server that does not answer is no fault that a person should mend in the middle of a set. */
function offline(why: string): string {
  return why.startsWith("hiphinge does not answer") ? "hiphinge does not answer just now." : why;
}

/** What a change said, in short. */
function told({ change }: Refused): string {
  const plain = (name: string): string => name.replace(/_kg$|\..*$/, "");
  const what = [...new Set(Object.keys(change.fields).map(plain))].join(", ");
  return change.set === null ? `the session's ${what}` : `a set's ${what}`;
}
