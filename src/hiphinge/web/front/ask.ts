/** Ask the server that sent this page, and get its answer or its sentence about what is wrong. */

/** How to ask: GET without a body where nothing is said. */
export interface Asking {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** A form, a file or text goes as it is; anything else goes as JSON. */
  body?: unknown;
  /** Lets the one who asks stop waiting. */
  signal?: AbortSignal;
}

/** The server said no: its sentence for a person, and the HTTP status for a program. */
export class Refusal extends Error {
  readonly status: number;

  constructor(sentence: string, status: number) {
    super(sentence);
    this.name = "Refusal";
    this.status = status;
  }
}

/**
 * Ask for `path` on this page's own server, and return its JSON, or undefined where the answer is
 * empty. That it is a `T` is the server's promise; nothing is checked here.
 *
 * @throws Refusal with the server's sentence where it answers with an error
 * @throws Error with a sentence where there is no answer
 */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const { method = "GET", body, signal } = asking;
  const headers = new Headers({ Accept: "application/json", "X-Hiphinge-Token": token() });
  // Other servers must never see the token, so the browser is told to refuse them.
  const request: RequestInit = { method, headers, mode: "same-origin" };
  if (body !== undefined) {
    request.body = asItIs(body) ? body : JSON.stringify(body);
    if (!asItIs(body)) headers.set("Content-Type", "application/json");
  }
  if (signal) request.signal = signal;
  const [answer, text] = await reach(path, request);
  if (!answer.ok) throw new Refusal(sentence(text, answer.status), answer.status);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** The token that shows that a request comes from a page of ours. */
export function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** A page that was kept, or a server that was started anew, has another token: take today's. */
export async function renewToken(): Promise<void> {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const copy = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, now] = [document, copy].map((page) =>
    page.querySelector<HTMLMetaElement>('meta[name="csrf-token"]'),
  );
  if (old && now) old.content = now.content;
}

function asItIs(body: unknown): body is FormData | URLSearchParams | Blob | string {
  return (
    typeof body === "string" ||
    body instanceof FormData ||
    body instanceof URLSearchParams ||
    body instanceof Blob
  );
}

async function reach(path: string, request: RequestInit): Promise<[Response, string]> {
  try {
    const answer = await fetch(path, request);
    return [answer, await answer.text()];
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Error("hiphinge does not answer. See that it still runs, then try again.", {
      cause: error,
    });
  }
}

/** What a person reads about an answer that is an error. */
function sentence(text: string, status: number): string {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said === "object" && said !== null && "error" in said) {
      if (typeof said.error === "string" && said.error !== "") return said.error;
    }
  } catch {
    // Not JSON: there is no sentence in it for a person.
  }
  return `hiphinge could not do that and gave no reason (status ${status}). Try it once more.`;
}
