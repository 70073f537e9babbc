/**
 * Keeps the pages of the log and what they are made of, so that they open without the network.
 *
 * The server is always asked first for a page: what is kept is only for when it does not answer.
 * What is below /static/ never changes under its address, so it is taken from here where it is.
 */

const worker = self as unknown as ServiceWorkerGlobalScope;

const NAME = "hiphinge-log-";
/** Pages that are kept; the session that goes on is among the last. */
const PAGES_MOST = 12;
/** A server that has not answered after so long is taken for gone [ms]. */
const PATIENCE_MS = 4000;

interface Keep {
  version: string;
  page: string;
  parts: string[];
}

worker.addEventListener("install", (event) => {
  event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("message", (event) => {
  const asked = event.data as Keep;
  const done = keep(asked).catch(() => isKept(asked.page));
  event.waitUntil(done.then((kept) => event.ports[0]?.postMessage(kept)));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/")) {
    event.respondWith(part(request));
  } else if (request.mode === "navigate" && isPage(address.pathname)) {
    event.respondWith(page(request, address.pathname));
  }
});

/** Keep a page with its parts. What belongs to an earlier version of hiphinge goes. */
async function keep({ version, page, parts }: Keep): Promise<boolean> {
  if (!isPage(page) || !/^[0-9a-f]+$/.test(version)) return false;
  const cache = await caches.open(NAME + version);
  const missing = [];
  for (const path of parts) {
    if (path.startsWith("/static/") && !(await cache.match(path))) missing.push(path);
  }
  await cache.addAll(missing);
  const answer = await fetch(page, { headers: { Accept: "text/html" } });
  if (!good(answer)) return false;
  await store(cache, page, answer);
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== NAME + version) await caches.delete(name);
  }
  return true;
}

/** Without the network nothing is kept anew; what was kept before opens all the same. */
async function isKept(path: string): Promise<boolean> {
  return (await caches.match(path, { ignoreVary: true })) !== undefined;
}

async function page(request: Request, path: string): Promise<Response> {
  const answer = fetch(request);
  try {
    return await inTime(answer);
  } catch {
    // Where nothing is kept, a slow answer is better than none.
    return (await caches.match(path, { ignoreVary: true })) ?? answer;
  }
}

async function part(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** Keep a page as the latest, and let the oldest go. */
async function store(cache: Cache, path: string, answer: Response): Promise<void> {
  await cache.delete(path);
  await cache.put(path, answer);
  const pages = (await cache.keys()).filter((one) => isPage(new URL(one.url).pathname));
  for (const old of pages.slice(0, -PAGES_MOST)) await cache.delete(old);
}

/** Only a page of the log itself is worth keeping: not an error, nor where it was sent on to. */
function good(answer: Response): boolean {
  return answer.ok && !answer.redirected && answer.type === "basic";
}

function isPage(path: string): boolean {
  return /^\/log\/[A-Za-z0-9_-]{8,64}$/.test(path);
}

async function inTime(answer: Promise<Response>): Promise<Response> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("too late")), PATIENCE_MS);
  });
  return Promise.race([answer, late]);
}
