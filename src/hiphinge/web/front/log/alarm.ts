/** The end of a rest, so that it is noticed: a sound, a buzz, and a screen that stays on. */

import { keep, kept } from "./kept.js";

const NAME = "alarm";
/** Two short tones: pitch [Hz], beginning and length [s]. */
const TONES = [
  { pitch: 880, from: 0, long: 0.18 },
  { pitch: 1175, from: 0.22, long: 0.32 },
];
const BUZZ_MS = [200, 120, 300];

let sound: AudioContext | null = null;
let lock: WakeLockSentinel | null = null;
let wanted = false;

/** Whether the end of a rest is to be heard and felt. */
export function isOn(): boolean {
  return kept<boolean>(NAME) ?? true;
}

/** Switch that on or off. */
export function turn(on: boolean): void {
  keep(NAME, on);
}

/** To be called from a press: browsers let nothing sound that nobody pressed for. */
export function ready(): void {
  if (!isOn()) return;
  try {
    sound ??= new AudioContext();
    void sound.resume().catch(() => undefined);
  } catch {
    sound = null; // then it is only seen and felt
  }
}

/** Sound and buzz now. */
export function ring(): void {
  if (!isOn()) return;
  try {
    navigator.vibrate?.(BUZZ_MS);
  } catch {
    // A browser that forbids it has said so to nobody.
  }
  if (sound?.state !== "running") return;
  for (const { pitch, from, long } of TONES) {
    const begins = sound.currentTime + from;
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    tone.frequency.value = pitch;
    // Without a slope at both ends it would crack.
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(0.25, begins + 0.02);
    volume.gain.linearRampToValueAtTime(0, begins + long);
    tone.connect(volume).connect(sound.destination);
    tone.start(begins);
    tone.stop(begins + long);
  }
}

/** Keep the screen on, or no longer, where the browser can. */
export async function stayAwake(stay: boolean): Promise<void> {
  wanted = stay;
  if (!stay) {
    await lock?.release().catch(() => undefined);
    lock = null;
    return;
  }
  if (lock || !("wakeLock" in navigator) || document.hidden) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => (lock = null));
    if (!wanted) await stayAwake(false);
  } catch {
    lock = null; // an empty battery forbids it
  }
}

// The browser lets go of it whenever the page is out of sight.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && wanted) void stayAwake(true);
});
