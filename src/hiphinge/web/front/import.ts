/** Send an archive with true progress and a way to stop; without this script the form does it. */

import { byId, first } from "./dom.js";

const form = first("form[data-import]", HTMLFormElement);
const room = first("[data-progress]", HTMLElement, form);
const bar = first("progress", HTMLProgressElement, room);
const said = first("[data-said]", HTMLElement, room);
const stop = first("[data-stop]", HTMLButtonElement, room);
const send = first("button.primary", HTMLButtonElement, form);
const chosen = byId("import-file", HTMLInputElement);

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function rest(sentence: string): void {
  said.textContent = sentence;
  send.disabled = false;
  stop.hidden = true;
  bar.hidden = true;
}

/** fetch does not tell how much was sent; this one does. */
function take(body: FormData): void {
  const asked = new XMLHttpRequest();
  asked.open("POST", form.action);
  asked.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = event.loaded / event.total;
    said.textContent = `${megabytes(event.loaded)} of ${megabytes(event.total)} sent`;
  });
  asked.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    stop.hidden = true;
    said.textContent = "Sent. Every file is checked and put into its place now; keep this page open.";
  });
  asked.addEventListener("load", () => {
    if (asked.status === 200) location.assign(asked.responseURL);
    else rest("hiphinge did not take the file. Load this page again, then repeat.");
  });
  asked.addEventListener("error", () => {
    rest("The connection broke off, so nothing was taken in. See that hiphinge runs, then repeat.");
  });
  asked.addEventListener("abort", () => {
    rest("Stopped: nothing was taken in.");
  });
  stop.onclick = () => {
    asked.abort();
  };
  asked.send(body);
}

form.addEventListener("submit", (event) => {
  if (!chosen.files?.length) return;
  event.preventDefault();
  room.hidden = bar.hidden = stop.hidden = false;
  bar.value = 0;
  send.disabled = true;
  said.textContent = "Sending";
  take(new FormData(form));
});
