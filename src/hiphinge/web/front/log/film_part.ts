/** The film of a set: where it is taken or chosen, how far it is, and what it showed. */

import { make } from "../dom.js";
import type { PlaceView, SetView } from "./view.js";

/** How far the film of a set is. */
export interface FilmNow {
  sentence: string;
  /** 0 to 1; null where that is not known, undefined where nothing goes on. */
  share?: number | null;
  verdict: string;
  tone: string;
  /** Whether its report can be opened. */
  judged: boolean;
  /** Whether it went wrong, so that it is best filmed or sent again. */
  failed: boolean;
}

/** What the controls of a set show of its film. */
export function filmOf(
  place: PlaceView,
  one: SetView,
  film: FilmNow | null,
  choose: (file: File) => void,
): HTMLElement {
  const room = make("div", { class: "stack tight", "data-film": one.uid });
  if (film) room.append(...shown(one, film));
  if (film && !film.failed && !film.judged) return room;
  if (!film && !place.known?.film && !place.asked?.film) return room;
  if (!film && place.asked?.film) {
    room.append(make("p", { class: "small" }, "A film of this exercise decides what comes next."));
  }
  const again = film ? " again" : "";
  const other = film ? "Choose another film" : "Choose a film";
  const about = `: set ${one.number} of ${place.title}`;
  room.append(
    make(
      "div",
      { class: "actions" },
      picker(`shoot-${one.uid}`, `Film this set${again}`, about, true, choose),
      picker(`pick-${one.uid}`, other, about, false, choose),
    ),
  );
  return room;
}

/** The same as one line, for a set that is shut. */
export function filmLine(film: FilmNow | null, uid: string): HTMLElement[] {
  if (!film) return [];
  const room = make("div", { class: "film-line stack tight", "data-film": uid });
  if (film.verdict) room.append(make("p", { class: `small verdict ${film.tone}` }, film.verdict));
  else room.append(sentence(film));
  if (film.share !== undefined) room.append(progress(film));
  if (film.judged) room.append(make("p", { class: "small" }, link(uid)));
  return [room];
}

/** How far a film is without what goes on from second to second, which `goesOn` shows. */
export function standing(film: FilmNow | null): unknown {
  if (!film) return null;
  const { verdict, tone, judged, failed, share } = film;
  const underWay = share !== undefined;
  return { verdict, tone, judged, failed, underWay, sentence: underWay ? "" : film.sentence };
}

/** Show in place how far a film is: whoever is at the controls beside it keeps them. */
export function goesOn(within: HTMLElement, uid: string, film: FilmNow): void {
  for (const room of within.querySelectorAll(`[data-film="${CSS.escape(uid)}"]`)) {
    const said = room.querySelector("[data-sentence]");
    if (said && said.textContent !== film.sentence) said.textContent = film.sentence;
    const bar = room.querySelector("progress");
    if (bar && typeof film.share === "number") bar.value = film.share;
    else bar?.removeAttribute("value");
  }
}

function shown(one: SetView, film: FilmNow): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (film.verdict) parts.push(make("p", { class: `verdict ${film.tone}` }, film.verdict));
  if (film.sentence) parts.push(sentence(film));
  if (film.share !== undefined) parts.push(progress(film));
  if (film.judged) parts.push(make("p", {}, link(one.uid)));
  return parts;
}

function sentence(film: FilmNow): HTMLElement {
  const tone = film.failed ? "small verdict off" : "small";
  return make("p", { class: tone, "data-sentence": true }, film.sentence);
}

function progress({ share }: FilmNow): HTMLElement {
  const value = share === null || share === undefined ? {} : { value: String(share) };
  return make("progress", { class: "bar", max: "1", "aria-label": "Film of this set", ...value });
}

function link(uid: string): HTMLElement {
  return make("a", { href: `/sets/${uid}`, class: "link" }, "See the report");
}

function picker(
  id: string,
  word: string,
  about: string,
  camera: boolean,
  choose: (file: File) => void,
): HTMLElement {
  const input = make("input", {
    id,
    type: "file",
    accept: "video/*,image/gif",
    class: "hidden-file",
    ...(camera ? { capture: "environment" } : {}),
  });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) choose(file);
  });
  // Where no camera is at hand, both would open the same dialogue.
  const classes = camera ? "button film-now" : "button";
  const label = make("label", { class: classes }, word, make("span", { class: "hidden" }, about));
  label.append(input);
  return label;
}
