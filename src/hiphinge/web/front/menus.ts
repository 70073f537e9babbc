/** Lists behind a word close when a person turns to something else, or presses Escape. */

import { all } from "./dom.js";

function open(): HTMLDetailsElement[] {
  return all(".menu[open]", HTMLDetailsElement);
}

function closeOthers(event: Event): void {
  for (const menu of open()) {
    if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  }
}

addEventListener("click", closeOthers);
addEventListener("focusin", closeOthers);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
