import { svg } from "./dom.js";
import { percent, quantity } from "./words.js";

/** The hinge signature as parallel axes: one row a measure, one line down the rows for each hinge. */

/**
 * What each row shows: its name, its two ends in words, and the values at the ends. Where an axis
 * runs backwards, its right end is the side of the hinge.
 * @type {Record<string, {name: string, what: string, ends: [string, string], at: [number, number]}>}
 */
export const AXES = {
  trunk_deg: {
    name: "Depth",
    what: "How far the trunk leans at the bottom: 0° is upright, 90° is level.",
    ends: ["upright", "level"],
    at: [0, 100],
  },
  hip_share_frac: {
    name: "Hip share",
    what: "Of all that hip and knee bend from standing to the bottom, the hip's part. Half of it is a squat's; nearly all of it a hinge's. Hip and back are one here.",
    ends: ["knees bend as much", "all from the hip"],
    at: [0.4, 1.05],
  },
  knee_deg: {
    name: "Knees",
    what: "How far the knees are bent at the bottom: 0° is straight.",
    ends: ["bent deep", "straight"],
    at: [130, -5],
  },
  shin_deg: {
    name: "Shins",
    what: "How far the shins tip at the bottom: above 0° the knees are ahead of the ankles.",
    ends: ["knees forward", "leaning back"],
    at: [45, -25],
  },
  hips_back_frac: {
    name: "Hips back",
    what: "How far the hips are behind the ankles at the bottom, in leg lengths.",
    ends: ["over the feet", "far behind"],
    at: [-0.05, 0.45],
  },
  hip_speed_deg_per_s: {
    name: "Hip speed",
    what: "The fastest that thigh and trunk open on the way up, in degrees a second. It depends on the load.",
    ends: ["slow", "fast"],
    at: [0, 500],
  },
  lockout_deg: {
    name: "Lockout",
    what: "What is left of the bend at the top, against quiet standing: below 0° you lean back.",
    ends: ["still bent", "leaning back"],
    at: [30, -20],
  },
};

/** @typedef {{value: number | null, sd: number | null, unit: string}} Amount */
/** @typedef {{key: string, measures: Record<string, Amount>, points?: Record<string, number[]>}} Line */

const HEAD = 30; // from a row's top to its marks [px]
const FOOT = 48; // and from them to the next row: the words of its ends stand there [px]
const LINES_APART = 13; // between the marks of two lines [px]

/**
 * A signature's number in words.
 * @param {string} name
 * @param {Amount} amount
 */
export function signed(name, { value, sd, unit }) {
  if (value === null || value === undefined) return "not known";
  if (name === "hip_share_frac") {
    return `${percent(value)}\u00a0±${percent(Math.max(0.01, sd ?? 0))}`;
  }
  if (unit === "deg/s") return `${quantity(value, sd, "deg")} a second`;
  return quantity(value, sd, name === "hips_back_frac" ? "leg" : unit);
}

/** The measures of the axes that any of the lines has, in their order. @param {Line[]} lines */
export function shownAxes(lines) {
  return Object.keys(AXES).filter((name) =>
    lines.some(({ measures }) => hasNumber(measures[name])),
  );
}

/**
 * The picture: aria-hidden, since a table beside it says the same.
 * @param {Line[]} lines
 * @param {Record<string, [number | null, number | null]>} zones wanted zone of each measure
 * @param {boolean} [told] write the first line's numbers at the rows
 */
export function axesPicture(lines, zones, told = false) {
  const names = shownAxes(lines);
  const spread = LINES_APART * (lines.length - 1);
  const tall = HEAD + spread + FOOT;
  const place = Object.fromEntries(names.map((name) => [name, scaleOn(name, lines)]));
  const y = (/** @type {number} */ row, /** @type {number} */ line) =>
    row * tall + HEAD + line * LINES_APART;
  return svg(
    "svg.axes",
    { width: "100%", height: names.length * tall, "aria-hidden": "true" },
    names.map((name, row) => zoneOn(zones[name], place[name], y(row, 0) - 9, spread + 18)),
    names.map((_, row) => {
      const middle = y(row, (lines.length - 1) / 2);
      return svg("line.rule", { x1: 0, x2: "100%", y1: middle, y2: middle });
    }),
    lines.map((line, index) => thread(line, index, names, place, y)),
    lines.map((line, index) => spots(line, index, names, place, y)),
    names.map((name, row) =>
      rowWords(name, row * tall, tall, told ? lines[0].measures[name] : null),
    ),
  );
}

/** @param {Amount | undefined} amount */
function hasNumber(amount) {
  return amount !== undefined && amount.value !== null;
}

/** Where a value stands on its axis [%]; the axis reaches as far as its values do. */
function scaleOn(/** @type {string} */ name, /** @type {Line[]} */ lines) {
  const [left, right] = AXES[name].at;
  const way = Math.sign(right - left);
  const values = lines.flatMap(({ measures, points }) => [
    ...(hasNumber(measures[name]) ? [measures[name].value ?? 0] : []),
    ...(points?.[name] ?? []),
  ]);
  const room = 0.03 * (right - left);
  const low = way * Math.min(way * left, ...values.map((value) => way * (value - room)));
  const high = way * Math.max(way * right, ...values.map((value) => way * (value + room)));
  return (/** @type {number} */ value) =>
    Math.max(0, Math.min(100, (100 * (value - low)) / (high - low)));
}

/** The wanted zone of a row. */
function zoneOn(zone, place, y, height) {
  if (!zone) return null;
  const open = place(1) < place(0) ? [100, 0] : [0, 100];
  const ends = zone.map((edge, side) => (edge === null ? open[side] : place(edge)));
  const [x, to] = [Math.min(...ends), Math.max(...ends)];
  return svg("rect.wanted", { x: `${x}%`, width: `${to - x}%`, y, height });
}

/** The line from row to row; it skips a row that it has no number for. */
function thread(line, index, names, place, y) {
  const passed = names
    .map((name, row) => ({ name, row }))
    .filter(({ name }) => hasNumber(line.measures[name]))
    .map(({ name, row }) => [place[name](line.measures[name].value), y(row, index)]);
  return passed.slice(1).map(([x, at], step) =>
    svg(`line.thread.line-${index}`, {
      x1: `${passed[step][0]}%`,
      y1: passed[step][1],
      x2: `${x}%`,
      y2: at,
    }),
  );
}

/** Each number as a lettered mark with its doubt as a bar; single reps as ticks. */
function spots(line, index, names, place, y) {
  return names.flatMap((name, row) => {
    const at = y(row, index);
    const ticks = (line.points?.[name] ?? []).map((value) =>
      svg(`line.tick.line-${index}`, {
        x1: `${place[name](value)}%`,
        x2: `${place[name](value)}%`,
        y1: at - 5,
        y2: at + 5,
      }),
    );
    if (!hasNumber(line.measures[name])) return ticks;
    const { value, sd } = line.measures[name];
    const [from, to] = [place[name](value - (sd ?? 0)), place[name](value + (sd ?? 0))];
    return [
      svg(`line.doubt.line-${index}`, { x1: `${from}%`, x2: `${to}%`, y1: at, y2: at }),
      ...ticks,
      svg(`circle.spot.line-${index}`, { cx: `${place[name](value)}%`, cy: at, r: 6.5 }),
      line.key ? svg("text.letter", { x: `${place[name](value)}%`, y: at + 3.6 }, line.key) : null,
    ];
  });
}

/** A row's name, its number where it stands alone, and what its ends mean. */
function rowWords(name, top, tall, amount) {
  const { ends } = AXES[name];
  return [
    svg("text.axis-name", { x: 0, y: top + 13 }, AXES[name].name),
    amount ? svg("text.axis-value", { x: "100%", y: top + 13 }, signed(name, amount)) : null,
    svg("text.axis-end", { x: 0, y: top + tall - 24 }, `← ${ends[0]}`),
    svg("text.axis-end.right", { x: "100%", y: top + tall - 24 }, `${ends[1]} →`),
  ];
}
