/** The form of a set: what was changed in it, as the server wants to be told. */

import { inKg, ownUnit } from "./log/numbers.js";

/** What is said anew of a set, see `PATCH /api/sets/{uid}`. */
export type SetEdit = Record<string, unknown>;

const NUMBERS = ["load_kg", "reps", "rpe", "pain"];
const MAY_BE_OPEN = ["exercise", "implement"];

/** What a person changed in the form. @throws Error with a sentence where it cannot be read */
export function changed(form: HTMLFormElement): SetEdit {
  const said: SetEdit = {};
  for (const field of form.elements) {
    if (!isField(field) || !field.name || field.name === "counts") continue;
    if (field.value === before(field)) continue;
    said[field.name] = read(field.name, field.value, kilograms(form));
  }
  const boxes = counting(form);
  if (boxes.some((box) => box.checked !== box.defaultChecked)) {
    said["leave_out"] = boxes.filter((box) => !box.checked).map((box) => Number(box.value));
  }
  return said;
}

/** What the page showed of these fields: who changed one elsewhere meanwhile is not overruled. */
export function shown(form: HTMLFormElement, names: readonly string[]): SetEdit {
  const were: SetEdit = {};
  for (const field of form.elements) {
    if (!isField(field) || !names.includes(field.name)) continue;
    were[field.name] = read(field.name, before(field), kilograms(form));
  }
  if (names.includes("leave_out")) {
    const out = counting(form).filter((box) => !box.defaultChecked);
    were["leave_out"] = out.map((box) => Number(box.value));
  }
  return were;
}

/** What stands in a form, by field; a repetition that counts is one by itself. */
export type Standing = ReadonlyMap<string, string>;

/** What stands in a form now, so that what is typed while it is sent can be told from it. */
export function standing(form: HTMLFormElement): Standing {
  const found = new Map<string, string>();
  for (const field of form.elements) {
    if (isField(field) && field.name) found.set(key(field), state(field));
  }
  return found;
}

/**
 * Put what somebody wrote in a form into a fresh copy of it; what they left alone is as it came.
 * What was sent of it is no more than what stood there already.
 */
export function writeAgain(old: HTMLFormElement, made: HTMLFormElement, sent?: Standing): void {
  const copies = new Map([...made.elements].filter(isField).map((one) => [key(one), one]));
  for (const field of old.elements) {
    if (!isField(field) || !field.name) continue;
    const other = copies.get(key(field));
    if (!other || state(field) === (sent?.get(key(field)) ?? first(field))) continue;
    if (isBox(field) && isBox(other)) other.checked = field.checked;
    else other.value = field.value;
  }
}

function key(field: Field): string {
  return isBox(field) ? `${field.name}=${field.value}` : field.name;
}

/** What a person made of a field, and what the page came with. */
function state(field: Field): string {
  return isBox(field) ? String(field.checked) : field.value;
}

function first(field: Field): string {
  return isBox(field) ? String(field.defaultChecked) : before(field);
}

function isBox(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && field.type === "checkbox";
}

function kilograms(form: HTMLFormElement): number {
  return Number(form.dataset["kg"] ?? 1);
}

function counting(form: HTMLFormElement): HTMLInputElement[] {
  return Array.from(form.querySelectorAll<HTMLInputElement>("input[name=counts]"));
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isField(element: Element): element is Field {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

/** What the page came with. */
function before(field: Field): string {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const chosen = Array.from(field.options).find((option) => option.defaultSelected);
  return (chosen ?? field.options[0])?.value ?? "";
}

function read(name: string, typed: string, perUnit: number): unknown {
  const text = typed.trim();
  if (MAY_BE_OPEN.includes(name)) return text || null;
  if (!NUMBERS.includes(name)) return text;
  if (text === "") return null;
  const [digits, units] = name === "load_kg" ? ownUnit(text, perUnit === 1 ? "kg" : "lb") : [text];
  const found = Number(digits.replace(",", ".").replace("\u2212", "-"));
  if (!Number.isFinite(found)) throw new Error(`“${text}” is no number: write it in digits.`);
  // Kept to a gram: what is typed as 225 lb is shown as 225 lb again.
  return units ? inKg(found, units) : found;
}
