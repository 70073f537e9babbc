import { readPage } from "./data.js";
import { showGlance } from "./glance.js";
import { Player } from "./player.js";
import { listenToKeys } from "./keys.js";
import { showCharts } from "./charts.js";
import { showMini } from "./mini.js";
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
  showCharts(page, player.clock);
  showMini(page, player);
  listenToKeys(player);
  listenOutside(player);
  document.documentElement.classList.add("ready");
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
