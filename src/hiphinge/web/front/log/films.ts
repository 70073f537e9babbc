/** The films of this session on their way: sent, looked at, judged, told in the set's place. */

import { ask, Refusal } from "../ask.js";
import { Sending } from "../sending.js";
import type { SetState } from "../set_follow.js";
import { AGAIN_MS, bring, onePage, rested } from "./bring.js";
import type { FilmNow } from "./film_part.js";
import { forgetFilm, keepFilm, keptFilms, type KeptFilm } from "./film_store.js";

const AWAY_MS = 5000;
const MB = 1e6;
const KEPT = "It is kept on this phone: the first page sends it again, or throws it away.";

interface Flight {
  film: KeptFilm;
  kept: boolean;
  /** Whether another page of this phone sends it. */
  elsewhere: boolean;
  sending: Sending | null;
  /** What the server says of it, once it is there. */
  looking: string;
  failed: string;
}

export class Films {
  readonly #flights = new Map<string, Flight>();
  readonly #followed = new Set<string>();
  readonly #told = new Map<string, SetState>();
  readonly #logged: (set: string) => Promise<void>;
  readonly #changed: () => void;

  /** `logged` waits until the server knows a set; `changed` is called whenever something is new. */
  constructor(logged: (set: string) => Promise<void>, changed: () => void) {
    this.#logged = logged;
    this.#changed = changed;
    addEventListener("beforeunload", (event) => {
      const lost = [...this.#flights.values()].some((one) => !one.kept && !one.failed);
      if (lost) event.preventDefault();
    });
  }

  /** Take up the films that an earlier page had not sent. */
  async resume(): Promise<void> {
    for (const film of await keptFilms()) void this.#fly(film, true);
  }

  /** Send the film of a set. */
  async send(film: KeptFilm): Promise<void> {
    this.#told.delete(film.set);
    const flight = this.#begun(film, false);
    this.#changed();
    flight.kept = await keepFilm(film);
    await this.#fly(film, flight.kept);
  }

  /** The server told of all sets anew: what was told before of single ones is old. */
  renew(): void {
    for (const set of [...this.#told.keys()]) {
      if (!this.#followed.has(set)) this.#told.delete(set);
    }
  }

  /** How far the film of a set is; null where it has none. */
  now(set: string, known: SetState | null): FilmNow | null {
    const flight = this.#flights.get(set);
    if (flight) return inFlight(flight);
    const state = this.#told.get(set) ?? known;
    if (!state || state.state === "none") return null;
    if (state.state === "waiting" || state.state === "running") this.#follow(set);
    return ofState(state);
  }

  #begun(film: KeptFilm, kept: boolean): Flight {
    const flight = { film, kept, elsewhere: false, sending: null, looking: "", failed: "" };
    this.#flights.set(film.set, flight);
    return flight;
  }

  async #fly(film: KeptFilm, kept: boolean): Promise<void> {
    const flight = this.#begun(film, kept);
    this.#changed();
    // The set must be there first: else the server would make one up for the film.
    await this.#logged(film.set);
    await onePage(film, kept, {
      mine: () => this.#bring(flight),
      elsewhere: () => {
        flight.elsewhere = true;
        this.#changed();
      },
      gone: () => {
        if (this.#flights.get(film.set) === flight) this.#landed(film.set);
      },
    });
    this.#changed();
  }

  async #bring(flight: Flight): Promise<void> {
    const { film } = flight;
    flight.elsewhere = false;
    if (this.#flights.get(film.set) !== flight) return;
    const about = { athlete: film.athlete, day: film.date, set: film.set };
    flight.sending = new Sending(film.file, about, this.#changed, film.uid);
    flight.failed = await bring(flight.sending, () => {
      flight.looking = "Is here; looking at it";
      this.#changed();
    });
    // What the server did not take is sent again from here, or from the first page.
    if (flight.sending.state !== "failed") await forgetFilm(film);
    if (this.#flights.get(film.set) === flight && !flight.failed) this.#landed(film.set);
  }

  /** The server tells of it from now on. */
  #landed(set: string): void {
    this.#flights.delete(set);
    this.#follow(set);
  }

  #follow(set: string): void {
    if (this.#followed.has(set)) return;
    this.#followed.add(set);
    void this.#ask(set);
  }

  async #ask(set: string): Promise<void> {
    for (;;) {
      let wait = document.hidden ? AWAY_MS : AGAIN_MS;
      try {
        const state = await ask<SetState>(`/api/sets/${set}`);
        this.#told.set(set, state);
        this.#changed();
        if (state.state !== "waiting" && state.state !== "running") break;
      } catch (error) {
        if (error instanceof Refusal && error.status === 404) break;
        wait = AWAY_MS;
      }
      await rested(wait);
    }
    this.#followed.delete(set);
  }
}

function inFlight({ sending, looking, failed, kept, elsewhere }: Flight): FilmNow {
  const base = { verdict: "", tone: "none", judged: false, failed: failed !== "" };
  if (failed) {
    const still = kept && sending?.state === "failed" ? ` ${KEPT}` : "";
    return { ...base, sentence: `The film was not taken: ${failed}${still}` };
  }
  if (looking) return { ...base, sentence: looking, share: null };
  if (elsewhere) {
    return { ...base, sentence: "Another page of hiphinge on this phone sends the film.", share: null };
  }
  const size = sending ? sending.file.size : 0;
  const part = `${((sending?.sent ?? 0) / MB).toFixed(1)} of ${(size / MB).toFixed(1)}\u00a0MB`;
  if (sending?.state === "sending") {
    return { ...base, sentence: `Sending the film: ${part}`, share: sending.share };
  }
  const keeps = kept ? "It is kept on this phone." : "Keep this page open.";
  return { ...base, sentence: `The film waits for the network. ${keeps}`, share: null };
}

function ofState(state: SetState): FilmNow {
  const tone = state.verdict ? state.tone : "none";
  const under = state.state === "waiting" || state.state === "running";
  const now: FilmNow = {
    sentence: state.sentence,
    verdict: state.verdict,
    tone,
    judged: state.state === "done" || state.verdict !== "",
    failed: state.state === "failed" || state.state === "cancelled",
  };
  return under ? { ...now, share: state.share } : now;
}
