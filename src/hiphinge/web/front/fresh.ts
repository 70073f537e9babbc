/** Take parts of this page anew from the server, and leave the rest as it is. */

/**
 * Replace the elements with these ids by those of a fresh copy of this page. One that the fresh copy
 * does not have goes; one that this page does not have yet is left out. Whoever had the focus inside
 * keeps it where the same element is there again.
 */
export async function fresh(...ids: string[]): Promise<void> {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error("The page could not be brought up to date: load it again.");
  const copy = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ids) {
    const old = document.getElementById(id);
    if (!old) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const made = copy.getElementById(id);
    if (!made) {
      old.remove();
      continue;
    }
    keepOpen(old, made);
    const again = focused && same(focused, old, made);
    old.replaceWith(document.adoptNode(made));
    again?.focus({ preventScroll: true });
  }
}

const REACHED = "a, button, input, select, textarea, summary, [tabindex]";

/** Find what the keyboard is at in the fresh copy: by its id, or by what it is and says. */
function same(focused: Element, old: HTMLElement, made: HTMLElement): HTMLElement | undefined {
  const like = (root: HTMLElement) =>
    [...root.querySelectorAll<HTMLElement>(REACHED)].filter((one) =>
      focused.id
        ? one.id === focused.id
        : one.tagName === focused.tagName && one.textContent === focused.textContent,
    );
  const nth = like(old).findIndex((one) => one === focused);
  return like(made)[nth];
}

/** What a person unfolded stays unfolded. */
function keepOpen(old: HTMLElement, made: HTMLElement): void {
  if (old instanceof HTMLDetailsElement) made.toggleAttribute("open", old.open);
  for (const fold of old.querySelectorAll<HTMLDetailsElement>("details[id]")) {
    made.querySelector(`#${CSS.escape(fold.id)}`)?.toggleAttribute("open", fold.open);
  }
}
