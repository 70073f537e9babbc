import { byId, el, say } from "./dom.js";
import { Clock } from "./clock.js";
import { missingAt, repAt } from "./data.js";
import { drawFrame, fitInside } from "./drawing.js";
import { hold, holdButton, icon, iconButton, SPEEDS } from "./controls.js";
import { markPhases, phaseFrom, phaseAt } from "./phases.js";
import { openVideo } from "./source.js";
import { hasTargets } from "./target.js";
import { kindWords, moment, number } from "./words.js";

/** The person's own video with the drawing over it, and all that moves it. */

const LAYERS = {
  skeleton: "Skeleton",
  angles: "Angles",
  strings: "Strings",
  back: "Back",
  target: "Target",
};

export class Player {
  /** @param {import("./data.js").Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Record<string, boolean>} what is drawn; the back only where it was seen */
    this.layers = { skeleton: true, angles: true, strings: true };
    if (page.back.length) this.layers.back = true;
    if (hasTargets(page)) this.layers.target = false;
    byId("back-note").hidden = !page.back.length;
    /** @type {any} the repetition that is played again and again */
    this.loop = null;
    /** @type {Set<() => void>} told when playing starts or stops */
    this.listeners = new Set();
    /** Whether a moment is shown elsewhere, beside what is read, so that nothing need move. */
    this.beside = () => false;
    this.video = byId("video");
    this.canvas = byId("canvas");
    const { clip } = page.report;
    const aspect = clip.width_px / clip.height_px;
    document.documentElement.style.setProperty("--aspect", String(aspect));
    byId("stage").classList.toggle("wide", aspect > 1.1);
    const media = openVideo(page, (found) => this.settle(found));
    this.clock = new Clock(media, page.time, page.video.start);
    this.watch(media);
    this.makeButtons();
    this.makeTimeline();
    this.clock.onFrame((index) => this.frame(index));
    new ResizeObserver(() => this.draw()).observe(byId("stage"));
  }

  /** The video has arrived, or has been given up. */
  settle(media = this.clock.media) {
    if (media !== this.clock.media) {
      this.clock.use(media);
      this.watch(media);
    }
    this.clock.seek(this.clock.index);
    this.showPlaying();
  }

  /** What happens whenever a medium starts, stops or ends. @param {any} media */
  watch(media) {
    for (const name of ["play", "pause"]) media.addEventListener(name, () => this.showPlaying());
    media.addEventListener("ended", () => {
      if (!this.loop) return;
      this.clock.seekTime(this.loop.start_s);
      this.clock.play();
    });
  }

  makeButtons() {
    const { clock } = this;
    this.playButton = iconButton("play", "Play", "k", () => clock.toggle());
    this.loopButton = iconButton("loop", "Repeat this rep", "l", () => this.toggleLoop());
    hold(this.loopButton, false);
    byId("transport").append(
      iconButton("previous", "Rep before", "[", () => this.jumpRep(-1)),
      iconButton("back", "One frame back", "← or ,", () => clock.step(-1)),
      this.playButton,
      iconButton("forward", "One frame on", "→ or .", () => clock.step(1)),
      iconButton("next", "Next rep", "]", () => this.jumpRep(1)),
      this.loopButton,
      iconButton("help", "Keyboard shortcuts", "?", () => byId("help").showModal()),
    );
    this.speedButtons = SPEEDS.map((speed) =>
      holdButton(`speed-${speed}`, `${speed}×`, speed === 1, () => this.setSpeed(speed)),
    );
    byId("speeds").append(...this.speedButtons);
    this.layerButtons = Object.keys(this.layers).map((name) =>
      holdButton(`layer-${name}`, LAYERS[name], this.layers[name], () => this.toggleLayer(name)),
    );
    byId("layers").append(
      ...this.layerButtons,
      el(
        "button.tool",
        { type: "button", id: "layers-off", onclick: () => this.clearLayers() },
        "All off",
      ),
    );
  }

  makeTimeline() {
    const { page, clock } = this;
    this.scrub = byId("scrub");
    this.scrub.max = page.time.length - 1;
    this.scrub.addEventListener("input", () => {
      clock.pause();
      clock.seek(Number(this.scrub.value));
    });
    const share = (/** @type {number} */ time_s) => this.share(time_s);
    for (const rep of page.report.reps) {
      const span = el("span", {}, rep.rep);
      span.style.left = share(rep.start_s);
      span.style.width = share(page.time[0] + rep.end_s - rep.start_s);
      byId("timeline-reps").append(span);
    }
    markPhases(page, share);
  }

  /** Where a moment is on the slider, in per cent of its width. @param {number} time_s */
  share(time_s) {
    const { time } = this.page;
    const [first, last] = [time[0], time[time.length - 1]];
    return `${(100 * (time_s - first)) / (last - first || 1)}%`;
  }

  /** @param {() => void} listener */
  onPlaying(listener) {
    this.listeners.add(listener);
  }

  /** @param {number} index */
  frame(index) {
    const { page, loop, clock } = this;
    const time_s = page.time[index];
    if (loop && clock.playing && (time_s >= loop.end_s || time_s < loop.start_s - 0.05)) {
      clock.seekTime(loop.start_s);
      return;
    }
    const rep = repAt(page, time_s);
    const phase = phaseAt(page, index);
    const words =
      `${number(time_s, 2)} s${rep ? `, rep ${rep.rep} (${kindWords(rep.kind)})` : ""}` +
      (phase ? `, ${phase}` : "");
    this.scrub.value = index;
    this.scrub.setAttribute("aria-valuetext", words);
    byId("reading").textContent = `${words} · frame ${index + 1} of ${page.time.length}`;
    const missing = missingAt(page, index);
    byId("stage-note").textContent = missing ? `Not measured here: ${missing}.` : "";
    byId("stage-note").hidden = !missing;
    this.draw();
  }

  /** Draw the shown frame at the screen's own resolution. */
  draw() {
    const { canvas, page, clock, video } = this;
    if (!clock) return;
    const { clip } = page.report;
    const box = { width: canvas.clientWidth, height: canvas.clientHeight };
    if (!box.width || !box.height) return;
    const dense = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(box.width * dense), Math.round(box.height * dense)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    const picture =
      video.videoWidth && !video.hidden
        ? { width: video.videoWidth, height: video.videoHeight }
        : { width: clip.width_px, height: clip.height_px };
    const context = canvas.getContext("2d");
    context.setTransform(dense, 0, 0, dense, 0, 0);
    context.clearRect(0, 0, box.width, box.height);
    drawFrame(context, page, clock.index, fitInside(box, picture, clip.width_px), this.layers);
  }

  showPlaying() {
    const { playing } = this.clock;
    this.playButton.replaceChildren(icon(playing ? "pause" : "play"));
    this.playButton.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.playButton.title = `${playing ? "Pause" : "Play"} (k)`;
    this.listeners.forEach((listener) => listener());
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.clock.media.playbackRate = speed;
    SPEEDS.forEach((one, step) => hold(this.speedButtons[step], one === speed));
  }

  /** @param {number} way 1 slower, -1 faster */
  changeSpeed(way) {
    const now = SPEEDS.indexOf(this.clock.media.playbackRate);
    this.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, now + way))]);
  }

  /** @param {string} name */
  toggleLayer(name) {
    this.layers[name] = !this.layers[name];
    this.showLayers();
  }

  clearLayers() {
    Object.keys(this.layers).forEach((name) => {
      this.layers[name] = false;
    });
    this.showLayers();
  }

  showLayers() {
    Object.values(this.layers).forEach((on, step) => hold(this.layerButtons[step], on));
    byId("target-note").hidden = !this.layers.target;
    this.draw();
  }

  toggleLoop() {
    const { page, clock } = this;
    this.loop = this.loop ? null : this.nearestRep(page.time[clock.index]);
    hold(this.loopButton, this.loop !== null);
    say(this.loop ? `Repeating rep ${this.loop.rep}.` : "No longer repeating.");
  }

  /** @param {number} time_s */
  nearestRep(time_s) {
    const away = (rep) => Math.max(rep.start_s - time_s, time_s - rep.end_s, 0);
    return [...this.page.report.reps].sort((one, two) => away(one) - away(two))[0] ?? null;
  }

  /** @param {number} way 1 to the next rep's start, -1 to the one before */
  jumpRep(way) {
    const now = this.page.time[this.clock.index];
    const { reps } = this.page.report;
    const there =
      way > 0
        ? reps.find((rep) => rep.start_s > now + 0.02)
        : [...reps].reverse().find((rep) => rep.start_s < now - 0.3);
    if (!there) return;
    if (this.loop) this.loop = there;
    this.clock.seekTime(there.start_s);
    say(`Rep ${there.rep}, ${moment(there.start_s)}.`);
  }

  /** @param {number} way 1 to the next phase, -1 to the one before */
  jumpPhase(way) {
    const there = phaseFrom(this.page, this.page.time[this.clock.index], way);
    if (!there) return;
    this.clock.pause();
    this.clock.seekTime(there.time_s);
    say(`Rep ${there.rep}, ${there.name}, ${moment(there.time_s)}.`);
  }

  /**
   * Jump to a moment, pause there, and bring the stage into view, or a copy of it.
   * @param {number} time_s
   * @param {string} words
   */
  show(time_s, words) {
    this.clock.pause();
    this.clock.seekTime(time_s);
    say(words);
    if (this.beside()) return;
    const player = byId("player");
    player.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    player.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }
}
