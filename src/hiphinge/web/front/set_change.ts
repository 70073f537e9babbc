/** The form of a set: what was changed in it, as the server wants to be told. */

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

/** Put what somebody wrote in a form into a fresh copy of it; what they left alone is as it came. */
export function writeAgain(old: HTMLFormElement, made: HTMLFormElement): void {
  for (const field of old.elements) {
    if (!isField(field) || !field.name || field.name === "counts") continue;
    const other = made.elements.namedItem(field.name);
    if (field.value !== before(field) && other instanceof Element && isField(other)) {
      other.value = field.value;
    }
  }
  for (const box of counting(old)) {
    const other = counting(made).find((one) => one.value === box.value);
    if (other && box.checked !== box.defaultChecked) other.checked = box.checked;
  }
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
  const found = Number(text.replace(",", ".").replace("\u2212", "-"));
  if (!Number.isFinite(found)) throw new Error(`“${text}” is no number: write it in digits.`);
  // Kept to a gram: what is typed as 225 lb is shown as 225 lb again.
  return name === "load_kg" ? Math.round(found * perUnit * 1000) / 1000 : found;
}
