/** Films that wait for the network, kept on this phone so that a reload does not lose them. */

/** A film with what is said of it. */
export interface KeptFilm {
  set: string;
  day: string;
  date: string;
  athlete: string;
  file: File;
}

const BASE = "hiphinge-films";
const TABLE = "films";

/** Keep a film; false where this browser cannot, and only this page has it. */
export async function keepFilm(film: KeptFilm): Promise<boolean> {
  return (await within("readwrite", (table) => table.put(film))) !== undefined;
}

/** Forget the film of a set. */
export async function forgetFilm(set: string): Promise<void> {
  await within("readwrite", (table) => table.delete(set));
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
