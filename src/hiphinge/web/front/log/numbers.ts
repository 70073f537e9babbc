/** Loads and counts as a person reads and types them. */

import type { Exercise } from "./told.js";

const KG_PER_LB = 0.45359237;
const HARD = "\u00a0";
/** Heavier than anybody lifts, in either unit: a slip of the finger. */
const MOST = 1000;
/** Loads that differ by less are the same: they are kept to a gram. */
const SAME_KG = 0.01;

export type Units = "kg" | "lb";

/** A load in the athlete's units, without needless zeros. */
export function inUnits(kilograms: number, units: Units): number {
  return round(units === "lb" ? kilograms / KG_PER_LB : kilograms, units === "lb" ? 1 : 2);
}

/** The same in kilograms, kept to a gram: what is shown as 225 lb stays 225 lb. */
export function inKg(load: number, units: Units): number {
  return units === "lb" ? round(load * KG_PER_LB, 3) : round(load, 3);
}

/** A load with its unit. */
export function loadWords(kilograms: number, units: Units): string {
  return `${inUnits(kilograms, units)}${HARD}${units}`;
}

/** The load a step up or down, in kilograms; never below nothing. */
export function stepped(
  kilograms: number | null,
  step_kg: number,
  way: 1 | -1,
  units: Units,
): number {
  const step = inUnits(step_kg, units);
  const load = kilograms === null ? (way > 0 ? 0 : step) : inUnits(kilograms, units);
  return inKg(Math.min(MOST, Math.max(0, load + way * step)), units);
}

/** The next load up or down of those that there are, in kilograms; the same where there is none. */
export function nextOf(kilograms: number | null, loads: readonly number[], way: 1 | -1): number {
  const from = kilograms ?? (way > 0 ? -1 : Infinity);
  const beyond = loads.filter((one) => (one - from) * way > SAME_KG);
  const found = way > 0 ? beyond[0] : beyond.at(-1);
  return found ?? kilograms ?? 0;
}

/** What was typed as a number, with a point or a comma; null for nothing, NaN for no number. */
export function typed(text: string): number | null {
  const told = text.trim().replace(",", ".");
  if (told === "") return null;
  return /^(\d+\.?\d*|\.\d+)$/.test(told) && Number(told) <= MOST ? Number(told) : NaN;
}

/** A load as it was typed, with the unit that it is said in: the one beside it, or its own. */
export function ownUnit(text: string, beside: Units): [string, Units] {
  const said = /^(.*\d[.,]?)\s*(kg|lb)s?$/i.exec(text.trim());
  return said ? [said[1] ?? "", said[2]?.toLowerCase() === "lb" ? "lb" : "kg"] : [text, beside];
}

/** What is counted in a set, such as "reps each side". */
export function countWords(known: Exercise | null): string {
  const unit = { reps: "reps", s: "seconds", m: "metres" }[known?.count ?? "reps"];
  return known?.per_side ? `${unit} each side` : unit;
}

/** How many, such as "8 reps" or "30 s". */
export function doneWords(count: number | null, known: Exercise | null): string {
  if (count === null) return "";
  if (known && known.count !== "reps") return `${count}${HARD}${known.count}`;
  return `${count}${HARD}${count === 1 ? "rep" : "reps"}`;
}

/** The step of what is counted: seconds and metres go by fives. */
export function countStep(known: Exercise | null): number {
  return known && known.count !== "reps" ? 5 : 1;
}

/** From one number to another, such as "6 to 8". */
export function spanWords(low: number, high: number): string {
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** Minutes and seconds, such as 1:05. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function round(number: number, places: number): number {
  return Number(number.toFixed(places));
}
