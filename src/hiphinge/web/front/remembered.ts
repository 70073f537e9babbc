/** Which files were begun and are not whole yet, so that choosing one again goes on with it. */

const PREFIX = "hiphinge-upload:";
/** What was not gone on with for so long [ms] is forgotten. */
const KEPT_MS = 14 * 86_400_000;

/**
 * The name under which a file was begun before, or a new one that is remembered from now on. The
 * same file may be of several sets, under a name for each.
 */
export function uidOf(file: File, set = ""): string {
  const before = read(key(file, set));
  if (before) return before.uid;
  const uid = newUid();
  write(key(file, set), JSON.stringify({ uid, at: Date.now() }));
  return uid;
}

/** Forget a file: it is whole, or was given up. */
export function forget(file: File, set = ""): void {
  try {
    localStorage.removeItem(key(file, set));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Two files of one name, length and time are taken for the same one. */
function key(file: File, set: string): string {
  return `${PREFIX}${file.name}|${file.size}|${file.lastModified}${set && `|${set}`}`;
}

function read(name: string): { uid: string } | null {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? "null") as { uid: string; at: number };
    return kept && Date.now() - kept.at < KEPT_MS ? kept : null;
  } catch {
    return null;
  }
}

function write(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Then this upload cannot be gone on with after a reload; it still goes on after a break.
  }
}

/** A name that no other upload has: 128 random bits. `randomUUID` is missing without TLS. */
function newUid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
