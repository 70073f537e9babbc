/** Controls for a thumb: a number with a step down and up, and a scale of numbers with words. */

import { make } from "../dom.js";

/** A number that is stepped or typed. */
export interface Stepping {
  id: string;
  /** With its unit. */
  label: string;
  value: number | null;
  /** What a step is called, such as "2.5 kg". */
  step: string;
  /** The number after a step. */
  next: (value: number | null, way: 1 | -1) => number;
  /** What was typed: the number, null for nothing, or NaN for no number. */
  read: (text: string) => number | null;
  changed: (value: number | null) => void;
}

/** A number with a button to either side of it. */
export function stepper(with_: Stepping): HTMLElement {
  let value = with_.value;
  const wrong = make("p", { class: "wrong", id: `${with_.id}-wrong`, hidden: true });
  const field = make("input", {
    id: with_.id,
    inputmode: "decimal",
    autocomplete: "off",
    value: value === null ? "" : String(value),
    "aria-describedby": wrong.id,
  });
  const take = (told: number | null, typed: boolean): void => {
    const bad = Number.isNaN(told);
    wrong.hidden = !bad;
    wrong.textContent = bad ? "Write a number in digits, such as 62.5." : "";
    field.setAttribute("aria-invalid", String(bad));
    if (bad || told === value) return;
    value = told;
    if (!typed) field.value = told === null ? "" : String(told);
    with_.changed(told);
  };
  field.addEventListener("change", () => take(with_.read(field.value), true));
  field.addEventListener("focus", () => field.select());
  const button = (way: 1 | -1): HTMLButtonElement => {
    const word = way > 0 ? "more" : "less";
    const one = make(
      "button",
      { class: "button step", type: "button", id: `${with_.id}-${word}` },
      make("span", { "aria-hidden": "true" }, way > 0 ? "+" : "\u2212"),
      make("span", { class: "hidden" }, `${with_.label}: ${with_.step} ${word}`),
    );
    one.addEventListener("click", () => {
      const typedNow = with_.read(field.value);
      take(with_.next(Number.isNaN(typedNow) ? value : typedNow, way), false);
    });
    return one;
  };
  return make(
    "div",
    { class: "field stepper" },
    make("label", { for: with_.id }, with_.label),
    make("div", { class: "steps-row" }, button(-1), field, button(1)),
    wrong,
  );
}

/** A scale of numbers, one of which is chosen. */
export interface Scale {
  id: string;
  legend: string;
  hint: string;
  from: number;
  /** What each number means. */
  words: readonly string[];
  value: number | null;
  /** The first number that is worth a warning colour. */
  warn: number;
  changed: (value: number | null) => void;
}

/** A number to choose, with what it means in words. */
export function scale(with_: Scale): HTMLElement {
  const told = make("p", { class: "small means", id: `${with_.id}-means` });
  const clear = make("button", { class: "button quiet", type: "button" }, "Clear");
  clear.append(make("span", { class: "hidden" }, `: ${with_.legend}`));
  const boxes = with_.words.map((word, place) => {
    const number = with_.from + place;
    const box = make("input", {
      type: "radio",
      id: `${with_.id}-${number}`,
      name: with_.id,
      value: String(number),
      "aria-label": `${number}: ${word}`,
    });
    box.addEventListener("change", () => choose(number));
    return box;
  });
  const show = (value: number | null): void => {
    boxes.forEach((box, place) => (box.checked = value === with_.from + place));
    const whole = value === null ? null : Math.round(value);
    const word = whole === null ? undefined : with_.words[whole - with_.from];
    told.textContent = value === null ? with_.hint : `${value}: ${word ?? ""}`;
    clear.hidden = value === null;
  };
  const choose = (value: number | null): void => {
    show(value);
    with_.changed(value);
  };
  clear.addEventListener("click", () => {
    choose(null);
    boxes[0]?.focus();
  });
  show(with_.value);
  const chips = boxes.map((box, place) => {
    const number = with_.from + place;
    const classes = `chip${number >= with_.warn ? " warn" : ""}${number === 0 ? " none" : ""}`;
    return make("label", { class: classes }, box, number === 0 ? "0: none" : String(number));
  });
  return make(
    "fieldset",
    { class: "field scale-of", "aria-describedby": told.id },
    make("legend", {}, with_.legend),
    make("div", { class: "numbers" }, ...chips),
    make("div", { class: "row apart" }, told, clear),
  );
}

/** A plain button that does something. */
export function press(
  word: string,
  classes: string,
  id: string,
  does: () => void,
  about = "",
): HTMLButtonElement {
  const one = make("button", { class: `button ${classes}`, type: "button", id }, word);
  if (about) one.append(make("span", { class: "hidden" }, `: ${about}`));
  one.addEventListener("click", does);
  return one;
}
