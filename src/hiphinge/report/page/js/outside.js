/**
 * What an app that shows this page in a frame may ask of it. Both must come from one server.
 *
 * It may send { type: "hiphinge-seek", time_s } to show a moment, and { type: "hiphinge-ask" }. The
 * answer, which also comes whenever another frame is shown or playing starts or stops, is
 * { type: "hiphinge-time", time_s, playing }, time_s on the clip's clock.
 */

/** @param {import("./player.js").Player} player */
export function listenOutside(player) {
  // A page that is opened as a file has no server that it could share with another one.
  if (window.parent === window || !location.protocol.startsWith("http")) return;
  const { clock, page } = player;
  const tell = () =>
    window.parent.postMessage(
      { type: "hiphinge-time", time_s: page.time[clock.index] ?? 0, playing: clock.playing },
      location.origin,
    );
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin || source !== window.parent) return;
    if (data?.type === "hiphinge-ask") tell();
    if (data?.type !== "hiphinge-seek" || !Number.isFinite(data.time_s)) return;
    clock.pause();
    clock.seekTime(data.time_s);
  });
  clock.onFrame(tell);
  player.onPlaying(tell);
}
