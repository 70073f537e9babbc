/** One of two films: moved to a phase of a repetition, or played so that it keeps to a pace. */

import { first } from "./dom.js";
import { phaseAt, placeAt, timeAt, type Rep, type Side } from "./compare_phase.js";

const SVG = "http://www.w3.org/2000/svg";
const FAR_S = 0.3; // a film that is farther off than this jumps
const PULL = 2; // one that is less far off goes faster or slower by this part a second
const SLOWEST = 0.0625; // the rates that browsers play at
const FASTEST = 8;

export class Film {
  rep: Rep;
  private readonly side: Side;
  private readonly video: HTMLVideoElement;
  private readonly bones: { ends: [string, string]; lines: SVGLineElement[] }[];
  private wanted_s: number | null = null;

  constructor(box: HTMLElement, side: Side, rep: Rep) {
    this.side = side;
    this.rep = rep;
    this.video = first("video", HTMLVideoElement, box);
    const picture = first("svg", SVGSVGElement, box);
    this.bones = side.bones.map((ends) => {
      const lines = ["under", "over"].map((kind) => {
        const line = document.createElementNS(SVG, "line");
        line.setAttribute("class", kind);
        return line;
      });
      return { ends, lines };
    });
    // First all that lies under, or one bone's edge would cut through the next one.
    for (const layer of [0, 1]) picture.append(...this.bones.map(({ lines }) => lines[layer] ?? ""));
    this.video.addEventListener("seeked", () => this.arrived());
    this.video.addEventListener("loadedmetadata", () => this.move());
  }

  /** Stand still at a phase. */
  show(phase: number): void {
    this.video.pause();
    this.wanted_s = timeAt(this.rep, phase) - this.side.start_s;
    if (!this.video.seeking) this.move();
    this.draw(phase);
  }

  /** Be at a phase while the film runs; `pace` is how fast its own time goes there. */
  keepTo(phase: number, pace: number): void {
    this.wanted_s = null;
    const off_s = timeAt(this.rep, phase) - this.side.start_s - this.video.currentTime;
    if (Math.abs(off_s) > FAR_S && !this.video.seeking) this.video.currentTime += off_s;
    const rate = pace + PULL * off_s;
    if (rate < SLOWEST) this.video.pause();
    else {
      this.video.playbackRate = Math.min(FASTEST, rate);
      if (this.video.paused) this.video.play().catch(() => undefined); // there is none to play
    }
    const runs = this.video.readyState >= 2 && !this.video.seeking;
    this.draw(runs ? phaseAt(this.rep, this.video.currentTime + this.side.start_s) : phase);
  }

  /** Draw the body's lines over the film, or none. */
  drawBones(on: boolean): void {
    for (const { lines } of this.bones) {
      for (const line of lines) line.toggleAttribute("hidden", !on);
    }
  }

  private move(): void {
    if (this.wanted_s === null || this.video.readyState < 1) return;
    const to_s = Math.max(0, this.wanted_s);
    if (Math.abs(this.video.currentTime - to_s) > 0.001) this.video.currentTime = to_s;
  }

  /** A move has ended; another one may have been asked for meanwhile. */
  private arrived(): void {
    if (this.video.paused) this.move();
  }

  private draw(phase: number): void {
    for (const { ends, lines } of this.bones) {
      const [from, to] = [placeAt(this.rep, ends[0], phase), placeAt(this.rep, ends[1], phase)];
      for (const line of lines) {
        line.classList.toggle("gone", !from || !to);
        if (!from || !to) continue;
        line.setAttribute("x1", String(from[0]));
        line.setAttribute("y1", String(from[1]));
        line.setAttribute("x2", String(to[0]));
        line.setAttribute("y2", String(to[1]));
      }
    }
  }
}
