import { readPage } from "./data.js";
import { showGlance } from "./glance.js";
import { Player } from "./player.js";
import { listenToKeys } from "./keys.js";
import { showCharts } from "./charts.js";
import { showDock } from "./dock.js";
import { showCards } from "./cards.js";
import { showSet } from "./set.js";
import { showSignature } from "./signature.js";
import { showNotes } from "./notes.js";
import { showMethod } from "./method.js";
import { listenOutside } from "./outside.js";

/** Build the page, then keep its paper copy in order. */

function build() {
  const page = readPage();
  const player = new Player(page);
  const go = (/** @type {number} */ time_s, /** @type {string} */ words) =>
    player.show(time_s, words);
  showGlance(page, go);
  showCards(page, go);
  showSet(page);
  showSignature(page);
  showNotes(player, go);
  showMethod(page, go);
  const drawCurves = showCharts(page, player.clock);
  showDock(page, player);
  listenToKeys(player);
  listenOutside(player);
  oncePainted(() => {
    drawCurves();
    document.documentElement.classList.add("ready");
  });
}

const UNSEEN_MS = 250; // a page in a window that nobody sees is never painted

/** Do what can wait, once the page is to be seen. @param {() => void} act */
function oncePainted(act) {
  let waits = true;
  const once = () => {
    if (waits) act();
    waits = false;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, UNSEEN_MS);
}

/** Paper has no folds and is always light; what was folded on the screen is folded again after. */
function preparePaper() {
  /** @type {any[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("paper");
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((one) => {
      one.open = true;
    });
    dispatchEvent(new Event("hinge:repaint"));
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("paper");
    opened.forEach((one) => {
      one.open = false;
    });
    dispatchEvent(new Event("hinge:repaint"));
  });
}

build();
preparePaper();
