import { byId, el } from "./dom.js";
import { moment } from "./words.js";

/** Notes that somebody wrote to moments of the clip: a list, and marks above the slider. */

/** @typedef {{time_s: number, text: string, author: string, written: string}} Note */

/** @param {import("./player.js").Player} player @param {import("./findings.js").Go} go */
export function showNotes(player, go) {
  /** @type {Note[]} */
  const notes = JSON.parse(byId("notes-data").textContent || "[]");
  if (!notes.length) return;
  byId("notes").hidden = false;
  byId("to-notes").hidden = false;
  byId("notes-list").append(...notes.map((note) => remark(note, go)));
  for (const note of notes) {
    const flag = el("i.remark-mark", {});
    flag.style.left = player.share(note.time_s);
    byId("timeline-reps").append(flag);
  }
}

/** @param {Note} note @param {import("./findings.js").Go} go */
function remark(note, go) {
  const when = moment(note.time_s);
  const by = [note.author, day(note.written)].filter(Boolean).join(", ");
  return el(
    "li.remark",
    {},
    el(
      "button.show-me",
      { type: "button", onclick: () => go(note.time_s, `${when}: ${note.text}`) },
      el("span.hidden", {}, "Go to "),
      when,
    ),
    el(
      "div",
      {},
      el("p.remark-text", {}, note.text),
      by ? el("p.quiet.small", {}, by) : null,
    ),
  );
}

/** A date as a person says it; what is no date stays as it was written. */
function day(/** @type {string} */ written) {
  const date = new Date(written);
  if (!written || Number.isNaN(date.getTime())) return written;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
