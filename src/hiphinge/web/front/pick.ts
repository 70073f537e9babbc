/**
 * Choose two sets to compare, over several pages and searches: the choice is kept while the tab is
 * open. A third one takes the place of the first.
 */

import { all, first } from "./dom.js";

interface Picked {
  uid: string;
  label: string;
}

const KEPT = "hiphinge.picked";
const MOST = 2;

const form = first("form[data-pick]", HTMLFormElement);
const told = first("[data-said]", HTMLElement, form);
const bar = first(".picked", HTMLElement, form);
const none = first("button[data-none]", HTMLButtonElement, form);
const compare = first("button.primary", HTMLButtonElement, form);
const boxes = all("input[name=set]", HTMLInputElement, form);

let picked = kept();

function kept(): Picked[] {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(read) ? read.filter(isPicked).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isPicked(one: unknown): one is Picked {
  return (
    typeof one === "object" &&
    one !== null &&
    "uid" in one &&
    typeof one.uid === "string" &&
    "label" in one &&
    typeof one.label === "string"
  );
}

function keep(): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(picked));
  } catch {
    // Without a store the choice is good for this page alone.
  }
}

function show(): void {
  for (const box of boxes) box.checked = picked.some((one) => one.uid === box.value);
  const [one, other] = picked;
  if (one && other) told.textContent = `${one.label}, against ${other.label}.`;
  else if (one) told.textContent = `${one.label}, against which? Tick one more.`;
  else told.textContent = "Tick two sets to lay them over each other.";
  bar.classList.toggle("some", picked.length > 0);
  none.hidden = picked.length === 0;
  compare.disabled = picked.length < MOST;
}

form.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.name !== "set") return;
  picked = picked.filter((one) => one.uid !== box.value);
  if (box.checked) picked.push({ uid: box.value, label: box.dataset["label"] ?? "" });
  picked = picked.slice(-MOST);
  keep();
  show();
});

none.addEventListener("click", () => {
  picked = [];
  keep();
  show();
  boxes[0]?.focus();
});

form.addEventListener("submit", (event) => {
  const [one, other] = picked;
  if (!one || !other) return;
  event.preventDefault();
  const asked = new URLSearchParams({ first: one.uid, second: other.uid });
  location.assign(`/compare?${asked.toString()}`);
});

show();
