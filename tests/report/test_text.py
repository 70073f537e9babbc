from __future__ import annotations

from pathlib import Path

import exportbodies
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.report.model import Gap, Report
from hiphinge.report.text import LEAST_WIDTH, headline, verdict
from hiphinge.report.words import amount, closed, sentence, wrap

WHERE = Path("set") / "report.html"


def rich_report() -> Report:
    """Return a report in which everything that can be said is said."""
    plain = exportbodies.report()
    return exportbodies.report(
        load_kg=60.0,
        strictness="strict",
        reps=[
            exportbodies.rep(1),
            exportbodies.rep(2, kind="stiff_legged", knee_deg=4.0),
            exportbodies.rep(
                3,
                kind="unjudged",
                complete=False,
                cut="the clip ends before the lockout",
                reason="the legs were out of the picture",
            ),
        ],
        findings=[
            *plain.findings,
            exportbodies.finding(role="watch", title="The third rep is slower"),
            exportbodies.finding(
                role="cannot_tell", title="Head position", evidence="the ear is hidden"
            ),
        ],
        view=plain.view.model_copy(update={"advice": "turn the phone to look at your side"}),
        how_sure=["The camera was turned 5° ±6° from a pure side view."],
        left_out=[4, 6],
    )


def test_everything_is_said() -> None:
    said = " ".join(verdict(rich_report(), WHERE).split())
    for words in (
        "set.mp4",
        "Exercise: hinge, as it looks, 60 kg, strict judgement",
        "Two hinges, and both are hinges.",
        "Reps 4 and 6 were left out by you.",
        "1. Soften the knees.",
        "Unlock the knees before you push the hips back.",
        "the knee was bent 4° ±5°; 12° to 30° is wanted.",
        "How sure: quite sure.",
        "The third rep is slower.",
        "The hips lead and go well back.",
        "Rounding of the back: one line from shoulder to hip cannot show it.",
        "Head position: the ear is hidden.",
        "3.0 s to 3.3 s: the lifter was lost.",
        "How sure The camera was turned 5° ±6° from a pure side view.",
        "Filming Turn the phone to look at your side.",
        str(WHERE),
    ):
        assert words in said


def test_what_matters_most_comes_first() -> None:
    said = verdict(rich_report(), WHERE)
    order = [
        "Two hinges",
        "How sure",
        "Fix first",
        "Done well",
        "Repetitions",
        "Not measured",
        "Filming",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_table_of_repetitions_in_eighty_columns() -> None:
    lines = verdict(rich_report()).split("\n")
    top = next(i for i, line in enumerate(lines) if line.startswith("  rep "))
    assert " ".join(lines[top].split()) == "rep bottom at kind knee trunk hips back / leg"
    assert " ".join(lines[top + 1].split()) == "1 2.0 s hinge 17° ±5° 62° ±4° 0.20 ±0.02"
    second = "2 6.0 s stiff-legged hinge 4° ±5° 62° ±4° 0.20 ±0.02"
    assert " ".join(lines[top + 2].split()) == second
    assert lines[top + 3].split()[3:6] == ["not", "judged", "(cut)"]
    assert len({len(line) for line in lines[top : top + 4]}) == 1
    assert "  - Rep 3: the clip ends before the lockout." in lines
    assert "  - Rep 3: the legs were out of the picture." in lines


def told_report() -> Report:
    """Return a report whose first and last fold are split between hip and spine."""
    return exportbodies.report(
        reps=[
            exportbodies.told(1),
            exportbodies.rep(2, kind="stiff_legged", silence="the outline was not seen"),
            exportbodies.told(3, kind="unjudged", complete=False, hip_deg=101.0, spine_deg=-3.0),
        ]
    )


def test_the_parts_of_the_fold_stand_in_the_table() -> None:
    lines = verdict(told_report()).split("\n")
    top = next(i for i, line in enumerate(lines) if line.startswith("  rep "))
    assert " ".join(lines[top].split()) == "rep bottom kind knee trunk hips back hip spine"
    first = "1 2.0 s hinge 17° ±5° 62° ±4° 0.20 ±0.02 62° ±4° 16° ±4°"
    assert " ".join(lines[top + 1].split()) == first
    assert lines[top + 2].split()[3] == "stiff-legged"
    assert lines[top + 2].split()[-2:] == ["-", "-"]
    assert lines[top + 3].endswith("101° ±4°  −3° ±4°")
    assert max(map(len, lines)) <= 80
    assert lines[top + 4].startswith("  - Hips back: in leg lengths. Hip and spine: their parts")


def test_without_room_for_a_table_each_part_is_named() -> None:
    said = " ".join(verdict(told_report(), width=50).split())
    assert "hips back 0.20 ±0.02 leg, fold from the hip 62° ±4°, from the spine 16° ±4°" in said
    assert "stiff-legged hinge" in said
    assert "their parts" not in said


@given(st.integers(24, 200))
def test_the_parts_of_the_fold_keep_to_the_width(width: int) -> None:
    assert max(map(len, verdict(told_report(), width=width).split("\n"))) <= width


def test_repetitions_of_one_reason_are_named_together() -> None:
    unjudged = [
        exportbodies.rep(number, kind="unjudged", reason="the view is from the front")
        for number in (1, 2)
    ]
    said = verdict(exportbodies.report(reps=unjudged))
    assert "  - All reps: the view is from the front." in said


def test_an_unmeasured_bottom_is_a_dash() -> None:
    bare = exportbodies.rep(1).model_copy(update={"bottom": {}})
    said = verdict(exportbodies.report(reps=[bare, exportbodies.rep(2)]))
    line = next(line for line in said.split("\n") if "2.0 s" in line)
    assert line.split() == ["1", "2.0", "s", "hinge", "-", "-", "-"]


@pytest.mark.parametrize("width", [80, 24])
def test_what_no_rep_was_measured_in_has_no_column(width: int) -> None:
    bare = [exportbodies.rep(one).model_copy(update={"bottom": {}}) for one in (1, 2)]
    said = verdict(exportbodies.report(reps=bare), width=width)
    assert "knee" not in said[said.index("Repetitions") :]
    assert not any(line.endswith((" ", ":")) for line in said.split("\n") if "hinge" in line)


@given(st.integers(1, 200))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    said = verdict(rich_report(), width=width)
    assert max(map(len, said.split("\n"))) <= max(width, LEAST_WIDTH)
    assert said.endswith("\n")
    assert "\n\n\n" not in said


@given(st.integers(1, 200))
def test_words_do_not_depend_on_the_width(width: int) -> None:
    """Only the table turns into lines; every other word is said at any width."""
    plain = exportbodies.report(reps=[])
    assert verdict(plain, width=width).split() == verdict(plain, width=1000).split()


def test_plain_text_only() -> None:
    said = verdict(rich_report(), WHERE)
    assert "\x1b" not in said
    assert all(char == "\n" or char.isprintable() for char in said)


def test_never_words_of_fear() -> None:
    said = verdict(rich_report(), WHERE).lower()
    assert "safe" not in said
    assert "danger" not in said


def test_a_long_path_stays_whole_so_that_it_can_be_opened() -> None:
    where = Path("a-very-long-folder-name-of-someone") / "another one" / "report.html"
    assert f"\n  {where}\n" in verdict(exportbodies.report(), where, width=30)


def test_nothing_to_say_leaves_no_heading() -> None:
    bare = exportbodies.report(reps=[], findings=[], not_measured=[], gaps=[])
    said = verdict(bare)
    for heading in ("Fix", "Done well", "Keep an eye", "Repetitions", "Not measured", "Filming"):
        assert heading not in said
    assert "Report:" not in said


def test_many_gaps_are_cut_short() -> None:
    gaps = [Gap(start_s=i, end_s=i + 0.5, why="the lifter was lost") for i in range(9)]
    said = verdict(exportbodies.report(gaps=gaps))
    assert said.count("the lifter was lost") == 5
    assert "4 more moments: see the report." in said


def test_headline_is_one_line() -> None:
    said = headline(rich_report())
    assert said == (
        "set.mp4: 3 reps: 1 hinge, 1 stiff-legged hinge, 1 not judged. First: Soften the knees."
    )
    assert headline(exportbodies.report(reps=[], findings=[])) == "set.mp4: no repetitions."
    assert headline(exportbodies.report(findings=[])) == "set.mp4: 2 reps: 2 hinges."


@pytest.mark.parametrize(
    ("value", "sd", "unit", "said"),
    [
        (18.2, 4.9, "deg", "18° ±5°"),
        (-0.3, 0.2, "deg", "−0.3° ±0.2°"),
        (0.1971, 0.02, "frac", "0.20 ±0.02"),
        (2.04, 0.05, "s", "2.0 s ±0.1 s"),
        (1.5, None, "deg/rep", "1.5 deg/rep"),
        (None, 3.0, "deg", "-"),
        (float("nan"), 3.0, "deg", "-"),
        (3.0, float("nan"), "deg", "3°"),
    ],
)
def test_amount(value: float | None, sd: float | None, unit: str, said: str) -> None:
    assert amount(value, sd, unit) == said


def test_sentences() -> None:
    assert [sentence(text) for text in ("", " keep it ", "Why?")] == ["", "Keep it.", "Why?"]
    assert [closed(text) for text in ("", "keep it", "done.")] == ["", "keep it.", "done."]


def test_a_number_keeps_its_unit_on_its_line() -> None:
    assert wrap("it took 2.0 s down", 12) == ["it took", "2.0 s down"]
    assert wrap("a knee of 4° ±5° is", 12) == ["a knee of", "4° ±5° is"]
