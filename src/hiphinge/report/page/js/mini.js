import { byId, el } from "./dom.js";
import { drawFrame } from "./drawing.js";

/** On a small screen the video is out of sight among the curves: a small copy stays with them. */

const WIDTH = 220;
const BONES_ONLY = { skeleton: true, angles: false, strings: false, back: true };

/** @param {import("./data.js").Page} page @param {import("./player.js").Player} player */
export function showMini(page, player) {
  const canvas = el("canvas", {});
  const button = el(
    "button.mini",
    {
      type: "button",
      hidden: true,
      "aria-label": "Back to the player",
      onclick: () => byId("player").scrollIntoView({ block: "start" }),
    },
    canvas,
  );
  byId("charts").prepend(button);
  const draw = () => {
    if (button.clientWidth) copy(page, player, canvas);
  };
  player.clock.onFrame(draw);
  new IntersectionObserver(([stage]) => {
    button.hidden = stage.isIntersecting;
    draw();
  }).observe(byId("stage"));
}

/** Copy the video as it stands, and the skeleton over it. */
function copy(
  /** @type {any} */ page,
  /** @type {any} */ { clock, video, layers },
  /** @type {any} */ canvas,
) {
  const dense = window.devicePixelRatio || 1;
  const [w, h] = [canvas.clientWidth, canvas.clientHeight];
  Object.assign(canvas, { width: Math.round(w * dense), height: Math.round(h * dense) });
  const context = canvas.getContext("2d");
  // Drawn as if it were larger, so that its lines are thinner.
  context.scale((dense * w) / WIDTH, (dense * w) / WIDTH);
  const fit = {
    x: 0,
    y: 0,
    w: WIDTH,
    h: (WIDTH * h) / w,
    scale: WIDTH / page.report.clip.width_px,
  };
  if (!video.hidden && video.readyState >= 2) context.drawImage(video, 0, 0, fit.w, fit.h);
  drawFrame(context, page, clock.index, fit, { ...BONES_ONLY, target: layers.target });
}
