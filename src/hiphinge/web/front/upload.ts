/** The first page's form: what is said of the films, and where they are dropped. */

import { all, byId, first } from "./dom.js";
import { inKg, ownUnit, type Units } from "./log/numbers.js";
import type { About } from "./sending.js";
import { send } from "./underway.js";

const form = byId("drop", HTMLFormElement);
const zone = first(".drop", HTMLElement, form);
const wrong = byId("drop-wrong", HTMLElement);
const load = byId("f-load", HTMLInputElement);
const unit = first("span", HTMLElement, load.parentElement ?? form);

for (const input of all('input[type="file"]', HTMLInputElement, form)) {
  input.addEventListener("change", () => {
    // The list empties with the input, so that the same file may be chosen again.
    const files = [...(input.files ?? [])];
    input.value = "";
    take(files);
  });
}

// The load is read in the unit that stands beside it: that of the athlete who is chosen.
form.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || target.name !== "athlete") return;
  const theirs = target.selectedOptions[0]?.dataset["units"];
  if (theirs) form.dataset["units"] = unit.textContent = theirs;
});

form.addEventListener("submit", (event) => event.preventDefault());

// A film may be let go anywhere on the page: beside the zone a browser would open it instead.
addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  zone.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) zone.classList.remove("over");
});
addEventListener("drop", (event) => {
  zone.classList.remove("over");
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  take([...event.dataTransfer.files]);
});

function take(files: File[]): void {
  const about = said();
  if (typeof about === "string") {
    wrong.textContent = about;
    wrong.hidden = false;
    load.focus();
    return;
  }
  const empty = files.filter((file) => file.size === 0);
  wrong.textContent = empty.length
    ? `${empty.map((file) => file.name).join(", ")}: this is empty or a folder; drop films only.`
    : "";
  wrong.hidden = empty.length === 0;
  send(
    files.filter((file) => file.size > 0),
    about,
  );
}

/** What the form says of the films, or a sentence about what is wrong with it. */
function said(): About | string {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const about: About = {};
  if (text("athlete")) about.athlete = text("athlete");
  if (text("exercise")) about.exercise = text("exercise");
  if (text("day")) about.day = text("day");
  const [load, units] = ownUnit(text("load"), form.dataset["units"] as Units);
  const typed = load.replace(",", ".");
  if (typed) {
    const said = Number(typed);
    if (!/^\d*\.?\d+$|^\d+\.$/.test(typed) || !Number.isFinite(said)) {
      return "The load must be a number, such as 62.5. Nothing was sent yet.";
    }
    about.load_kg = inKg(said, units);
  }
  return about;
}
