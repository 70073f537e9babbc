"""The Chromium of the tests: how it is started, and how long its pages are waited for."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("chromium", "chromium-browser", "google-chrome")
OFF = [
    # Of each new window Chromium draws two more pages beside the one that is asked for, to have
    # them when somebody types an address: that is half of what a window costs.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    # What Playwright switches off itself: the last list alone counts.
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
]  # fmt: skip
"""Parts of Chromium that no test looks at; names that a version does not know do nothing."""
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--disable-features={','.join(OFF)}",
]  # fmt: skip


PATIENCE_MS = 180_000
"""What a page has not done by then it never will [ms]; Playwright itself gives up after 30 s."""
TOASTS_STAY = """{
  // What a page takes away after 12 s is still there when a slow machine comes to it.
  const real = window.setTimeout;
  window.setTimeout = (act, wait, ...more) => real(act, wait === 12_000 ? 1e9 : wait, ...more);
}"""


def installed() -> str | None:
    """Return where this machine has a Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launched(play: Any, executable: str) -> Any:
    """Start a browser whose pages are waited for as long as a slow machine takes."""
    browser = play.chromium.launch(executable_path=executable, args=FLAGS, timeout=PATIENCE_MS)
    browser.new_context = partial(_patient, browser.new_context)
    browser.new_page = partial(_patient, browser.new_page)
    return browser


def _patient(make: Callable[..., Any], **options: Any) -> Any:
    made = make(**options)
    made.set_default_timeout(PATIENCE_MS)
    made.add_init_script(TOASTS_STAY)
    return made
