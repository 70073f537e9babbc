import { frameAt, frameNear } from "./data.js";

/** The one time of the page: a video tells it, or a plain clock where no video can play. */

/** Stands in for a video that is not there: it keeps time and shows nothing. */
export class BlankVideo extends EventTarget {
  /** @param {number} duration [s] */
  constructor(duration) {
    super();
    this.duration = duration;
    this.paused = true;
    this.seeking = false;
    this.playbackRate = 1;
    this.videoWidth = 0;
    this.videoHeight = 0;
    this.from = { time: 0, stamp: 0 };
  }

  get currentTime() {
    if (this.paused) return this.from.time;
    const run = ((performance.now() - this.from.stamp) / 1000) * this.playbackRate;
    return Math.min(this.from.time + run, this.duration);
  }

  set currentTime(time) {
    this.from = { time: Math.max(0, Math.min(time, this.duration)), stamp: performance.now() };
    this.dispatchEvent(new Event("seeked"));
  }

  play() {
    this.from = { time: this.currentTime, stamp: performance.now() };
    this.paused = false;
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  }

  pause() {
    this.from = { time: this.currentTime, stamp: performance.now() };
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
    if (this.from.time >= this.duration) this.dispatchEvent(new Event("ended"));
  }
}

/** Tells everyone which frame is shown, and moves to any frame by its true time. */
export class Clock {
  /**
   * @param {any} media a video element or a `BlankVideo`
   * @param {Float64Array} time
   * @param {number} start
   */
  constructor(media, time, start) {
    this.time = time;
    this.start = start;
    this.index = 0;
    /** @type {number | null} the frame that was asked for and not yet shown */
    this.wanted = null;
    /** @type {Set<(index: number) => void>} */
    this.listeners = new Set();
    this.use(media);
  }

  /** Take the time from this medium from now on. @param {any} media */
  use(media) {
    this.media = media;
    media.addEventListener("seeked", () => this.arrived());
    media.addEventListener("play", () => {
      this.wanted = null;
      this.follow();
    });
    if (media.requestVideoFrameCallback) this.watchFrames(media);
  }

  /** @param {(index: number) => void} listener */
  onFrame(listener) {
    this.listeners.add(listener);
    listener(this.index);
  }

  get playing() {
    return !this.media.paused;
  }

  /** Be told of every frame that is truly on the screen. @param {any} media */
  watchFrames(media) {
    media.requestVideoFrameCallback((_, /** @type {any} */ frame) => {
      if (media !== this.media) return;
      // The last one before a pause may be told after it, on a busy machine long after it.
      const told = this.playing || this.wanted === null;
      if (told) this.show(frameAt(this.time, frame.mediaTime + this.start));
      this.watchFrames(media);
    });
  }

  /** Where a browser tells no frames, ask for the time before each repaint. */
  follow() {
    if (this.media.requestVideoFrameCallback) return;
    const look = () => {
      if (!this.playing) return;
      this.show(frameAt(this.time, this.media.currentTime + this.start));
      if (this.media.currentTime >= this.media.duration) this.media.pause();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  /** @param {number} index */
  show(index) {
    this.index = index;
    this.listeners.forEach((listener) => listener(index));
  }

  /** @param {number} index frame to show */
  seek(index) {
    const wanted = Math.max(0, Math.min(index, this.time.length - 1));
    this.show(wanted);
    const busy = this.media.seeking && this.wanted !== null;
    this.wanted = wanted;
    if (!busy) this.move();
  }

  /** Aim into the frame's own time, never at its edge, where rounding may show its neighbour. */
  move() {
    const index = /** @type {number} */ (this.wanted);
    const next = this.time[index + 1] ?? this.time[index] + 0.01;
    this.aim = index;
    this.media.currentTime = this.time[index] + 0.4 * (next - this.time[index]) - this.start;
  }

  /** A seek has ended; if another frame was asked for meanwhile, go on to it. */
  arrived() {
    if (this.wanted === null) return;
    if (this.wanted !== this.aim) this.move();
    else if (this.playing) this.wanted = null;
    else this.show(this.wanted);
  }

  /** @param {number} time_s clip time */
  seekTime(time_s) {
    this.seek(frameNear(this.time, time_s));
  }

  /** @param {number} frames forward, or back where negative */
  step(frames) {
    this.pause();
    this.seek(this.index + frames);
  }

  play() {
    if (this.index >= this.time.length - 1) this.seek(0);
    this.media.play().catch(() => this.media.pause());
  }

  pause() {
    const played = this.playing;
    this.media.pause();
    if (!played || this.wanted !== null) return;
    // The film's time may be a frame off the picture, which is told; what is farther off is late.
    const near = frameAt(this.time, this.media.currentTime + this.start);
    if (Math.abs(near - this.index) > 1 || !this.media.requestVideoFrameCallback) this.show(near);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }
}
