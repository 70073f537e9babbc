/** One side of a loaded bar as a small picture; the words beside it say the same. */

import type { Gym } from "./told.js";

const SPACE = "http://www.w3.org/2000/svg";
/** Width of a plate and of the bar before and behind the plates [units of the picture]. */
const PLATE = 26;
const BEFORE = 30;
const AFTER = 18;
const HEIGHT = 84;
const LEAST = 28;

/** The picture of what is on one side. */
export function sideOf(side: readonly number[], gym: Gym): SVGSVGElement {
  const width = BEFORE + side.length * PLATE + AFTER;
  const picture = part("svg", {
    class: "bar-side",
    viewBox: `0 0 ${width} ${HEIGHT}`,
    width,
    height: HEIGHT,
    "aria-hidden": "true",
  }) as SVGSVGElement;
  const middle = HEIGHT / 2;
  picture.append(
    part("rect", { class: "shaft", x: 0, y: middle - 3, width, height: 6 }),
    part("rect", { class: "shaft", x: BEFORE - 8, y: middle - 9, width: 5, height: 18 }),
  );
  const most = Math.max(...gym.plates.map(([weight]) => weight), 1);
  side.forEach((weight, place) => {
    const tall = LEAST + (HEIGHT - LEAST) * Math.sqrt(weight / most);
    const x = BEFORE + place * PLATE;
    const box = { x: x + 1, y: middle - tall / 2, width: PLATE - 2, height: tall, rx: 3 };
    const label = part("text", { x: x + PLATE / 2, y: middle + 4 });
    label.textContent = String(weight);
    picture.append(part("rect", { class: "disc", ...box }), label);
  });
  return picture;
}

function part(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
