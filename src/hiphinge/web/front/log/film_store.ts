/** Films that wait for the network, kept on this phone so that a reload does not lose them. */

/** A film with what is said of it. */
export interface KeptFilm {
  set: string;
  day: string;
  date: string;
  athlete: string;
  file: File;
  /** The name that the film has on its way, whichever page sends it. */
  uid: string;
}

const BASE = "hiphinge-films";
const TABLE = "films";

/** Keep a film; false where this browser cannot, and only this page has it. */
export async function keepFilm(film: KeptFilm): Promise<boolean> {
  return (await within("readwrite", (table) => table.put(film))) !== undefined;
}

/** Forget a film; another one of its set that was kept since then stays. */
export async function forgetFilm(film: KeptFilm): Promise<void> {
  if (await isKept(film)) await within("readwrite", (table) => table.delete(film.set));
}

/** Whether a film is kept still, and its set has no other one. */
export async function isKept(film: KeptFilm): Promise<boolean> {
  const one = await within<KeptFilm | undefined>("readonly", (table) => table.get(film.set));
  // Before version 0.4.0 none had a name of its own.
  return one !== undefined && one.uid === film.uid;
}

/** All films that are kept. */
export async function keptFilms(): Promise<KeptFilm[]> {
  return (await within("readonly", (table) => table.getAll() as IDBRequest<KeptFilm[]>)) ?? [];
}

async function within<T>(
  mode: IDBTransactionMode,
  ask: (table: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const base = await opened();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = base.transaction(TABLE, mode);
        const asked = ask(transaction.objectStore(TABLE));
        // Only the end of the whole says that it is on the disk.
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
      });
    } finally {
      base.close();
    }
  } catch {
    return undefined;
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "set" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("shut"));
    asked.onblocked = () => reject(new Error("busy"));
  });
}
