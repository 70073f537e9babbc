/** Which plates go on each side of a bar: the nearest load that is not above, by the fewest. */

import type { Gym } from "./told.js";

/** What to put on each side, the heaviest first, and what it comes to, in the gym's units. */
export interface Loaded {
  side: number[];
  total: number;
  left: number;
}

/** Weights in hundredths, so that sums are exact. */
const GRAIN = 100;
/** Pairs of a plate that are reckoned with where any number is there, and the heaviest load. */
const PAIRS_MOST = 10;
const LOAD_MOST = { kg: 500, lb: 1100 };

/** What to put on for a load; null where it is lighter than the bar or heavier than any. */
export function loaded(load: number, gym: Gym): Loaded | null {
  const room = whole(load) - whole(gym.bar);
  if (room < 0 || load > LOAD_MOST[gym.units]) return null;
  let best = new Map<number, number[]>([[0, []]]);
  const kinds = [...gym.plates].sort((one, other) => other[0] - one[0]);
  for (const [weight, pairs] of kinds) best = withPlate(best, weight, pairs ?? PAIRS_MOST, room);
  const reached = Math.max(...best.keys());
  return {
    side: best.get(reached) ?? [],
    total: (whole(gym.bar) + reached) / GRAIN,
    left: (room - reached) / GRAIN,
  };
}

function withPlate(
  best: ReadonlyMap<number, number[]>,
  weight: number,
  pairs: number,
  room: number,
): Map<number, number[]> {
  const found = new Map(best);
  const pair = 2 * whole(weight);
  for (const [reached, chosen] of best) {
    for (let count = 1; count <= pairs && reached + count * pair <= room; count += 1) {
      const total = reached + count * pair;
      const more = [...chosen, ...Array<number>(count).fill(weight)];
      const known = found.get(total);
      if (!known || better(more, known)) found.set(total, more);
    }
  }
  return found;
}

/** Fewer plates; of as many, the heavier first: so is a bar usually loaded. */
function better(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return one.length < other.length;
  const at = one.findIndex((weight, place) => weight !== other[place]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}

function whole(weight: number): number {
  return Math.round(weight * GRAIN);
}
