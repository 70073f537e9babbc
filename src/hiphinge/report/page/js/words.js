/** Words and numbers as a person reads them. Every number carries its unit and its doubt. */

/** Name, short name for the drawing, and what it is, of each measure. */
const MEASURES = {
  trunk_deg: [
    "Trunk lean",
    "trunk",
    "The line from hip to shoulder, forward of vertical: 0° is upright, 90° is level.",
  ],
  thigh_deg: [
    "Thigh lean",
    "thigh",
    "The line from knee to hip, forward of vertical: it goes below zero as the hips go back.",
  ],
  shin_deg: [
    "Shin lean",
    "shin",
    "The line from ankle to knee, forward of vertical: above zero the knee is ahead.",
  ],
  knee_deg: ["Knee bend", "knee", "Shin lean less thigh lean: 0° is a straight leg."],
  thigh_trunk_deg: [
    "Thigh to trunk",
    "fold",
    "Trunk lean less thigh lean: how far the body folds. Hip and back are in it together.",
  ],
  hip_deg: ["Hip bend", "hip", "Pelvis against thigh, counted from standing."],
  spine_deg: ["Spine bend", "spine", "Bend added by the spine, counted from standing."],
  hips_back_frac: [
    "Hips back",
    "hips back",
    "How far the hip is behind the ankle, in parts of leg length.",
  ],
  hip_height_frac: [
    "Hip height",
    "hip height",
    "Height of the hip above the ankle, in parts of leg length.",
  ],
  knee_ahead_frac: [
    "Knee ahead",
    "knee ahead",
    "How far the knee is in front of the ankle, in parts of leg length.",
  ],
  chest_height_frac: [
    "Chest height",
    "chest height",
    "Height of the shoulder above the ankle, in parts of leg length.",
  ],
  wrist_height_frac: [
    "Wrist height",
    "wrist height",
    "Height of the wrist above the ankle, in parts of leg length.",
  ],
};

const KINDS = {
  hinge: "hinge",
  squat: "squat",
  stiff_legged: "stiff-legged hinge",
  bow: "bow",
  unjudged: "not judged",
};

/** @param {string} name @returns {string} */
export function measureName(name) {
  return MEASURES[name]?.[0] ?? sentence(name.replace(/_(deg|frac|s|m)$/, ""));
}

/** @param {string} name @returns {string} */
export function measureShort(name) {
  return MEASURES[name]?.[1] ?? name.replace(/_(deg|frac|s|m)$/, "").replaceAll("_", " ");
}

/** @param {string} name @returns {string} */
export function measureWords(name) {
  return MEASURES[name]?.[2] ?? "";
}

/** @param {string} name @returns {string} */
export function unitOf(name) {
  return name.endsWith("_deg") ? "deg" : name.endsWith("_frac") ? "frac" : "";
}

/** @param {string} kind @returns {string} */
export function kindWords(kind) {
  return KINDS[kind] ?? sentence(kind);
}

/** @param {string} name @returns {string} a name from the data as plain words */
export function sentence(name) {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {number} value @param {number} digits @returns {string} with a true minus sign */
export function number(value, digits) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/** How a unit is written: factor, symbol (it never parts from its number), what follows, digits. */
function writing(/** @type {string} */ unit) {
  const [base, per] = unit.split("/");
  const each = per ? ` a ${per}` : "";
  if (base === "deg") return { factor: 1, symbol: "°", each, digits: 0 };
  if (base === "frac") return { factor: 100, symbol: "\u00a0%", each, digits: 0 };
  if (base === "s") return { factor: 1, symbol: "\u00a0s", each, digits: 1 };
  return { factor: 1, symbol: base ? ` ${base}` : "", each, digits: 2 };
}

/**
 * A value with its unit and its standard deviation, such as "18° ±5°".
 * @param {number | null} value
 * @param {number | null | undefined} sd
 * @param {string} unit as in the report: deg, frac, s, deg/rep
 * @returns {string}
 */
export function quantity(value, sd, unit) {
  if (value === null || value === undefined) return "not known";
  const { factor, symbol, each, digits } = writing(unit);
  const known = sd !== null && sd !== undefined;
  // As many digits as the doubt's first one needs, else it would read as ±0.
  const needed = known && sd > 0 ? -Math.floor(Math.log10(sd * factor)) : 0;
  const places = Math.max(digits, Math.min(needed, 3));
  const sign = each && value > 0 ? "+" : "";
  const doubt = known ? ` ±${number(sd * factor, places)}${symbol}` : " (± not known)";
  return sign + number(value * factor, places) + symbol + doubt + each;
}

/** @param {number | null} value @param {string} unit @returns {string} an edge of a zone */
export function edge(value, unit) {
  if (value === null || value === undefined) return "";
  const { factor, symbol, digits } = writing(unit);
  return (
    number(value * factor, Number.isInteger(value * factor) ? digits : Math.max(digits, 0)) + symbol
  );
}

/** @param {number | null} low @param {number | null} high @param {string} unit @returns {string} */
export function range(low, high, unit) {
  if (low === null && high === null) return "any";
  if (low === null) return `below ${edge(high, unit)}`;
  if (high === null) return `${edge(low, unit)} or more`;
  return `${edge(low, unit)} to ${edge(high, unit)}`;
}

/** @param {number | null} time_s @returns {string} a moment of the clip */
export function moment(time_s) {
  if (time_s === null) return "";
  const minutes = Math.floor(time_s / 60);
  const seconds = number(time_s - 60 * minutes, 2);
  return minutes ? `${minutes} min ${seconds} s` : `${seconds} s`;
}

/** @param {number[]} reps @returns {string} such as "reps 1, 2 and 4" */
export function repList(reps) {
  if (!reps.length) return "";
  if (reps.length === 1) return `rep ${reps[0]}`;
  return `reps ${reps.slice(0, -1).join(", ")} and ${reps[reps.length - 1]}`;
}

/** @param {number | null} value @returns {string} */
export function percent(value) {
  if (value === null) return "not known";
  // Nothing is ever certain: neither end is written as 0 % or 100 %.
  return value > 0.99 ? "over 99 %" : value < 0.01 ? "under 1 %" : `${Math.round(100 * value)} %`;
}
