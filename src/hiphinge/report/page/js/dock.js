import { byId, el } from "./dom.js";
import { icon } from "./controls.js";
import { repAt } from "./data.js";
import { drawFrame } from "./drawing.js";
import { hingeTime, phaseAt } from "./phases.js";
import { kindWords, moment, number } from "./words.js";

/**
 * On a narrow page the film would be out of sight while a person reads on. A small copy of it then
 * docks at the window's top, with a way to each rep, and what is tapped is shown there.
 */

const NARROW = "(max-width: 53.99rem)";
const NEAR = 0.4; // part of the stage in the window from which on no copy of it is needed
const WIDTH = 220; // of the picture that is drawn, however small it is shown: its lines are thin
const BONES_ONLY = { skeleton: true, angles: false, strings: false, back: true };

/** @param {import("./data.js").Page} page @param {import("./player.js").Player} player */
export function showDock(page, player) {
  const dock = new Dock(page, player);
  byId("report").before(dock.place);
}

class Dock {
  /** @param {import("./data.js").Page} page @param {import("./player.js").Player} player */
  constructor(page, player) {
    this.page = page;
    this.player = player;
    this.narrow = matchMedia(NARROW);
    /** whether the stage is in the window, was scrolled past, was asked for, is not wanted */
    this.state = { near: true, passed: false, asked: false, closed: false };
    this.marked = -1;
    this.canvas = el("canvas", {});
    this.reading = el("p.dock-now", {});
    this.reps = page.report.reps.map((rep) => this.repButton(rep));
    this.play = tool("play", "Play", () => player.clock.toggle());
    this.dock = this.build();
    this.place = el("div.dock-place", {}, this.dock);
    player.beside = () => this.take();
    player.clock.onFrame(() => this.draw());
    player.onPlaying(() => this.showPlaying());
    this.narrow.addEventListener("change", () => {
      this.moved();
      this.update();
    });
    for (const name of ["scroll", "resize"]) {
      addEventListener(name, () => this.moved(), { passive: true });
    }
  }

  build() {
    const { clock } = this.player;
    return el(
      "div.dock",
      { hidden: true, role: "group", "aria-label": "Film beside the text" },
      el(
        "button.dock-film",
        { type: "button", "aria-label": "Back to the player", onclick: () => this.back() },
        this.canvas,
      ),
      el(
        "div.dock-side",
        {},
        this.reading,
        this.reps.length ? el("div.dock-reps", {}, this.reps) : null,
        el(
          "div.dock-tools",
          {},
          tool("back", "One frame back", () => clock.step(-1)),
          this.play,
          tool("forward", "One frame on", () => clock.step(1)),
          el(
            "button.tool",
            { type: "button", "aria-label": "Close the film", onclick: () => this.close() },
            "×",
          ),
        ),
      ),
    );
  }

  /** @param {any} rep */
  repButton(rep) {
    const best = rep.rep === this.page.report.set.best_rep;
    const label = `Rep ${rep.rep}: ${kindWords(rep.kind)}${best ? ", the best" : ""}`;
    const at_s = hingeTime(rep);
    const go = () => this.player.show(at_s, `Rep ${rep.rep}, ${moment(at_s)}.`);
    return el(
      "button.tool",
      { type: "button", "aria-label": label, onclick: go },
      `${rep.rep}${best ? "\u2009★" : ""}`,
    );
  }

  /** The stage may have come into the window, or left it. */
  moved() {
    if (!this.narrow.matches) return;
    const { top, bottom, height } = byId("stage").getBoundingClientRect();
    const near = Math.min(bottom, innerHeight) - Math.max(top, 0) >= NEAR * height;
    const passed = top < 0;
    if (near === this.state.near && passed === this.state.passed) return;
    this.state = near
      ? { near, passed, asked: false, closed: false }
      : { ...this.state, near, passed };
    this.update();
  }

  /** Show here what was tapped, where the stage is out of sight; tell whether it is shown here. */
  take() {
    this.moved();
    if (!this.narrow.matches || this.state.near) return false;
    Object.assign(this.state, { asked: true, closed: false });
    this.update();
    return true;
  }

  close() {
    this.state.closed = true;
    this.update();
  }

  back() {
    this.close(); // what is covered by it is no part of the window
    byId("player").scrollIntoView({ block: "start" });
  }

  update() {
    const { near, passed, asked, closed } = this.state;
    const shown = this.narrow.matches && !near && !closed && (passed || asked);
    this.dock.hidden = !shown;
    document.documentElement.classList.toggle("docked", shown);
    this.draw();
  }

  showPlaying() {
    const { playing } = this.player.clock;
    this.play.replaceChildren(icon(playing ? "pause" : "play"));
    this.play.setAttribute("aria-label", playing ? "Pause" : "Play");
  }

  /** Show which rep it is, also where there are more than fit. @param {number} current */
  mark(current) {
    if (this.marked === current) return;
    this.marked = current;
    this.reps.forEach((one, index) => one.setAttribute("aria-current", String(index === current)));
    const [one] = this.reps.slice(current, current + 1);
    if (current < 0 || !one) return;
    const row = one.parentElement;
    row.scrollLeft = one.offsetLeft - row.offsetLeft - (row.clientWidth - one.offsetWidth) / 2;
  }

  /** Copy the film as it stands, the skeleton over it, and say where it is. */
  draw() {
    const { page, canvas, player } = this;
    const { clock, video, layers } = player;
    if (!canvas.clientWidth) return;
    const time_s = page.time[clock.index];
    const rep = repAt(page, time_s);
    const phase = phaseAt(page, clock.index);
    this.reading.textContent = [`${number(time_s, 2)} s`, rep && `rep ${rep.rep}`, phase]
      .filter(Boolean)
      .join(", ");
    this.mark(page.report.reps.indexOf(rep));
    const dense = window.devicePixelRatio || 1;
    const [w, h] = [canvas.clientWidth, canvas.clientHeight];
    Object.assign(canvas, { width: Math.round(w * dense), height: Math.round(h * dense) });
    const context = canvas.getContext("2d");
    context.scale((dense * w) / WIDTH, (dense * w) / WIDTH);
    const scale = WIDTH / page.report.clip.width_px;
    const fit = { x: 0, y: 0, w: WIDTH, h: (WIDTH * h) / w, scale };
    if (!video.hidden && video.readyState >= 2) context.drawImage(video, 0, 0, fit.w, fit.h);
    drawFrame(context, page, clock.index, fit, { ...BONES_ONLY, target: layers.target });
  }
}

/** @param {string} name @param {string} label @param {() => void} onclick */
function tool(name, label, onclick) {
  return el("button.tool", { type: "button", "aria-label": label, onclick }, icon(name));
}
