/** A list of elements: those that changed are made anew, and who has the focus keeps it. */

/** One element of the list: made anew where `state` is not what it was. */
export interface Piece {
  id: string;
  state: unknown;
  make: () => HTMLElement;
}

export class Pieces {
  readonly #room: HTMLElement;
  /** `late`: it could not be made anew while somebody was typing in it. */
  #shown = new Map<string, { key: string; element: HTMLElement; late: boolean }>();

  constructor(room: HTMLElement) {
    this.#room = room;
  }

  /**
   * Show these, in this order. The one named `same` stays as it is: what changed in it was changed
   * by its own controls, and who is at them is not to lose them under the finger.
   */
  show(pieces: readonly Piece[], same = ""): void {
    const before = this.#shown;
    const focused = document.activeElement?.id ?? "";
    this.#shown = new Map();
    for (const { id, state, make } of pieces) {
      const key = JSON.stringify(state);
      const old = before.get(id);
      const fits = old && !old.late && (old.key === key || id === same);
      const late = old !== undefined && !fits && isTyped(old.element);
      const element = old && (fits || late) ? old.element : make();
      if (old && old.element !== element) {
        keepOpen(old.element, element);
        keepWrong(old.element, element);
        old.element.replaceWith(element);
      }
      this.#shown.set(id, { key, element, late });
    }
    const wanted = [...this.#shown.values()].map(({ element }) => element);
    for (const child of [...this.#room.children]) {
      if (!wanted.includes(child as HTMLElement)) child.remove();
    }
    wanted.forEach((element, place) => {
      if (this.#room.children[place] !== element) {
        this.#room.insertBefore(element, this.#room.children[place] ?? null);
      }
    });
    if (focused && document.activeElement?.id !== focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }
}

/** Whether somebody is just typing in it: then it is made anew later. */
function isTyped(element: HTMLElement): boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement)) return false;
  return element.contains(at) && at.type !== "radio" && at.value !== at.defaultValue;
}

/** What a person unfolded stays unfolded. */
function keepOpen(old: HTMLElement, made: HTMLElement): void {
  for (const fold of old.querySelectorAll<HTMLDetailsElement>("details[id]")) {
    made.querySelector(`#${CSS.escape(fold.id)}`)?.toggleAttribute("open", fold.open);
  }
}

/** What was typed and is no number stays, with the words that say so, until it is put right. */
function keepWrong(old: HTMLElement, made: HTMLElement): void {
  for (const field of old.querySelectorAll<HTMLInputElement>('input[aria-invalid="true"]')) {
    const now = made.querySelector<HTMLInputElement>(`#${CSS.escape(field.id)}`);
    const [told, words] = [old, made].map((one) =>
      one.querySelector<HTMLElement>(`#${CSS.escape(`${field.id}-wrong`)}`),
    );
    if (!now || !told || !words) continue;
    now.value = field.value;
    now.setAttribute("aria-invalid", "true");
    words.textContent = told.textContent;
    words.hidden = told.hidden;
  }
}
