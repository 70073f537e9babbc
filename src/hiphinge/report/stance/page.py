"""`stance.html`: one page that opens offline, with the picture inside it and no script at all."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from hiphinge.judgement.stance.kind import STANCES
from hiphinge.judgement.stance.rules import load
from hiphinge.report.stance.build import NAMES
from hiphinge.report.stance.figure import figure
from hiphinge.report.stance.sketch import sketches
from hiphinge.report.stance.text import TOLD
from hiphinge.report.stance.words import number
from hiphinge.report.words import closed, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.judgement.standard import Rule
    from hiphinge.motion.posture import Posture
    from hiphinge.quantities import Bytes
    from hiphinge.report.stance.model import StanceFinding, StanceReport

STYLES = ("tokens", "base", "parts", "stance")
GAUGE = 200.0
"""Width of a gauge in its own units."""


@dataclass(frozen=True, slots=True)
class StancePage:
    """Everything that the page shows.

    Attributes
    ----------
    report : StanceReport
    posture : Posture
        For the drawing.
    rgb : (H, W, 3) uint8
        The upright picture.
    """

    report: StanceReport
    posture: Posture
    rgb: Bytes


def render(page: StancePage) -> str:
    """Return the page as HTML."""
    report, posture = page.report, page.posture
    style = "\n".join(_read(f"css/{name}.css") for name in STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    texts = {
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "file": escape(_title(report)),
        "figure": figure(page.rgb, posture, f"The picture with its angles. {report.verdict}"),
        "tone": "good"
        if report.kind == "athletic"
        else "off"
        if report.kind in STANCES
        else "none",
        "verdict": escape(report.verdict),
        "detail": _paragraph(report.detail),
        "reason": "" if report.kind == "unjudged" else _paragraph(report.reason, "quiet small"),
        "fixes": "".join(map(_fix, _of(report, "fix"))),
        "kept": _list("Done well", (one.cue for one in _of(report, "keep"))),
        "sketches": sketches(report, posture.body, int(posture.view.facing)),
        "together": "".join(map(_paragraph, report.torso_and_shin.sentences)),
        "ready": _ready(report),
        "numbers": "".join(_row(rule, report) for rule in load().rules),
        "sure": "".join(map(_paragraph, (*report.how_sure, report.view.advice))),
        "unknown": _unknown(report),
        "method": _method(report),
        "version": escape(report.version),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: texts[found[1]], _read("stance.html"))


def _read(name: str) -> str:
    return files("hiphinge.report").joinpath("page", name).read_text(encoding="utf-8")


def _title(report: StanceReport) -> str:
    moment = report.picture.at_s
    return report.picture.file if moment is None else f"{report.picture.file} at {moment:.2f} s"


def _of(report: StanceReport, role: str) -> list[StanceFinding]:
    return [finding for finding in report.findings if finding.role == role]


def _paragraph(text: str, kind: str = "") -> str:
    if not text:
        return ""
    return f'<p class="{kind}">{escape(sentence(text))}</p>' if kind else f"<p>{escape(text)}</p>"


def _list(title: str, said: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(closed(one))}</li>" for one in said)
    return f"<h3>{escape(title)}</h3><ul>{items}</ul>" if items else ""


def _fix(one: StanceFinding) -> str:
    return (
        f'<article class="fix"><p class="label">Fix</p><h3>{escape(one.title)}</h3>'
        f'<p class="cue">{escape(one.cue)}</p><p>{escape(sentence(one.evidence))} '
        f"{escape(sentence(one.certainty))}</p><details><summary>Why, and how well this is known"
        f"</summary><p>{escape(one.why)}</p><p>{escape(sentence(one.source))} Label: "
        f"{escape(one.label)} (R our judgement, A the article, D derived).</p></details></article>"
    )


def _ready(report: StanceReport) -> str:
    if not report.ready:
        return "<p>Not asked of who does not stand on flat feet.</p>"
    rows = "".join(
        f'<li class="{one.told}"><span class="told">{escape(TOLD[one.told])}</span>'
        f"<span><strong>{escape(sentence(one.what)[:-1])}</strong><br>"
        f'<span class="quiet small">{escape(sentence(one.how))}</span></span></li>'
        for one in report.ready
    )
    return f'<ul class="plain ready">{rows}</ul>'


def _row(rule: Rule, report: StanceReport) -> str:
    found = report.measures[rule.measure]
    if found.value is None or found.sd is None:
        return ""
    value = number(found.value, found.sd, rule.unit)
    wanted = (
        f"{number(rule.good.low, None, rule.unit)} to {number(rule.good.high, None, rule.unit)}"
    )
    legs = " leg lengths" if rule.unit == "leg" else ""
    return (
        f"<tr><th scope=row>{escape(sentence(NAMES[rule.measure])[:-1])}</th><td>{value}{legs}</td>"
        f"<td>{wanted}</td><td>{_gauge(rule, found.value, found.sd)}</td></tr>"
    )


def _gauge(rule: Rule, value: float, sd: float) -> str:
    """Return a small scale: the wanted zone, the value, and its doubt."""
    reach = rule.off.high - rule.off.low
    low, high = rule.off.low - reach / 4, rule.off.high + reach / 4

    def at(number_: float) -> float:
        return 4 + (GAUGE - 8) * min(max((number_ - low) / (high - low), 0.0), 1.0)

    left, right = at(rule.good.low), at(rule.good.high)
    return (
        f'<svg class="gauge" viewBox="0 0 {GAUGE:.0f} 22" aria-hidden="true">'
        f'<rect class="track" x="0" y="8" width="{GAUGE:.0f}" height="6"/>'
        f'<rect class="zone" x="{left:.1f}" y="8" width="{right - left:.1f}" height="6"/>'
        f'<line class="doubt" x1="{at(value - sd):.1f}" x2="{at(value + sd):.1f}" y1="11" y2="11"/>'
        f'<circle class="value" cx="{at(value):.1f}" cy="11" r="5"/></svg>'
    )


def _unknown(report: StanceReport) -> str:
    said = [
        f"<dt>{escape(sentence(one.what)[:-1])}</dt><dd>{escape(sentence(one.why))} "
        f"{escape(sentence(one.advice))}</dd>"
        for one in report.not_measured
    ]
    said += [
        f"<dt>{escape(one.title)}</dt><dd>{escape(sentence(one.evidence))} {escape(one.why)}</dd>"
        for one in _of(report, "cannot_tell")
    ]
    return f"<dl>{''.join(said)}</dl>"


def _method(report: StanceReport) -> str:
    rows = []
    for step in report.provenance:
        settings = "; ".join(f"{name}: {value}" for name, value in step.parameters.items())
        rows.append(
            f"<dt>{escape(step.stage)}</dt><dd>{escape(sentence(step.what))} "
            f'<span class="quiet small">{escape(settings)}</span></dd>'
        )
    return f"<dl>{''.join(rows)}</dl>"
