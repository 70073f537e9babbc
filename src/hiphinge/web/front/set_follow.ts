/** How far a set is, asked again and again while something is still to come. */

import { ask } from "./ask.js";

/** As `GET /api/sets/{uid}` tells it. */
export interface SetState {
  uid: string;
  work: string | null;
  state: "none" | "waiting" | "running" | "done" | "failed" | "cancelled";
  sentence: string;
  share: number | null;
  result: string | null;
  verdict: string;
  tone: string;
}

const AGAIN_MS = 700;
const AWAY_MS = 4000; // after an answer that did not come, and while nobody looks

export class Follower {
  private readonly uid: string;
  private readonly tell: (state: SetState) => Promise<void> | void;
  private timer = 0;
  private asking = false;
  private again = false;

  constructor(uid: string, tell: (state: SetState) => Promise<void> | void) {
    this.uid = uid;
    this.tell = tell;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.timer) this.start();
    });
  }

  /** Ask now, and for as long as something is to come. */
  start(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    void this.once();
  }

  private async once(): Promise<void> {
    if (this.asking) {
      // The answer that is on its way may be from before what is asked for.
      this.again = true;
      return;
    }
    this.asking = true;
    let wait = 0;
    try {
      do {
        this.again = false;
        const state = await ask<SetState>(`/api/sets/${this.uid}`);
        await this.tell(state);
        wait = state.state === "waiting" || state.state === "running" ? AGAIN_MS : 0;
      } while (this.again);
    } catch {
      wait = AWAY_MS; // the server may be starting again: what is shown stays
    } finally {
      this.asking = false;
    }
    if (wait) this.timer = window.setTimeout(() => this.start(), document.hidden ? AWAY_MS : wait);
  }
}
