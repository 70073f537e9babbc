/** Narrow a list down while a person types; without this script the form asks the server. */

import { all, byId } from "./dom.js";

for (const field of all("input[data-narrows]", HTMLInputElement)) {
  const list = byId(field.dataset["narrows"] ?? "", HTMLElement);
  const told = byId(`${list.id}-found`, HTMLElement);
  const items = all("li[data-words]", HTMLLIElement, list);
  // A list that the server narrowed is not whole: only the server can widen it again.
  if (field.value !== "") continue;
  field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const text = (item.dataset["words"] ?? "").toLocaleLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    told.textContent = words.length ? `${shown} of ${items.length} found` : "";
  });
}
