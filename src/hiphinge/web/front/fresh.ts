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
    const focused = old.contains(document.activeElement) ? document.activeElement?.id : "";
    const made = copy.getElementById(id);
    if (made) {
      keepOpen(old, made);
      old.replaceWith(document.adoptNode(made));
    }
    if (!made) old.remove();
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

/** What a person unfolded stays unfolded. */
function keepOpen(old: HTMLElement, made: HTMLElement): void {
  if (old instanceof HTMLDetailsElement) made.toggleAttribute("open", old.open);
  for (const fold of old.querySelectorAll<HTMLDetailsElement>("details[id]")) {
    made.querySelector(`#${CSS.escape(fold.id)}`)?.toggleAttribute("open", fold.open);
  }
}
