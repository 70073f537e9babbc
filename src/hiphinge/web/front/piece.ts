/** Send one piece of a file, and tell how much of it has gone out. */

import { Refusal, token } from "./ask.js";

/** How far a file is, as the server tells. */
export interface Upload {
  uid: string;
  name: string;
  size: number;
  received: number;
  state: "receiving" | "whole" | "checked" | "refused" | "cancelled";
  error: string;
  chunk: number;
}

/**
 * Send bytes that go on at an offset. `fetch` does not tell how much has gone out, so this asks
 * the older way.
 *
 * @throws Refusal with the server's sentence, with status 0 where there was no answer
 */
export function sendPiece(
  uid: string,
  offset: number,
  bytes: Blob,
  onSent: (count: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", `/api/uploads/${uid}`);
    request.setRequestHeader("Upload-Offset", String(offset));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-Hiphinge-Token", token());
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as Upload);
      else reject(new Refusal(sentence(request.responseText), request.status));
    };
    request.onerror = () => reject(new Refusal("The connection was lost.", 0));
    request.onabort = () => reject(new Refusal("Stopped.", 0));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(bytes);
  });
}

function sentence(text: string): string {
  try {
    return (JSON.parse(text) as { error: string }).error;
  } catch {
    return "hiphinge could not take this piece and gave no reason.";
  }
}
