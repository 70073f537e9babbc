/** The page without the network: kept by a service worker where browsers allow one. */

/** A worker that has not answered by then was ended [ms]; a slow server may hold it up for long. */
const ANSWER_MS = 120_000;

/** Whether this browser can open the page again without the network. */
export type Keeps = "opens" | "stay" | "soon";

/**
 * Let the service worker keep this page and what it is made of. Browsers allow one only over TLS or
 * on this computer; elsewhere the page has to stay open while there is no network.
 */
export async function keepPage(version: string): Promise<Keeps> {
  if (!isSecureContext || !("serviceWorker" in navigator)) return "stay";
  try {
    const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/log/" });
    const worker = registration.active ?? (await activated(registration));
    const answer = await asked(worker, { version, page: location.pathname, parts: parts() });
    return answer ? "opens" : "stay";
  } catch {
    // Offline it cannot be registered anew; where this page came from it, it is there.
    return navigator.serviceWorker.controller ? "opens" : "stay";
  }
}

/** Everything of ours that this page was made of. */
function parts(): string[] {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const ours = loaded.filter((one) => one.origin === location.origin);
  const paths = new Set(ours.map((one) => one.pathname));
  return [...paths].filter((path) => path.startsWith("/static/"));
}

function activated(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  return new Promise((resolve, reject) => {
    const worker = registration.installing ?? registration.waiting;
    if (!worker) {
      reject(new Error("no worker"));
      return;
    }
    const look = (): void => {
      if (worker.state === "activated") resolve(worker);
      else if (worker.state === "redundant") reject(new Error("it was not taken"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Ask the worker to keep something; its answer is whether it did. */
function asked(worker: ServiceWorker, what: object): Promise<boolean> {
  return new Promise((resolve) => {
    const line = new MessageChannel();
    line.port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage(what, [line.port2]);
    setTimeout(() => resolve(false), ANSWER_MS);
  });
}
