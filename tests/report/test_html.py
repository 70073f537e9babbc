"""The page as text: one file, no way out, and nothing in it that a name could break."""

from __future__ import annotations

import base64
import hashlib
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import synthetic
import synthetic_report
import synthetic_spine

from hiphinge.errors import SetupError
from hiphinge.report import html
from hiphinge.report.html import render
from hiphinge.report.page_input import PageInput

if TYPE_CHECKING:
    from collections.abc import Iterator

EVIL = "</script><img src=x onerror=alert(1)> \u2028 & 'set' \"one\".mp4"


class Elements(HTMLParser):
    """Collect the elements of a page: name, attributes, and the text right inside."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][2].append(data)

    def of(self, tag: str) -> Iterator[tuple[dict[str, str | None], str]]:
        return ((attrs, "".join(texts)) for name, attrs, texts in self.found if name == tag)


def page_text(video: bytes | str | None = b"\0" * 1000, file: str = "set.mp4") -> str:
    return "".join(render(synthetic_report.make_page(video, file)))


def page_data(text: str) -> dict[str, Any]:
    found = next(
        body for attrs, body in Elements(text).of("script") if attrs.get("id") == "page-data"
    )
    data: dict[str, Any] = json.loads(found)
    return data


@pytest.fixture(scope="module")
def text() -> str:
    return page_text()


def test_asks_for_nothing(text: str) -> None:
    for _, attrs, _ in Elements(text).found:
        for name in ("src", "href", "srcset", "action", "poster", "data"):
            assert (attrs.get(name) or "#").startswith(("#", "data:,"))
    assert "@import" not in text
    assert "url(" not in text


def test_policy_names_every_script_and_style(text: str) -> None:
    elements = Elements(text)
    policy = next(a["content"] or "" for a, _ in elements.of("meta") if a.get("http-equiv"))
    code = [body for attrs, body in elements.of("script") if "type" not in attrs]
    assert len(code) == 2
    for body in [*code, *(body for _, body in elements.of("style"))]:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    ("video", "media"), [(b"\0", "blob:"), ("set.mp4", "'self' file:"), (None, "'none'")]
)
def test_policy_opens_only_the_video_there_is(video: bytes | str | None, media: str) -> None:
    assert f"media-src {media};" in page_text(video)


def test_a_name_cannot_break_out() -> None:
    text = page_text(file=EVIL)
    assert len(list(Elements(text).of("script"))) == len(list(Elements(page_text()).of("script")))
    assert "onerror" not in "".join(str(attrs) for _, attrs, _ in Elements(text).found)
    assert page_data(text)["report"]["clip"]["file"] == EVIL


def test_a_video_beside_the_page_is_named_safely() -> None:
    data = page_data(page_text("a:b #1?.mp4"))
    assert data["video"]["url"] == "./a%3Ab%20%231%3F.mp4"


@pytest.mark.parametrize("length", [1, html.BLOCK - 1, html.BLOCK, html.BLOCK + 1])
def test_video_comes_back_whole(length: int) -> None:
    video = bytes(np.random.default_rng(1).integers(0, 256, length, dtype=np.uint8))
    found = next(
        body
        for attrs, body in Elements(page_text(video)).of("script")
        if attrs.get("id") == "video-data"
    )
    assert base64.b64decode(found, validate=True) == video


def test_video_type_is_seen_from_its_bytes() -> None:
    assert page_data(page_text(b"\x1a\x45\xdf\xa3 and so on"))["video"]["type"] == "video/webm"
    assert page_data(page_text(b"\0\0\0\x20ftypisom"))["video"]["type"] == "video/mp4"


def test_missing_numbers_are_null_and_empty_measures_get_no_chart(text: str) -> None:
    data = page_data(text)
    motion = synthetic.make_motion()
    lost = np.flatnonzero(motion.missing)
    knee = data["frames"]["series"]["knee_deg"][0]
    assert [index for index, value in enumerate(knee) if value is None] == lost.tolist()
    assert data["frames"]["missing"] == [[lost[0], lost[-1], "the lifter was lost"]]
    assert "spine_deg" not in data["frames"]["series"]
    assert data["charts"] == [
        "trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg", "hips_back_frac",
        "hip_height_frac",
    ]  # fmt: skip


def test_steps_keep_a_tenth(text: str) -> None:
    frames = page_data(text)["frames"]
    motion = synthetic.make_motion()
    whole = [value for value in frames["series"]["trunk_deg"][0] if value is not None]
    true = motion.series["trunk_deg"].value
    np.testing.assert_allclose(
        np.array(whole) / frames["per"]["deg"], true[~np.isnan(true)], atol=0.051
    )
    np.testing.assert_allclose(
        np.array(frames["time"]) / frames["per"]["s"], motion.time_s, atol=6e-5
    )


def test_open_zones_have_no_edge(text: str) -> None:
    zones = page_data(text)["zones"]["knee_deg"]
    assert zones[0] == ["stiff", None, 8.0, "off"]
    assert zones[-1][2] is None


def test_the_height_that_is_kept_is_carried_over_to_the_curve_of_the_height(text: str) -> None:
    data = page_data(text)
    standing = data["standing"]["hip_height_frac"][0]
    kept = [zone[1] for zone in data["zones"]["hip_kept_frac"]]
    assert [zone[1] for zone in data["curve_zones"]["hip_height_frac"]] == [
        None if edge is None else pytest.approx(edge * standing, abs=1e-3) for edge in kept
    ]
    assert "hip_height_frac" not in data["zones"]


def test_a_frame_costs_little(text: str) -> None:
    size = len(json.dumps(page_data(text)["frames"], separators=(",", ":")))
    assert size / 450 < 260


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """Return the data of the page of a set in which hip and spine are told apart."""
    return page_data("".join(render(synthetic_spine.make_page(None))))


def test_hip_and_spine_get_charts_where_they_were_measured(told: dict[str, Any]) -> None:
    assert told["charts"][4:7] == ["thigh_trunk_deg", "hip_deg", "spine_deg"]
    values = told["frames"]["series"]["spine_deg"][0]
    motion = synthetic_spine.make_motion()
    assert [one is None for one in values] == np.isnan(motion.series["spine_deg"].value).tolist()


def test_the_outline_comes_back_within_half_a_pixel(told: dict[str, Any]) -> None:
    motion = synthetic_spine.make_motion()
    assert motion.back_px is not None
    frames = told["frames"]
    for runs, points in zip(frames["back"], motion.back_px, strict=True):
        if np.isnan(points).any():
            assert runs == []
            continue
        (run,) = runs
        back = np.cumsum(np.reshape(run, (-1, 2)), axis=0) / frames["back_per"]
        np.testing.assert_allclose(back, points, atol=0.51)


def test_the_outline_of_a_small_picture_is_kept_finer() -> None:
    made = synthetic_spine.make_page(None)
    clip = made.report.clip.model_copy(update={"width_px": 320})
    small = PageInput(report=made.report.model_copy(update={"clip": clip}), motion=made.motion)
    assert page_data("".join(render(small)))["frames"]["back_per"] == 10


def test_the_outline_costs_little(told: dict[str, Any], text: str) -> None:
    def size(frames: dict[str, Any]) -> float:
        return len(json.dumps(frames, separators=(",", ":"))) / 450

    assert size({"back": told["frames"]["back"]}) < 120
    assert "back" not in page_data(text)["frames"]


def test_joints_are_drawn_from_their_centres(told: dict[str, Any], text: str) -> None:
    off = synthetic_spine.DEEPER * told["frames"]["per"]["px"]
    plain = page_data(text)["frames"]["points"]
    moved = told["frames"]["points"]
    assert moved["knee"][0][0] - plain["knee"][0][0] == pytest.approx(off, abs=1)
    assert moved["heel"] == plain["heel"]


def test_no_frame_measured_still_makes_a_page() -> None:
    page = synthetic_report.make_page(None)
    text = "".join(render(PageInput(report=page.report, motion=synthetic.nobody())))
    data = page_data(text)
    assert data["charts"] == []
    assert data["frames"]["missing"] == [[0, 449, "nobody was found"]]


def test_missing_chart_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    read = html._read

    def without(name: str) -> str:
        if name.startswith("vendor"):
            raise FileNotFoundError(name)
        return read(name)

    monkeypatch.setattr(html, "_read", without)
    with pytest.raises(SetupError, match="install hiphinge again"):
        "".join(render(synthetic_report.make_page(None)))
