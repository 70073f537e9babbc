/** The page of the log: puts together what is shown, what is pressed, and what is sent. */

import { byId } from "../dom.js";
import { placeDeeds, wholeDeeds, type Stage } from "./deeds.js";
import { goesOn, standing, type FilmNow } from "./film_part.js";
import { Films } from "./films.js";
import { isJournal, waiting } from "./journal.js";
import { keepPage } from "./offline.js";
import { Pieces } from "./pieces.js";
import { placeCard } from "./place_card.js";
import { Rest } from "./rest.js";
import { SentLine } from "./sent_line.js";
import { Session, tidy } from "./session.js";
import { Sync } from "./sync.js";
import type { PageData } from "./told.js";
import { adding, alarming, ending, noting } from "./whole.js";

const session = new Session(JSON.parse(byId("log-data", HTMLScriptElement).text) as PageData);
const { data, day } = session;
const list = new Pieces(byId("log-places", HTMLElement));
const whole = new Pieces(byId("log-more", HTMLElement));
const said = byId("log-said", HTMLElement);

const sync = new Sync(day, {
  settled: (changes, now_ms) => session.settled(changes, now_ms),
  told: (state) => {
    session.told(state);
    films.renew();
    draw();
  },
  changed: () => draw(),
});
const films = new Films((set) => sync.logged(set), () => draw());
const line = new SentLine(sync, () => draw());
const rest = new Rest(byId("log-rest", HTMLElement), day, say, () => {
  show(session.next(session.open)?.uid ?? null);
});
const stage: Stage = { session, films, rest, changed, show, say };
const ofPlaces = placeDeeds(stage);
const ofWhole = wholeDeeds(stage);

function draw(same = ""): void {
  session.refresh();
  const { places, state, open } = session;
  const told = new Map<string, FilmNow>();
  for (const one of places.flatMap((place) => place.sets)) {
    const film = films.now(one.uid, one.film);
    if (film) told.set(one.uid, film);
  }
  list.show(
    places.map((place) => {
      const mine = place.sets.map((one) => ({
        ...one,
        film: standing(told.get(one.uid) ?? null),
      }));
      const shown = place.sets.some((one) => one.uid === open) ? open : null;
      return {
        id: place.id,
        state: { ...place, sets: mine, shown },
        make: () => placeCard(data, place, shown, told, ofPlaces),
      };
    }),
    same,
  );
  const shown = byId("log-places", HTMLElement);
  for (const [uid, film] of told) goesOn(shown, uid, film);
  const waits = waiting().length > 0;
  byId("log-more", HTMLElement).hidden = false;
  whole.show([
    { id: "add", state: 0, make: () => adding(data, ofWhole) },
    { id: "alarm", state: 0, make: alarming },
    { id: "note", state: state.note, make: () => noting(state, ofWhole) },
    {
      id: "end",
      state: { places, finished: state.finished, decided: state.decided, waits },
      make: () => ending(data, state, places, waits, ofWhole),
    },
  ]);
  rest.then(session.nextWords());
  line.show();
}

/** Something was written down: show it, and send it. */
function changed(same = ""): void {
  draw(same);
  sync.poke();
}

function show(uid: string | null): void {
  session.open = uid;
  draw();
  const target = document.getElementById(uid ? `head-${uid}` : "finish");
  target?.focus({ preventScroll: true });
  target?.closest(uid ? "li" : "section")?.scrollIntoView({ block: "start" });
}

function say(text: string): void {
  said.textContent = text;
}

// Another tab of this page on the same phone writes into the same journal.
addEventListener("storage", ({ key }) => {
  if (isJournal(key)) changed();
});

tidy();
changed();
void films.resume();
void keepPage(byId("log", HTMLElement).dataset["version"] ?? "").then((keeps) => line.keeps(keeps));
