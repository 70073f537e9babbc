/** Notes at moments of the film: written in a window of their own, kept, changed, deleted. */

import { ask } from "./ask.js";
import { byId, first } from "./dom.js";
import { fresh } from "./fresh.js";
import type { ReportFrame } from "./set_frame.js";
import { toast, words } from "./toast.js";

const AUTHOR = "hiphinge-author";

export class Notes {
  private readonly dialog = byId("note-dialog", HTMLDialogElement);
  private readonly text = byId("note-text", HTMLTextAreaElement);
  private readonly author = byId("note-author", HTMLInputElement);
  private readonly wrong = byId("note-wrong", HTMLElement);
  private readonly path: string;
  private readonly frame: ReportFrame;
  /** The note that is changed; null for a new one, which has its name before it is sent. */
  private changes: string | null = null;
  private name = "";
  private time_s = 0;

  constructor(uid: string, frame: ReportFrame) {
    this.frame = frame;
    this.path = `/api/sets/${uid}/notes`;
    first("form", HTMLFormElement, this.dialog).addEventListener("submit", (event) => {
      event.preventDefault();
      void this.keep();
    });
    first("[data-close]", HTMLButtonElement, this.dialog).addEventListener("click", () =>
      this.dialog.close(),
    );
    frame.onTime(() => this.tellNow());
  }

  /** Write a note at the moment that is shown. */
  begin(): void {
    this.open(null, this.frame.time_s, "", localStorage.getItem(AUTHOR) ?? "");
  }

  /** Change the note in a list item. */
  change(item: HTMLElement): void {
    const text = first(".remark-words", HTMLElement, item).textContent ?? "";
    const { noteUid = "", time = "0", author = "" } = item.dataset;
    this.open(noteUid, Number(time), text, author);
  }

  /** Delete the note in a list item, until that is taken back. */
  async delete(item: HTMLElement): Promise<void> {
    const path = `${this.path}/${item.dataset["noteUid"] ?? ""}`;
    await ask(path, { method: "DELETE" });
    await this.shown();
    toast("Note deleted", async () => {
      await ask(`${path}/restore`, { method: "POST" });
      await this.shown();
    });
  }

  /** Say on the buttons which moment a note would be at. */
  tellNow(): void {
    for (const place of document.querySelectorAll("[data-now]")) {
      place.textContent = this.frame.time_s.toFixed(1);
    }
  }

  private open(changes: string | null, time_s: number, text: string, author: string): void {
    this.changes = changes;
    this.name = newName();
    this.time_s = time_s;
    byId("note-title", HTMLElement).textContent = `Note at ${time_s.toFixed(1)} s`;
    this.text.value = text;
    this.author.value = author;
    this.wrong.hidden = true;
    this.dialog.showModal();
    this.text.focus();
  }

  private async keep(): Promise<void> {
    const said = { text: this.text.value, author: this.author.value };
    try {
      if (this.changes !== null) {
        await ask(`${this.path}/${this.changes}`, { method: "PATCH", body: said });
      } else {
        // Under one name it is there once, even where an answer was lost and it is sent again.
        const body = { ...said, uid: this.name, time_s: this.time_s };
        await ask(this.path, { method: "POST", body });
      }
      localStorage.setItem(AUTHOR, said.author);
      this.dialog.close();
      await this.shown();
    } catch (error) {
      this.wrong.textContent = words(error);
      this.wrong.hidden = false;
    }
  }

  private async shown(): Promise<void> {
    await fresh("set-notes");
    this.tellNow();
    this.frame.reload();
  }
}

function newName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
