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
    said[field.name] = read(field, Number(form.dataset["kg"] ?? 1));
  }
  const boxes = counting(form);
  if (boxes.some((box) => box.checked !== box.defaultChecked)) {
    said["leave_out"] = boxes.filter((box) => !box.checked).map((box) => Number(box.value));
  }
  return said;
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

function read(field: Field, kilograms: number): unknown {
  const text = field.value.trim();
  if (MAY_BE_OPEN.includes(field.name)) return text || null;
  if (!NUMBERS.includes(field.name)) return text;
  if (text === "") return null;
  const found = Number(text.replace(",", ".").replace("\u2212", "-"));
  if (!Number.isFinite(found)) throw new Error(`“${text}” is no number: write it in digits.`);
  // Kept to a gram: what is typed as 225 lb is shown as 225 lb again.
  return field.name === "load_kg" ? Math.round(found * kilograms * 1000) / 1000 : found;
}
