/** One piece of work in the list; only what changed is touched, so that focus stays. */

import { make } from "./dom.js";

/** One piece of work, as the server tells it. */
export interface Line {
  kind: "upload" | "film" | "drawing";
  uid: string;
  name: string;
  athlete: string;
  state: string;
  sentence: string;
  share: number | null;
  url: string | null;
  cancel: string | null;
  retry: string | null;
}

type Act = (line: Line, what: "cancel" | "retry") => Promise<void>;

const OVER = new Set(["done", "failed", "refused", "cancelled"]);
const TONES: Readonly<Record<string, string>> = { failed: "off", refused: "off", done: "none" };

export class WorkRow {
  readonly element = make("li", { class: "card work" });
  readonly #name = make("b");
  readonly #athlete = make("span", { class: "quiet small" });
  readonly #bar = make("progress", { class: "bar", max: "1" });
  readonly #sentence = make("p", { class: "small" });
  readonly #link = make("a", { class: "button" });
  readonly #cancel = make("button", { class: "button quiet", type: "button" });
  readonly #retry = make("button", { class: "button", type: "button" });
  #line: Line | null = null;

  constructor(uid: string, act: Act) {
    this.#sentence.id = `work-${uid}`;
    this.#bar.setAttribute("aria-labelledby", this.#sentence.id);
    const head = make("div", { class: "row apart" }, this.#name, this.#athlete);
    const actions = make("div", { class: "actions" }, this.#link, this.#retry, this.#cancel);
    const foot = make("div", { class: "work-foot" }, this.#sentence, actions);
    this.element.append(head, this.#bar, foot);
    const press = (button: HTMLButtonElement, what: "cancel" | "retry"): void => {
      button.addEventListener("click", () => {
        if (!this.#line) return;
        button.disabled = true;
        void act(this.#line, what).finally(() => (button.disabled = false));
      });
    };
    press(this.#cancel, "cancel");
    press(this.#retry, "retry");
  }

  show(line: Line): void {
    this.#line = line;
    write(this.#name, line.name);
    write(this.#athlete, line.athlete);
    write(this.#sentence, line.sentence);
    const tone = TONES[line.state] ?? "";
    this.#sentence.className = tone ? `verdict ${tone}` : "small";
    this.#bar.hidden = OVER.has(line.state) || line.state === "waiting";
    if (line.share === null) this.#bar.removeAttribute("value");
    else this.#bar.value = line.share;
    // What is drawn on was judged before: there is something to see from the first.
    const seen = line.kind === "drawing" || line.state === "done" || line.state === "failed";
    this.#link.hidden = line.url === null || !seen;
    this.#link.classList.toggle("primary", line.state === "done");
    write(this.#link, line.state === "done" && line.kind === "film" ? "See the report" : "Open the set");
    if (line.url) this.#link.href = line.url;
    const refused = line.state === "refused" || (line.state === "failed" && line.kind === "upload");
    button(this.#cancel, line.cancel, refused ? "Put away" : "Cancel", line.name);
    button(this.#retry, line.retry, "Try again", line.name);
  }
}

function button(one: HTMLButtonElement, what: string | null, word: string, name: string): void {
  one.hidden = what === null;
  write(one, word);
  one.setAttribute("aria-label", `${word}: ${name}`);
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
