"""The rows of the table in docs/standard.md, as the moves' own files have them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from hiphinge.judgement.doubt import Zone
from hiphinge.moves.move import FOLDER, moves
from hiphinge.report import evidence
from hiphinge.report.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows() -> Iterator[str]:
    """Yield one row for each rule that a move's own file has."""
    for path in sorted(FOLDER.glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            yield row(path.stem, rule)


def row(move: str, rule: dict[str, Any]) -> str:
    one = moves()[move]
    phases = {phase.event: phase.name for phase in one.phases}
    at = rule.get("at", one.hinge_at)
    unit = rule["unit"]
    sides = [
        f"{word} {edge(rule['off'], index, unit)}"
        for index, (side, word) in enumerate((("low", "below"), ("high", "above")))
        if side in rule
    ]
    of = evidence.OF_WHAT.get(unit, "")
    wanted = evidence._zone(zone(rule["good"]), unit) + of
    return (
        f"| {one.title} | `{rule['name']}` | {evidence.MEASURES[rule['measure']]} | "
        f"{phases.get(at, at)} | {wanted} | {', '.join(sides)} | {rule['label']} |"
    )


def zone(edges: list[float]) -> Zone:
    return Zone(*edges)


def edge(edges: list[float], index: int, unit: str) -> str:
    return amount(edges[index], None, "deg" if unit == "deg" else "frac")
