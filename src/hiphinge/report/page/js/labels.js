/** Small written labels on a canvas that keep out of each other's way. */

/**
 * @typedef {{text: string, at: [number, number], towards: [number, number]}} Label
 *   what is written, at which point, and in which direction it is moved away from it
 * @typedef {{x: number, y: number, w: number, h: number}} Box
 */

const AWAY = 16;

/**
 * Write all labels, each beside its point, inside the box, none over another.
 * @param {CanvasRenderingContext2D} context
 * @param {Label[]} labels
 * @param {Box} inside
 */
export function writeLabels(context, labels, inside) {
  context.save();
  // Letters shrink with the picture, though never below what can be read.
  const size = Math.max(10.5, Math.min(13, inside.w / 28));
  context.font = `600 ${size}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = "middle";
  /** @type {Box[]} */
  const taken = [];
  for (const label of labels) {
    const box = free(beside(label, context.measureText(label.text).width, size), taken, inside);
    taken.push(box);
    drawLabel(context, label, box);
  }
  context.restore();
}

/** @param {Label} label @param {number} width @param {number} size @returns {Box} */
function beside({ at, towards }, width, size) {
  const [w, h] = [width + size, size * 1.8];
  const reach = AWAY + (Math.abs(towards[0]) * w + Math.abs(towards[1]) * h) / 2;
  return { x: at[0] + towards[0] * reach - w / 2, y: at[1] + towards[1] * reach - h / 2, w, h };
}

/** Keep a box inside, then move it down, or up where there is no room, past those in its way. */
function free(/** @type {Box} */ box, /** @type {Box[]} */ taken, /** @type {Box} */ inside) {
  const place = { ...box };
  place.x = Math.max(inside.x + 4, Math.min(place.x, inside.x + inside.w - place.w - 4));
  const tops = taken.flatMap((other) => [other.y + other.h + 3, other.y - place.h - 3]);
  const fits = (/** @type {number} */ y) =>
    y >= inside.y + 4 &&
    y + place.h <= inside.y + inside.h - 4 &&
    taken.every((other) => !overlap({ ...place, y }, other));
  const wanted = Math.max(inside.y + 4, Math.min(box.y, inside.y + inside.h - place.h - 4));
  const choices = [wanted, ...tops].filter(fits);
  choices.sort((one, two) => Math.abs(one - wanted) - Math.abs(two - wanted));
  place.y = choices[0] ?? wanted;
  return place;
}

/** @param {Box} one @param {Box} two */
function overlap(one, two) {
  return (
    one.x < two.x + two.w && two.x < one.x + one.w && one.y < two.y + two.h && two.y < one.y + one.h
  );
}

/** @param {CanvasRenderingContext2D} context @param {Label} label @param {Box} box */
function drawLabel(context, { text, at }, box) {
  const end = [
    Math.max(box.x, Math.min(at[0], box.x + box.w)),
    Math.max(box.y, Math.min(at[1], box.y + box.h)),
  ];
  context.strokeStyle = "rgba(255, 255, 255, .75)";
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(at[0], at[1]);
  context.lineTo(end[0], end[1]);
  context.stroke();
  context.fillStyle = "rgba(12, 19, 32, .82)";
  context.beginPath();
  context.roundRect(box.x, box.y, box.w, box.h, 4);
  context.fill();
  context.fillStyle = "#fff";
  context.fillText(
    text,
    box.x + (box.w - context.measureText(text).width) / 2,
    box.y + box.h / 2 + 0.5,
  );
}
