/**
 * A frame that stays in the window while its page goes by, as if the page were part of this one.
 *
 * A frame as high as its page leaves nothing in it that could stay in sight, and a frame with a bar
 * of its own catches the finger. So the frame is one window high and sticks to the window's top in a
 * box as high as its page; a person scrolls this page alone, and the frame's page is moved by what
 * this one has gone past the box's top. The other way, where the frame's page moves by itself (to
 * an anchor, to what has the focus), this one goes along.
 */

const NARROW = "(max-width: 63.99rem)";
/** Browsers round where a page stands to parts of a pixel [px]. */
const SAME_PX = 1;
/** A page that moves by itself, smoothly, tells of it more often than this [ms]. */
const LEADS_MS = 150;

export class Pinned {
  private readonly box: HTMLElement;
  private readonly frame: HTMLIFrameElement;
  private readonly narrow = matchMedia(NARROW);
  private height = 0;
  /** Where we moved the frame's page last [px]: what it tells of that is no movement of its own. */
  private moved = 0;
  /** Runs while the frame's page moves by itself: we must not hold it back. */
  private leads = 0;
  /** What we have taken up; while another page comes, there is nothing to move. */
  private taken: Document | null = null;

  constructor(box: HTMLElement, frame: HTMLIFrameElement) {
    this.box = box;
    this.frame = frame;
    window.addEventListener("scroll", () => this.follow(), { passive: true });
    window.addEventListener("resize", () => this.follow());
    // A finger decides.
    for (const name of ["touchmove", "wheel"] as const) {
      window.addEventListener(name, () => this.ended(), { passive: true });
    }
  }

  /** Take up a page that was loaded into the frame. */
  loaded(): void {
    this.taken = this.page?.document ?? null;
    this.moved = this.page?.scrollY ?? 0;
    this.page?.addEventListener("scroll", () => this.lead(), { passive: true });
    for (const name of ["touchmove", "wheel"] as const) {
      this.page?.addEventListener(name, () => this.ended(), { passive: true });
    }
    this.fit(this.height);
  }

  /** Give the frame and its box what room a page of this height takes [px]. */
  fit(height: number): void {
    this.height = height;
    this.box.classList.add("pinned");
    this.box.style.height = `${String(height)}px`;
    this.frame.height = String(height);
    // A page that only we move lets finger and wheel move this one.
    const root = this.page?.document.documentElement;
    if (root) root.style.overflow = "hidden";
    if (root) root.style.scrollBehavior = "auto";
    this.follow();
  }

  /** Bring a place of the frame's page to the top of the window, if a wide one does not show it. */
  show(element: Element, behavior: ScrollBehavior): void {
    const { top, bottom } = element.getBoundingClientRect();
    const above = this.frame.getBoundingClientRect().top;
    const seen = above + top >= 0 && above + bottom <= window.innerHeight;
    if (seen && !this.narrow.matches) return;
    window.scrollTo({ top: this.start + top + (this.page?.scrollY ?? 0), behavior });
  }

  private get page(): Window | null {
    return this.frame.contentWindow;
  }

  /** Where the box begins on this page [px]. */
  private get start(): number {
    return this.box.getBoundingClientRect().top + window.scrollY;
  }

  /** How far the frame's page has to be moved for where this page stands [px]. */
  private get gone(): number {
    const most = Math.max(0, this.height - this.frame.clientHeight);
    return Math.min(most, Math.max(0, -this.box.getBoundingClientRect().top));
  }

  private follow(): void {
    const { page, gone } = this;
    if (!page || page.document !== this.taken || this.leads) return;
    // An anchor moves both pages, and this one may tell of it first.
    if (Math.abs(page.scrollY - this.moved) > SAME_PX) {
      this.lead();
      return;
    }
    if (Math.abs(page.scrollY - gone) > SAME_PX) {
      page.scrollTo({ top: gone, behavior: "instant" });
    }
    this.moved = page.scrollY;
  }

  private lead(): void {
    const { page } = this;
    if (!page) return;
    if (!this.leads && Math.abs(page.scrollY - this.moved) <= SAME_PX) return;
    window.clearTimeout(this.leads);
    this.leads = window.setTimeout(() => this.ended(), LEADS_MS);
    window.scrollTo({ top: this.start + page.scrollY, behavior: "instant" });
  }

  private ended(): void {
    window.clearTimeout(this.leads);
    if (this.leads && this.page) this.moved = this.page.scrollY;
    this.leads = 0;
    this.follow();
  }
}
