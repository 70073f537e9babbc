/** A repetition over its phase: 0% standing, 50% at the bottom, 100% at the lockout. */

export type Place = [number, number] | null;

/** A repetition in 51 even steps of its phase. */
export interface Rep {
  rep: number;
  time_s: (number | null)[];
  series: Record<string, (number | null)[]>;
  sd: Record<string, number | null>;
  places: Record<string, Place[]>;
}

/** A set, as the page carries it. */
export interface Side {
  start_s: number;
  width: number;
  height: number;
  bones: [string, string][];
  reps: Rep[];
}

export const WHOLE = 100;
export const BOTTOM = 50;
const STEPS = 50;

/** Where the repetition begins to be known: a pull from the floor begins at its bottom. */
export function begins({ time_s }: Rep): number {
  return time_s[0] == null ? BOTTOM : 0;
}

/** What a list of 51 says at a phase, in a straight line between its steps; null where unknown. */
export function at(list: readonly (number | null)[] | undefined, phase: number): number | null {
  const place = Math.min(STEPS, Math.max(0, (phase / WHOLE) * STEPS));
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const [one, other] = [list?.[low] ?? null, list?.[high] ?? null];
  if (one === null || other === null) return low === high ? one : null;
  return one + (other - one) * (place - low);
}

/** The clip's moment at a phase [s]. */
export function timeAt(rep: Rep, phase: number): number {
  return at(rep.time_s, Math.max(phase, begins(rep))) ?? 0;
}

/** The phase at a moment of the clip: times rise with the phase. */
export function phaseAt(rep: Rep, time_s: number): number {
  let [low, high] = [begins(rep), WHOLE];
  for (let turn = 0; turn < 24; turn += 1) {
    const middle = (low + high) / 2;
    if (timeAt(rep, middle) < time_s) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Where a part of the body is at a phase; null where it was not measured. */
export function placeAt(rep: Rep, part: string, phase: number): Place {
  const places = rep.places[part];
  const axis = (index: 0 | 1) =>
    at(
      places?.map((place) => place?.[index] ?? null),
      phase,
    );
  const [x, y] = [axis(0), axis(1)];
  return x === null || y === null ? null : [x, y];
}

/** A phase in words. */
export function phaseWords(phase: number): string {
  if (phase === BOTTOM) return "At the bottom";
  if (phase <= 0) return "Standing, about to go down";
  if (phase >= WHOLE) return "At the lockout";
  const down = phase < BOTTOM;
  const part = Math.round((2 * WHOLE * (down ? phase : phase - BOTTOM)) / WHOLE);
  return `${String(part)}% of the way ${down ? "down" : "up"}`;
}
