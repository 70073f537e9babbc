import { el, svg } from "./dom.js";

/** The buttons below the stage. Each says its name and, where it stays down, whether it is down. */

export const SPEEDS = [1, 0.5, 0.25, 0.1];

const ICONS = {
  play: "M5 3 17 10 5 17Z",
  pause: "M4 3h4v14H4ZM12 3h4v14h-4Z",
  back: "M12 4 6 10l6 6M4 4v12",
  forward: "M8 4l6 6-6 6M16 4v12",
  previous: "M11 4 5 10l6 6M17 4l-6 6 6 6",
  next: "M9 4l6 6-6 6M3 4l6 6-6 6",
  loop: "M4 9a6 6 0 0 1 11-2M16 11a6 6 0 0 1-11 2M15 2v5h-5M5 18v-5h5",
  help: "M7 7a3 3 0 1 1 4 3c-1 .5-1 1-1 2.500M10 16v.5",
};

/** @param {string} name */
export function icon(name) {
  const solid = name === "play" || name === "pause";
  return svg(
    `svg.icon${solid ? ".solid" : ""}`,
    { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" },
    svg("path", { d: ICONS[name] }),
  );
}

/**
 * @param {string} name icon
 * @param {string} label
 * @param {string} key
 * @param {() => void} onclick
 */
export function iconButton(name, label, key, onclick) {
  return el(
    "button.tool",
    {
      type: "button",
      id: `do-${name}`,
      "aria-label": label,
      title: `${label} (${key})`,
      onclick,
    },
    icon(name),
  );
}

/**
 * A button that stays down.
 * @param {string} id
 * @param {string} label
 * @param {boolean} down
 * @param {() => void} onclick
 */
export function holdButton(id, label, down, onclick) {
  return el("button.tool", { type: "button", id, "aria-pressed": String(down), onclick }, label);
}

/** @param {any} button @param {boolean} down */
export function hold(button, down) {
  button.setAttribute("aria-pressed", String(down));
}
