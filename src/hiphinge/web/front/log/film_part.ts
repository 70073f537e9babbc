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
  const room = make("div", { class: "film-of stack tight", id: `film-${one.uid}` });
  if (film) room.append(...shown(one, film));
  if (film && !film.failed && !film.judged) return room;
  if (!film && !place.known?.film && !place.asked?.film) return room;
  if (!film && place.asked?.film) {
    room.append(make("p", { class: "small" }, "A film of this exercise decides what comes next."));
  }
  const again = film ? " again" : "";
  const about = `: set ${one.number} of ${place.title}`;
  room.append(
    make(
      "div",
      { class: "actions" },
      picker(`shoot-${one.uid}`, `Film this set${again}`, about, true, choose),
      picker(`pick-${one.uid}`, "Choose a film", about, false, choose),
    ),
  );
  return room;
}

/** The same as one line, for a set that is shut. */
export function filmLine(film: FilmNow | null, uid: string): HTMLElement[] {
  if (!film) return [];
  const said = film.verdict || film.sentence;
  const line = make("p", { class: `film-line small verdict ${film.tone}` }, said);
  if (film.judged) line.append(" ", link(uid));
  const bar = film.share === undefined ? [] : [progress(film, said)];
  return [line, ...bar];
}

function shown(one: SetView, film: FilmNow): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (film.verdict) parts.push(make("p", { class: `verdict ${film.tone}` }, film.verdict));
  if (film.sentence) {
    const tone = film.failed ? "verdict off" : "small";
    parts.push(make("p", { class: tone }, film.sentence));
  }
  if (film.share !== undefined) parts.push(progress(film, film.sentence));
  if (film.judged) parts.push(make("p", {}, link(one.uid)));
  return parts;
}

function progress(film: FilmNow, label: string): HTMLElement {
  const { share } = film;
  const value = share === null || share === undefined ? {} : { value: String(share) };
  return make("progress", { class: "bar", max: "1", "aria-label": label || "Film", ...value });
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
