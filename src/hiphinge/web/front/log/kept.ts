/** What this phone keeps, entry by entry; this page itself where its storage is full or shut. */

const PREFIX = "hiphinge-log:";

/** What could not be written; it is as good as kept as long as the page stays open. */
const only = new Map<string, string>();
/** What was read before, so that a storage that is shut later does not lose it from sight. */
let shut = false;

/** Whether something is in this page alone, and would be gone with it. */
export function onlyHere(): boolean {
  return only.size > 0 || shut;
}

/** Keep a value that JSON can hold; false where it is in this page alone. */
export function keep(name: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(PREFIX + name, text);
    only.delete(name);
    return true;
  } catch {
    if (room() && again(name, text)) return true;
    only.set(name, text);
    return false;
  }
}

/** What is kept under a name; null where nothing is. */
export function kept<T>(name: string): T | null {
  const text = only.get(name) ?? read(PREFIX + name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Forget what is kept under a name. */
export function forget(name: string): void {
  only.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    shut = true;
  }
}

/** All names that begin so. */
export function names(start: string): string[] {
  const found = new Set([...only.keys()].filter((name) => name.startsWith(start)));
  try {
    for (let place = 0; place < localStorage.length; place += 1) {
      const name = localStorage.key(place) ?? "";
      if (name.startsWith(PREFIX + start)) found.add(name.slice(PREFIX.length));
    }
  } catch {
    shut = true;
  }
  return [...found];
}

/** Write again what is in this page alone, as soon as there is room. */
export function keepRest(): void {
  for (const [name, text] of [...only]) {
    if (again(name, text)) only.delete(name);
  }
}

/** Make room: what the server can tell again goes first. True where something went. */
function room(): boolean {
  const copies = names("day:");
  for (const name of copies) forget(name);
  return copies.length > 0;
}

function again(name: string, text: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    shut = true;
    return null;
  }
}
