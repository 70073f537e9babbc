/** The report in its frame: one window high beside this page, moved to moments, asked for the one it shows. */

import { byId } from "./dom.js";
import { Pinned } from "./pinned.js";

/** What the report tells, see outside.js in it. */
interface Told {
  type: "hiphinge-time";
  time_s: number;
  playing: boolean;
}

export class ReportFrame {
  /** The moment that is shown [s]. */
  time_s = 0;
  private readonly frame: HTMLIFrameElement;
  private readonly pinned: Pinned;
  private readonly listeners: ((time_s: number) => void)[] = [];
  private wanted: number | null;
  private watched: ResizeObserver | null = null;

  constructor(frame: HTMLIFrameElement) {
    this.frame = frame;
    this.pinned = new Pinned(byId("set-report", HTMLElement), frame);
    const { moment } = frame.dataset;
    this.wanted = moment === undefined ? null : Number(moment);
    frame.addEventListener("load", () => this.loaded());
    window.addEventListener("message", (event: MessageEvent<unknown>) => this.hear(event));
    if (this.page?.readyState === "complete") this.loaded();
  }

  /** Be told of each moment that is shown. */
  onTime(listener: (time_s: number) => void): void {
    this.listeners.push(listener);
  }

  /** Show a moment, and bring the film into view. */
  seek(time_s: number): void {
    if (this.coming) this.wanted = time_s;
    this.send({ type: "hiphinge-seek", time_s });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm ? "auto" : "smooth";
    const player = this.page?.getElementById("player");
    if (player) this.pinned.show(player, behavior);
  }

  /** Load the report anew and go back to the moment that it showed, or to another one. */
  reload(time_s = this.time_s): void {
    this.wanted = time_s;
    this.coming = true;
    this.frame.contentWindow?.location.reload();
  }

  /** Whether another page comes: what is asked of the old one is asked of the new one again. */
  private get coming(): boolean {
    return this.frame.ariaBusy === "true";
  }

  private set coming(coming: boolean) {
    this.frame.ariaBusy = String(coming);
  }

  private get page(): Document | null {
    return this.frame.contentDocument;
  }

  private send(message: object): void {
    this.frame.contentWindow?.postMessage(message, location.origin);
  }

  private hear({ origin, source, data }: MessageEvent<unknown>): void {
    if (origin !== location.origin || source !== this.frame.contentWindow || !isTold(data)) return;
    // A page that is only just coming does not know yet which moment it is to show.
    if (this.coming && this.page?.readyState !== "complete") return;
    this.time_s = data.time_s;
    for (const listener of this.listeners) listener(data.time_s);
  }

  private loaded(): void {
    const page = this.page;
    if (!page?.body || page.location.protocol === "about:") return;
    this.pinned.loaded();
    this.watched?.disconnect();
    this.watched = new ResizeObserver(() => this.fit());
    this.watched.observe(page.body);
    this.placeHelp();
    this.watchFilm();
    // Both stand on this page already, where the question can be answered with a tap.
    for (const twice of page.querySelectorAll<HTMLElement>(".masthead .brand, .notice.question")) {
      twice.hidden = true;
    }
    if (this.wanted !== null) this.send({ type: "hiphinge-seek", time_s: this.wanted });
    else this.send({ type: "hiphinge-ask" });
    this.wanted = null;
    this.coming = false;
  }

  /** A frame as high as its page needs no second bar to scroll by. */
  private fit(): void {
    const page = this.page;
    if (!page?.body) return;
    const top = page.documentElement.getBoundingClientRect().top;
    this.pinned.fit(Math.ceil(page.body.getBoundingClientRect().bottom - top));
  }

  /** Its help would open in the middle of the whole page, far from where the person is. */
  private placeHelp(): void {
    const help = this.page?.getElementById("help");
    if (!help) return;
    new MutationObserver(() => {
      const above = Math.max(0, -this.frame.getBoundingClientRect().top);
      help.style.margin = `${String(above + 32)}px auto auto`;
    }).observe(help, { attributeFilter: ["open"] });
  }

  /** A note can be made from below the film only while the film, or its copy, is to be seen. */
  private watchFilm(): void {
    const button = document.querySelector<HTMLElement>(".note-here");
    if (!button || !this.page) return;
    const seen = new Set<Element>();
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      button.hidden = seen.size === 0;
    });
    for (const film of this.page.querySelectorAll("#player, .dock")) watch.observe(film);
  }
}

function isTold(data: unknown): data is Told {
  if (typeof data !== "object" || data === null) return false;
  return "type" in data && data.type === "hiphinge-time" && "time_s" in data;
}
