/** Words and numbers as a person reads them. Every number carries its unit and its doubt. */

const KINDS = {
  hinge: "hinge",
  squat: "squat",
  stiff_legged: "stiff-legged hinge",
  bow: "bow",
  unjudged: "not judged",
};

/** Call the kinds by a move's own words. @param {Record<string, string>} [own] */
export function useKindWords(own = {}) {
  Object.assign(KINDS, own);
}

/** @param {string} kind @returns {string} */
export function kindWords(kind) {
  return KINDS[kind] ?? sentence(kind);
}

/** @param {string} name @returns {string} a name from the data as plain words */
export function sentence(name) {
  return capital(name.replaceAll("_", " "));
}

/** @param {string} text @returns {string} */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} text @returns {string} the text with a capital and a stop */
export function closed(text) {
  return !text || /[.!?:]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

/** @param {number} value @param {number} digits @returns {string} with a true minus sign */
export function number(value, digits) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/** How a unit is written: its symbol at every number, words once at the end, least digits. */
const UNITS = {
  deg: { symbol: "°", words: "", digits: 0 },
  s: { symbol: "\u00a0s", words: "", digits: 1 },
  frac: { symbol: "", words: "", digits: 2 },
  leg: { symbol: "", words: " leg lengths", digits: 2 },
  "of standing": { symbol: "", words: " of standing", digits: 2 },
  "of hip": { symbol: "", words: "", digits: 2 },
  "of the fold": { symbol: "", words: " of the fold", digits: 2 },
  "of the bend": { symbol: "", words: "", digits: 2 },
  "of the way": { symbol: "", words: " of the way", digits: 2 },
  "of your deepest": { symbol: "", words: " of your deepest rep", digits: 2 },
  "per min": { symbol: "", words: " a minute", digits: 0 },
};

function writing(/** @type {string} */ unit) {
  const [base, per] = unit.split("/");
  const { symbol, words, digits } = UNITS[base] ?? {
    symbol: base ? `\u00a0${base}` : "",
    words: "",
    digits: 2,
  };
  return { symbol, words: per ? `${words} a ${per}` : words, digits, change: Boolean(per) };
}

/**
 * A value with its unit and its standard deviation, such as "18° ±5°".
 * @param {number | null | undefined} value
 * @param {number | null | undefined} sd
 * @param {string} unit as in the report, or "leg", "of standing"
 * @returns {string}
 */
export function quantity(value, sd, unit) {
  if (value === null || value === undefined) return "not known";
  const { symbol, words, digits, change } = writing(unit);
  const known = sd !== null && sd !== undefined;
  // As many digits as the doubt's first one needs, else it would read as ±0.
  const needed = known && sd > 0 ? -Math.floor(Math.log10(sd)) : 0;
  const places = Math.max(digits, Math.min(needed, 3));
  const text = number(value, places);
  const sign = change && Number(text) > 0 ? "+" : "";
  // A doubt is never rounded away to nothing.
  const doubt = known && number(Math.max(sd, sd && 10 ** -places), places);
  return sign + text + symbol + (known ? `\u00a0±${doubt}${symbol}` : " (± not known)") + words;
}

/** @param {number | null} low @param {number | null} high @param {string} unit @returns {string} */
export function range(low, high, unit) {
  const { symbol, digits } = writing(unit);
  const edge = (/** @type {number} */ value) => number(value, digits) + symbol;
  if (low === null) return high === null ? "any" : `below ${edge(high)}`;
  return high === null ? `${edge(low)} or more` : `${edge(low)} to ${edge(high)}`;
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

/** @param {number} part @returns {string} a part of a whole, such as "80%" */
export function percent(part) {
  return `${number(100 * part, 0)}%`;
}

/** @param {number | null} value @returns {string} a probability */
export function chance(value) {
  if (value === null) return "not known";
  // Nothing is ever certain: neither end is written as 0% or 100%. Rounded down: 79.6% is no 80%.
  if (value > 0.99) return "over 99%";
  return value < 0.01 ? "under 1%" : percent(Math.floor(100 * value + 1e-9) / 100);
}
