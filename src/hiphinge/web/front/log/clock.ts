/**
 * When a change was made: this phone's clock, set right by the server's as far as that is known,
 * and never running back. A counter parts changes of one millisecond.
 */

import { keep, kept } from "./kept.js";

interface Clock {
  /** What the server's clock is more than this phone's [ms]. */
  skew: number;
  /** The last time that was given out, or that was seen of another phone [ms]. */
  last: number;
  count: number;
}

const NAME = "clock";
/** So far two clocks may lie apart before it is set right [ms]. */
const SLACK_MS = 2000;

/** Give out the moment of a new change. */
export function moment(): { at_ms: number; count: number } {
  const clock = now();
  const at_ms = Math.max(Math.round(Date.now() + clock.skew), clock.last + 1);
  const count = clock.count + 1;
  keep(NAME, { ...clock, last: at_ms, count });
  return { at_ms, count };
}

/**
 * Learn from an answer what the server's clock said, at some time since it was asked [ms]. Returns
 * what the moments that were given out before have to be moved by [ms].
 */
export function learn(server_ms: number, asked_ms: number): number {
  const clock = now();
  // It told the time somewhere on the way: an answer that took long says little.
  const [least, most] = [server_ms - Date.now(), server_ms - asked_ms];
  if (clock.skew >= least - SLACK_MS && clock.skew <= most + SLACK_MS) return 0;
  const skew = (least + most) / 2;
  const by = Math.round(skew - clock.skew);
  keep(NAME, { ...clock, skew, last: clock.last + by });
  return by;
}

/** Be later than what another phone said already: who sees it and changes it, changes it after. */
export function after(latest_ms: number): void {
  const clock = now();
  if (latest_ms > clock.last) keep(NAME, { ...clock, last: latest_ms });
}

/** Forget times that were ahead of the server's: changes made since are given new ones. */
export function setBack(server_ms: number): void {
  const clock = now();
  keep(NAME, { ...clock, skew: server_ms - Date.now(), last: Math.min(clock.last, server_ms) });
}

function now(): Clock {
  return { skew: 0, last: 0, count: 0, ...kept<Clock>(NAME) };
}
