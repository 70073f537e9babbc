import { byId } from "./dom.js";
import { BlankVideo } from "./clock.js";

/** Where the video comes from: out of the page itself, from beside it, or from nowhere. */

/** Turn the base64 that travels in the page into something a video can seek in. */
function embedded(/** @type {string} */ type) {
  const holder = byId("video-data");
  const text = holder.textContent;
  holder.textContent = "";
  const step = 4 * 65536;
  const parts = [];
  for (let from = 0; from < text.length; from += step) {
    parts.push(Uint8Array.from(atob(text.slice(from, from + step)), (sign) => sign.charCodeAt(0)));
  }
  return URL.createObjectURL(new Blob(parts, { type }));
}

/**
 * Open the video of the page.
 * @param {import("./data.js").Page} page
 * @param {(media?: any) => void} settled called when it can be moved in, or with what replaces it
 * @returns {any} the video, or a plain clock where there is none
 */
export function openVideo(page, settled) {
  const { video } = page;
  const element = byId("video");
  if (video.kind === "none") {
    const usual = "No video travels with this report; the measured body is drawn alone.";
    return blank(page, video.why || usual);
  }
  const failed = () =>
    settled(blank(page, "This browser cannot play the video; the measured body is drawn alone."));
  element.addEventListener("error", failed, { once: true });
  element.addEventListener("loadedmetadata", () => {
    // A browser that knows the sound but not the picture loads a video without a size.
    if (element.videoWidth) settled();
    else failed();
  });
  element.src = video.kind === "embedded" ? embedded(video.type ?? "") : video.url;
  return element;
}

/** @param {import("./data.js").Page} page @param {string} why */
function blank(page, why) {
  const note = byId("video-note");
  note.textContent = why;
  note.hidden = false;
  byId("video").hidden = true;
  byId("stage").classList.add("blank");
  return new BlankVideo((page.time[page.time.length - 1] ?? 0) - page.video.start);
}
