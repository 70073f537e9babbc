/** The list of what is under way: asked for each second while something is, less often else. */

import { ask } from "./ask.js";
import { byId } from "./dom.js";
import { filmAct, filmLines, watchFilms } from "./kept_films.js";
import { drop, sendAgain, underway, watch } from "./underway.js";
import type { Sending } from "./sending.js";
import { WorkRow, type Line } from "./work_row.js";

const BUSY_MS = 1000;
const QUIET_MS = 5000;
const BUSY = new Set(["receiving", "checking", "waiting", "running"]);
/** What changes to one of these is said aloud; progress is not. */
const SAID = new Set(["done", "failed", "refused"]);

const list = byId("work", HTMLUListElement);
const nothing = byId("work-nothing", HTMLElement);
const trouble = byId("work-trouble", HTMLElement);
const aloud = byId("work-said", HTMLElement);

const rows = new Map<string, WorkRow>();
/** State of each piece of work when it was last told. */
const states = new Map<string, string>();
/** What was done already when this page was opened. */
const earlier = new Set<string>();
let lines: Line[] = [];
let timer = 0;
let asking = false;
let asked = false;

watch(draw);
watchFilms(draw);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) void poll();
});
void poll();

async function poll(): Promise<void> {
  clearTimeout(timer);
  if (asking || document.hidden) return;
  asking = true;
  try {
    lines = (await ask<{ work: Line[] }>("/api/work")).work;
    trouble.hidden = true;
  } catch (error) {
    trouble.textContent = error instanceof Error ? error.message : String(error);
    trouble.hidden = false;
  }
  asking = false;
  // What has arrived the server tells of from now on.
  for (const one of [...underway()]) {
    if (one.state === "here" || one.state === "cancelled") drop(one);
  }
  announce();
  draw();
  const sends = underway().length + filmLines().length > 0;
  const busy = sends || lines.some((line) => BUSY.has(line.state));
  timer = setTimeout(() => void poll(), busy && trouble.hidden ? BUSY_MS : QUIET_MS);
}

/** Say aloud what ended, and only that. */
function announce(): void {
  for (const line of lines) {
    const before = states.get(line.uid);
    if (before !== undefined && before !== line.state && SAID.has(line.state)) {
      aloud.textContent = `${line.name}: ${line.sentence}`;
    }
    // What was done before this page was opened stands among the verdicts below.
    if (line.state !== "done") earlier.delete(line.uid);
    else if (!asked) earlier.add(line.uid);
    if (earlier.has(line.uid)) continue;
    const judged = line.kind === "film" && line.state === "done";
    if (before !== undefined && before !== "done" && judged) void renew();
    states.set(line.uid, line.state);
  }
  asked ||= trouble.hidden;
}

/** Show the latest verdicts as they would stand if the page were opened now. */
async function renew(): Promise<void> {
  const answer = await fetch("/").catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(".latest");
  if (fresh) document.querySelector(".latest")?.replaceWith(fresh);
}

function draw(): void {
  const films = filmLines();
  const ours = new Set(films.map((line) => line.uid));
  const theirs = lines.filter((line) => isShown(line) && !ours.has(line.uid));
  const shown = [...films, ...underway().map(ownLine), ...theirs];
  const kept = new Set(shown.map((line) => line.uid));
  for (const [uid, row] of rows) {
    if (kept.has(uid)) continue;
    row.element.remove();
    rows.delete(uid);
  }
  shown.forEach((line, place) => {
    const row = rows.get(line.uid) ?? new WorkRow(line.uid, act);
    rows.set(line.uid, row);
    row.show(line);
    if (list.children[place] !== row.element) {
      list.insertBefore(row.element, list.children[place] ?? null);
    }
  });
  nothing.hidden = shown.length > 0;
}

function isShown(line: Line): boolean {
  if (underway().some((one) => one.uid === line.uid)) return false;
  return line.state !== "done" || states.has(line.uid);
}

/** A file that this page sends; it knows more of it than the server. */
function ownLine(one: Sending): Line {
  const megabytes = (count: number): string => (count / 1e6).toFixed(count < 1e7 ? 1 : 0);
  const part = `${megabytes(one.sent)} of ${megabytes(one.file.size)}\u00a0MB`;
  const sentences = {
    waiting: "Waits for the files before it",
    sending: `Uploading ${part}`,
    pausing: `${one.why} It goes on by itself; ${part} so far`,
    here: "Is here",
    failed: one.why,
    cancelled: "Cancelled",
  };
  return {
    kind: "upload",
    uid: one.uid,
    name: one.file.name,
    athlete: "",
    state: one.state === "failed" ? "failed" : "receiving",
    sentence: sentences[one.state],
    share: one.state === "failed" ? null : one.share,
    url: null,
    cancel: one.state === "here" ? null : "own",
    retry: one.state === "failed" ? "own" : null,
  };
}

/** Do what a button of a row says. */
async function act(line: Line, what: "cancel" | "retry"): Promise<void> {
  const own = underway().find((one) => one.uid === line.uid);
  if (own && what === "retry") sendAgain(own);
  else if (own) {
    const gone = own.cancel();
    drop(own);
    await gone;
  } else if (!(await filmAct(line.uid, what))) {
    const [method, path] = (line[what] ?? "").split(" ");
    if (!path) return;
    await ask(path, { method: method === "DELETE" ? "DELETE" : "POST" }).catch((error: unknown) => {
      trouble.textContent = error instanceof Error ? error.message : String(error);
      trouble.hidden = false;
    });
  }
  await poll();
}
