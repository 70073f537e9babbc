/** Making elements. Styles are set as properties only, since the page's policy bars the rest. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an HTML element.
 * @param {string} name tag and classes, such as "p.quiet.small"
 * @param {Record<string, any>} [props] attributes; "onclick" and the like are listeners
 * @param {...any} children elements, texts, or lists of them; null and false are left out
 * @returns {any} the element
 */
export function el(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElement(tag), classes, props, children);
}

/**
 * Make an SVG element; the same arguments as `el`.
 * @param {string} name
 * @param {Record<string, any>} [props]
 * @param {...any} children
 * @returns {any} the element
 */
export function svg(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  return fill(document.createElementNS(SVG, tag), classes, props, children);
}

/**
 * @param {any} node
 * @param {string[]} classes
 * @param {Record<string, any>} props
 * @param {any[]} children
 */
function fill(node, classes, props, children) {
  if (classes.length) node.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== false));
  return node;
}

/** @param {string} id @returns {any} the element that the template gives this id */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * A table with a caption for those who cannot see where it stands.
 * @param {string} caption
 * @param {any[]} head names of the columns
 * @param {any[][]} rows the first cell of each row names it
 * @param {string} [classes] such as "numbers"
 */
export function table(caption, head, rows, classes = "numbers") {
  const cells = (/** @type {any[]} */ row) => [
    el("th", { scope: "row" }, row[0]),
    row.slice(1).map((cell) => el("td", {}, cell)),
  ];
  return el(
    `table.${classes}`,
    {},
    el("caption.hidden", {}, caption),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        head.map((cell) => el("th", { scope: "col" }, cell)),
      ),
    ),
    el(
      "tbody",
      {},
      rows.map((row) => el("tr", {}, cells(row))),
    ),
  );
}

/** A box that scrolls sideways by itself, so that the page need not; reachable by keyboard. */
export function scroller(/** @type {string} */ label, /** @type {any} */ child) {
  return el("div.scroller", { role: "region", "aria-label": label, tabindex: "0" }, child);
}

/** @param {string} summary @param {any} children */
export function details(summary, ...children) {
  return el("details", {}, el("summary", {}, summary), ...children);
}

/** Say something once to a screen reader, calmly. */
export function say(/** @type {string} */ text) {
  byId("say").textContent = text;
}
