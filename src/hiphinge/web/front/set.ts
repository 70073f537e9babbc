/** The page of a set: its report, how far judging is, what is changed, notes, what is shared. */

import { ask, Refusal } from "./ask.js";
import { byId } from "./dom.js";
import { fresh } from "./fresh.js";
import { changed, type SetEdit, shown, type Standing, standing, writeAgain } from "./set_change.js";
import { makeDrawn, stopDrawn, tellDrawn } from "./set_drawn.js";
import { Follower, type SetState } from "./set_follow.js";
import { ReportFrame } from "./set_frame.js";
import { Notes } from "./set_notes.js";
import { makeShared, tellShared } from "./set_share.js";
import { toast, words } from "./toast.js";

interface Edited {
  state: SetState;
  said: string;
  undo: SetEdit;
}

/** Status of the answer where somebody changed the same in another window. */
const CHANGED_ELSEWHERE = 409;
const uid = byId("set-page", HTMLElement).dataset["uid"] ?? "";
const report = document.getElementById("report");
const frame = report instanceof HTMLIFrameElement ? new ReportFrame(report) : null;
const notes = frame ? new Notes(uid, frame) : null;
const follower = new Follower(uid, show);
/** The result that the report in the frame is of. */
let framed = byId("set-said", HTMLElement).dataset["result"];
/** What takes the last edit back, until its verdict has been told. */
let undo: (() => Promise<void>) | null = null;

/** Show how far it is in place; what is new is taken from the server. */
async function show(state: SetState): Promise<void> {
  const said = byId("set-said", HTMLElement);
  const result = state.result ?? "";
  // Not what stands above the report: that may be taken anew by an edit, with the next verdict.
  const anew = result !== framed;
  if (!anew && state.state === said.dataset["state"] && result === said.dataset["result"]) {
    const sentence = document.getElementById("set-sentence");
    if (sentence) sentence.textContent = state.sentence;
    const share = document.getElementById("set-share");
    if (share instanceof HTMLProgressElement) {
      if (state.share === null) share.removeAttribute("value");
      else share.value = state.share;
    }
    return;
  }
  if (anew && !frame) {
    location.reload(); // the first report brings half of the page with it
    return;
  }
  await fresh("set-said", "set-head", "set-jumps");
  byId("set-told", HTMLElement).textContent = state.sentence || state.verdict;
  if (!anew) return;
  framed = result;
  if (untouched()) await freshForm();
  frame?.reload();
  if (undo) toast(`Judged anew. ${state.verdict}`, undo);
  undo = null;
  if (frame) await handOn();
}

/** Say what there is already to take away. */
async function handOn(): Promise<void> {
  await Promise.all([tellShared(uid), tellDrawn(uid)]);
}

/** Whether nothing is typed that a fresh form would throw away. */
function untouched(): boolean {
  const form = byId("change-form", HTMLFormElement);
  try {
    const at = document.activeElement;
    const typing = form.contains(at) && !(at instanceof HTMLButtonElement);
    return Object.keys(changed(form)).length === 0 && !typing;
  } catch {
    return false;
  }
}

/** Say something anew of the set, and offer to take it back. */
async function say(edit: SetEdit, sent?: Standing): Promise<void> {
  const done = await send(edit);
  undo = async () => {
    undo = null;
    await send(done.undo);
    toast("Taken back");
    await follow();
  };
  toast(done.said, undo);
  await follow(sent);
}

function send(edit: SetEdit): Promise<Edited> {
  return ask<Edited>(`/api/sets/${uid}`, { method: "PATCH", body: edit });
}

/** Show what was said, and how the judgement of it comes. */
async function follow(sent?: Standing): Promise<void> {
  await freshForm(["set-said", "set-head", "set-jumps"], sent);
  follower.start();
}

/** Take the form anew, and more of the page; what is typed and was not sent stays in it. */
async function freshForm(others: readonly string[] = [], sent?: Standing): Promise<void> {
  const form = byId("change-form", HTMLFormElement);
  await fresh(...others, "set-change");
  writeAgain(form, byId("change-form", HTMLFormElement), sent);
}

async function save(form: HTMLFormElement): Promise<void> {
  byId("change-wrong", HTMLElement).hidden = true;
  try {
    const edit = changed(form);
    const names = Object.keys(edit);
    if (names.length) await say({ ...edit, shown: shown(form, names) }, standing(form));
    else toast("Nothing was changed");
  } catch (error) {
    if (error instanceof Refusal && error.status === CHANGED_ELSEWHERE) {
      await freshForm(["set-said", "set-head"]);
    }
    const wrong = byId("change-wrong", HTMLElement);
    wrong.textContent = words(error);
    wrong.hidden = false;
  }
}

function pointAt(text: string): Promise<void> {
  return say({ lifter_at: text === "" ? null : text.split(",").map(Number) });
}

/** What a press on something means, told by what the template wrote on it. */
async function pressed(target: Element, event: MouseEvent): Promise<void> {
  const on = (name: string) => target.closest<HTMLElement>(`[data-${name}]`);
  const item = target.closest<HTMLElement>("[data-note-uid]");
  const seek = on("seek");
  if (seek) frame?.seek(Number(seek.dataset["seek"]));
  else if (on("note-edit") && item) notes?.change(item);
  else if (on("note-delete") && item) await notes?.delete(item);
  else if (on("note")) notes?.begin();
  else if (on("work")) {
    await ask(on("work")?.dataset["work"] ?? "", { method: "POST" });
    await fresh("set-said");
    follower.start();
  } else if (on("exercise")) await say({ exercise: on("exercise")?.dataset["exercise"] });
  else if (on("lifter")) await pointAt(on("lifter")?.dataset["lifter"] ?? "");
  else if (target.id === "still") await pointAt(placeIn(target, event));
  else if (target.closest("#share-make")) await makeShared(uid);
  else if (target.closest("#drawn-make")) await makeDrawn(uid);
  else if (target.closest("#drawn-stop")) await stopDrawn(uid);
}

/** Where in a picture it was pressed, as parts of its width and height. */
function placeIn(picture: Element, event: MouseEvent): string {
  const box = picture.getBoundingClientRect();
  const part = (from: number, size: number) => Math.min(1, Math.max(0, from / size)).toFixed(3);
  return `${part(event.clientX - box.left, box.width)},${part(event.clientY - box.top, box.height)}`;
}

// Where there is room beside the report, all that may be said of the set lies open.
if (matchMedia("(min-width: 64rem)").matches) {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>(".fold")) fold.open = true;
}
// Who is sent to something finds it open.
const meant = document.getElementById(location.hash.slice(1))?.closest("details");
if (meant) meant.open = true;
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  pressed(event.target, event).catch((error: unknown) => toast(words(error)));
});
document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.id !== "change-form") return;
  event.preventDefault();
  void save(event.target);
});
if (frame) void handOn().catch(() => undefined);
follower.start();
