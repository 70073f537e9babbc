/** What the server tells the log, as `web.log` makes it. */

import type { SetState } from "../set_follow.js";

/** A choice about the day's plan: another exercise, left out, how many sets. */
export type Choice = string | number | boolean | null;

/** A set as the server has it. */
export interface LoggedSet {
  uid: string;
  exercise: string | null;
  title: string | null;
  load_kg: number | null;
  reps: number | null;
  rpe: number | null;
  pain: number | null;
  note: string;
  position: number;
  removed: boolean;
  film: SetState | null;
}

/** What the programme made of a session. */
export interface Decided {
  changes: { tone: string; title: string; about: string; why: string }[];
  stays: number;
  films_wait: number;
}

/** A session as the server has it. */
export interface LogState {
  uid: string;
  day: string;
  title: string;
  note: string;
  finished: boolean;
  now_ms: number;
  latest_ms: number;
  choices: Record<string, Choice>;
  sets: LoggedSet[];
  decided: Decided | null;
}

/** One exercise of the session, as asked. */
export interface Asked {
  exercise: string;
  sets: number;
  reps_low: number;
  reps_high: number;
  load_kg: number | null;
  rpe_low: number | null;
  rpe_high: number | null;
  rest_s: number;
  /** How long each lowering takes; 0 for no matter [s]. */
  lower_s: number;
  /** What the programme would ask for, where a person chose themselves; empty where not. */
  meant: string;
  film: boolean;
  stop: string;
  why: { texts: string[]; label: string; source: string }[];
}

/** What is known of an exercise. */
export interface Exercise {
  title: string;
  count: "reps" | "s" | "m";
  per_side: boolean;
  step_kg: number | null;
  /** The loads that there are, the lightest first; null where every step is [kg]. */
  loads: number[] | null;
  /** What the empty bar of it weighs, in the athlete's units; null for the gym's. */
  bar_weight: number | null;
  bar: boolean;
  implement: string | null;
  rest_s: number;
  film: boolean;
  move: string | null;
  how: string;
  swaps: string[];
}

/** The bar and the plates that are there; null for any number of pairs. */
export interface Gym {
  units: "kg" | "lb";
  bar: number;
  plates: [number, number | null][];
}

/** Everything that the page is sent with. */
export interface PageData {
  state: LogState;
  athlete: string;
  units: "kg" | "lb";
  programme: boolean;
  planned: Asked[];
  exercises: Record<string, Exercise>;
  choices: { name: string; keys: string[] }[];
  before: Record<string, { load_kg: number | null; reps: number | null }>;
  words: {
    effort: string[];
    pain: string[];
    pain_stop: number;
    pain_rising: number;
    stop: { rule: string; today: string[]; source: string };
  };
  gym: Gym;
}
