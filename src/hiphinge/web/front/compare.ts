/** Two sets in step: one slider moves both films, and both play at the pace of the first. */

import { Film } from "./compare_film.js";
import { at, begins, phaseAt, phaseWords, timeAt, WHOLE, type Rep, type Side } from "./compare_phase.js";
import { all, byId, first } from "./dom.js";

interface Data {
  measures: Record<string, string>;
  sides: [Side, Side];
}

const data = JSON.parse(byId("step-data", HTMLElement).textContent ?? "") as Data;
const FROM_STANDING = ["standing", "bottom", "lockout"];
const FROM_FLOOR = ["bottom", "half way up", "lockout"];
const slider = byId("step-phase", HTMLInputElement);
const button = byId("step-play", HTMLButtonElement);
const pickers = all("select[data-rep-of]", HTMLSelectElement);
const films = data.sides.map((side, index) => {
  const box = first(`[data-side="${String(index)}"] .film-box`, HTMLElement);
  return new Film(box, side, chosen(index));
}) as [Film, Film];
let speed = 1;
let request = 0;

/** The repetition that is chosen of a set. */
function chosen(index: number): Rep {
  const side = data.sides[index];
  const number = Number(pickers[index]?.value);
  const found = side?.reps.find(({ rep }) => rep === number) ?? side?.reps[0];
  if (!found) throw new Error("A set without a whole repetition cannot be held in step.");
  return found;
}

/** Show a phase in both films and in the numbers. */
function show(phase: number): void {
  for (const film of films) film.show(phase);
  tell(phase);
}

function tell(phase: number): void {
  slider.value = String(Math.round(phase));
  const words = phaseWords(Math.round(phase));
  slider.setAttribute("aria-valuetext", words);
  byId("step-words", HTMLElement).textContent = words;
  for (const row of all("#step-numbers tr[data-measure]", HTMLTableRowElement)) {
    const measure = row.dataset["measure"] ?? "";
    films.forEach(({ rep }, index) => {
      const cell = row.cells[index + 1];
      if (cell) cell.textContent = amount(rep, measure, phase);
    });
  }
}

/** A measure of a repetition at a phase, with the doubt that it has at the bottom. */
function amount(rep: Rep, measure: string, phase: number): string {
  const value = at(rep.series[measure], phase);
  if (value === null) return "not measured";
  const [places, sign] = measure.endsWith("_frac") ? [2, ""] : [0, "°"];
  const least = 10 ** -places;
  const told = (one: number) => `${(one || 0).toFixed(places)}${sign}`.replace(/^-(?=0[.0]*\D*$)/, "");
  const sd = rep.sd[measure];
  const doubt = sd == null ? "" : ` ±${told(Math.max(sd, least))}`;
  return `${told(value)}${doubt}`.replace("-", "\u2212");
}

/** Let one second of the first film's time pass in one second, and take the second one along. */
function play(): void {
  const [lead, other] = films;
  let phase = Number(slider.value);
  if (phase >= WHOLE) phase = Number(slider.min);
  let time_s = timeAt(lead.rep, phase);
  let before = performance.now();
  const tick = (now: number) => {
    time_s += (speed * Math.min(now - before, 250)) / 1000;
    before = now;
    phase = phaseAt(lead.rep, time_s);
    if (time_s >= timeAt(lead.rep, WHOLE)) {
      stop();
      show(WHOLE);
      return;
    }
    lead.keepTo(phase, speed);
    other.keepTo(phase, speed * ratio(lead.rep, other.rep, phase));
    tell(phase);
    request = requestAnimationFrame(tick);
  };
  request = requestAnimationFrame(tick);
  face();
}

/** How fast the second film's time goes while one second of the first one's passes. */
function ratio(lead: Rep, other: Rep, phase: number): number {
  const [low, high] = [Math.max(0, phase - 1), Math.min(WHOLE, phase + 1)];
  const span_s = timeAt(lead, high) - timeAt(lead, low);
  return span_s > 0 ? (timeAt(other, high) - timeAt(other, low)) / span_s : 1;
}

function stop(): void {
  cancelAnimationFrame(request);
  request = 0;
  face();
}

function face(): void {
  button.textContent = request ? "Pause" : "Play";
  button.setAttribute("aria-pressed", String(request !== 0));
}

/** Take up the repetitions that are chosen; both begin where both are known. */
function choose(): void {
  films.forEach((film, index) => {
    film.rep = chosen(index);
  });
  const least = Math.max(...films.map(({ rep }) => begins(rep)));
  slider.min = String(least);
  all(".step-marks > span", HTMLElement).forEach((mark, index) => {
    mark.textContent = (least ? FROM_FLOOR : FROM_STANDING)[index] ?? "";
  });
  show(Math.max(Number(slider.value), Number(slider.min)));
}

button.addEventListener("click", () => {
  if (request) {
    stop();
    show(Number(slider.value));
  } else play();
});
slider.addEventListener("input", () => {
  if (request) stop();
  show(Number(slider.value));
});
for (const picker of pickers) {
  picker.addEventListener("change", () => {
    if (request) stop();
    choose();
  });
}
for (const chip of all("[data-speed]", HTMLButtonElement)) {
  chip.addEventListener("click", () => {
    speed = Number(chip.dataset["speed"]);
    for (const one of all("[data-speed]", HTMLButtonElement)) {
      one.setAttribute("aria-pressed", String(one === chip));
    }
  });
}
byId("step-bones", HTMLButtonElement).addEventListener("click", ({ currentTarget }) => {
  const chip = currentTarget as HTMLButtonElement;
  const on = chip.getAttribute("aria-pressed") !== "true";
  chip.setAttribute("aria-pressed", String(on));
  for (const film of films) film.drawBones(on);
});
choose();
