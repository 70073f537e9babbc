import { quantity, sentence } from "./words.js";

/** What is measured: its name, its short name for the drawing, its unit, and what it is. */

/** @type {Record<string, {name: string, short?: string, unit: string, what?: string}>} */
const MEASURES = {
  trunk_deg: {
    name: "Trunk lean",
    short: "trunk",
    unit: "deg",
    what: "The line from hip to shoulder, forward of vertical: 0° is upright, 90° is level.",
  },
  thigh_deg: {
    name: "Thigh lean",
    short: "thigh",
    unit: "deg",
    what: "The line from knee to hip, forward of vertical: it goes below zero as the hips go back.",
  },
  shin_deg: {
    name: "Shin lean",
    short: "shin",
    unit: "deg",
    what: "The line from ankle to knee, forward of vertical: above zero the knee is ahead.",
  },
  knee_deg: {
    name: "Knee bend",
    short: "knee",
    unit: "deg",
    what: "Shin lean less thigh lean: 0° is a straight leg.",
  },
  thigh_trunk_deg: {
    name: "Thigh to trunk",
    short: "fold",
    unit: "deg",
    what: "Trunk lean less thigh lean: how far the body folds. Hip and back are in it together.",
  },
  hips_back_frac: {
    name: "Hips back",
    unit: "leg",
    what: "How far the hip is behind the ankle, in leg lengths.",
  },
  hip_height_frac: {
    name: "Hip height",
    unit: "leg",
    what: "Height of the hip above the ankle, in leg lengths.",
  },
  hip_deg: {
    name: "Hip bend since standing",
    short: "hip",
    unit: "deg",
    what: "Pelvis against thigh, the pelvis counted upright in your own standing.",
  },
  spine_deg: {
    name: "Rounding of the back since standing",
    short: "rounding",
    unit: "deg",
    what: "Upper back against pelvis: above zero rounder than in your own standing, below it more arched.",
  },
  hip_part_deg: { name: "Fold from the hip", unit: "deg" },
  spine_part_deg: { name: "Fold from the spine", unit: "deg" },
  spine_share_frac: { name: "The spine's share of the fold", unit: "of the fold" },
  knee_ahead_frac: { name: "Knee ahead of the ankle", unit: "leg" },
  chest_height_frac: { name: "Chest height", unit: "leg" },
  chest_given_frac: { name: "Chest height given", unit: "leg" },
  wrist_height_frac: { name: "Wrist height", unit: "leg" },
  hip_kept_frac: { name: "Hip height kept", unit: "of standing" },
  knee_change_deg: { name: "Knee bend since standing", unit: "deg" },
  knee_share_frac: { name: "Knee bend per degree of hip", unit: "of hip" },
  hip_share_frac: { name: "The hip's share of the bend", unit: "of the bend" },
  hands_over_knee_frac: { name: "Hands above the knee", unit: "leg" },
  opened_at_waist_frac: { name: "Hips open as the hands pass", unit: "of the way" },
  lockout_deg: { name: "Fold left at the top", unit: "deg" },
  lean_back_deg: { name: "Lean at the top", unit: "deg" },
  first_pull_rise_deg: { name: "Extra lean up to the knee", unit: "deg" },
  knees_back_deg: { name: "Knees opened up to the knee", unit: "deg" },
  power_trunk_deg: { name: "Lean in the power position", unit: "deg" },
  landing_deeper_deg: { name: "Knees deeper in the landing", unit: "deg" },
  flight_s: { name: "Time in the air", unit: "s" },
  fold_deg: { name: "Fold since standing", unit: "deg" },
  own_depth_frac: { name: "Lean reached, of your deepest rep", unit: "of your deepest" },
  trunk_rise_deg: { name: "Extra lean early in the pull", unit: "deg" },
  hips_lead_s: { name: "Hips lead the knees by", unit: "s" },
  eccentric_s: { name: "Time on the way down", unit: "s" },
};

const SUFFIX = /_(deg|frac|s|m)$/;

/** @param {string} name @returns {string} */
export function measureName(name) {
  return MEASURES[name]?.name ?? sentence(name.replace(SUFFIX, ""));
}

/** @param {string} name @returns {string} */
export function measureShort(name) {
  return MEASURES[name]?.short ?? measureName(name).toLowerCase();
}

/** @param {string} name @returns {string} */
export function measureWords(name) {
  return MEASURES[name]?.what ?? "";
}

/** @param {string} name @returns {string} */
export function unitOf(name) {
  return MEASURES[name]?.unit ?? name.match(SUFFIX)?.[1] ?? "";
}

/**
 * A measure of the report in words; a bare fraction is told of what.
 * @param {string} name
 * @param {{value: number | null, sd: number | null, unit: string}} measured
 */
export function amount(name, { value, sd, unit }) {
  return quantity(value, sd, unit.replace(/^frac\b/, unitOf(name)));
}
