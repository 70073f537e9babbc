"""The page under the checker of accessibility."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from pages import Opened

if TYPE_CHECKING:
    from pathlib import Path

AXE = "axe-core@4.14.1"


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the code of the accessibility checker, or skip where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which brings the accessibility checker, is not on this machine")
    place = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        [npm, "pack", AXE, "--silent", "--pack-destination", str(place)],
        capture_output=True, text=True, check=False, timeout=180, cwd=place,
    )  # fmt: skip
    archives = list(place.glob("*.tgz"))
    if done.returncode or not archives:
        pytest.skip(f"npm could not fetch {AXE}")
    with tarfile.open(archives[0]) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


@pytest.mark.parametrize("which", ["report", "spine_report", "signed_report", "compared"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_accessible(
    browser: Any, request: pytest.FixtureRequest, axe: str, scheme: Any, width: int, which: str
) -> None:
    report: Path = request.getfixturevalue(which)
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page = Opened(context.new_page()).go(report)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    context.close()
    found = [
        (one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in result["violations"]
    ]
    assert found == [], json.dumps(found, indent=1)
