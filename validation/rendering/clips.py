"""The clips there are: the project's example and the small ones its tests read."""

from __future__ import annotations

from typing import Any

from .motion import Build, Clip, Repetition

MAN = Build(gender=0.0, height=0.45, weight=0.5, muscle=0.65)
WOMAN = Build(
    gender=1.0,
    height=0.55,
    weight=0.52,
    muscle=0.55,
    shirt=(178, 62, 84),
    shorts=(36, 58, 92),
    hair=(40, 28, 24),
    shoes=(230, 230, 226),
    skin=(176, 120, 90),
    bun=True,
)
HEAVY_MAN = Build(
    gender=0.0,
    height=0.5,
    weight=0.72,
    muscle=0.6,
    age=0.7,
    shirt=(98, 124, 64),
    shorts=(70, 56, 48),
    hair=(110, 104, 98),
    shoes=(40, 40, 44),
    skin=(226, 180, 154),
)


def _hinge(trunk_deg: float, knee_deg: float, **tempo: float) -> Repetition:
    return Repetition("hinge", trunk_deg, knee_deg, **tempo)


EXAMPLE = Clip(
    name="example",
    build=MAN,
    reps=(
        _hinge(64.0, 18.0),
        _hinge(67.0, 19.0, descent_s=1.35),
        Repetition("squatting", 45.0, 60.0, pressure=0.36),
        _hinge(65.0, 17.0, descent_s=1.25, ascent_s=0.95),
        _hinge(62.0, 18.0),
    ),
)

_SHORT: dict[str, Any] = {"lead_s": 0.8, "tail_s": 0.6}

CLIPS: dict[str, Clip] = {
    clip.name: clip
    for clip in (
        EXAMPLE,
        Clip(
            name="front",
            build=MAN,
            reps=(_hinge(64.0, 18.0), _hinge(66.0, 18.0)),
            view="front",
            centre_m=0.0,
            quality=28,
            **_SHORT,
        ),
        Clip(
            name="squat",
            build=WOMAN,
            reps=(Repetition("squat", 35.0, 100.0), Repetition("squat", 36.0, 102.0)),
            view="left",
            arms="forward",
            quality=28,
            **_SHORT,
        ),
        Clip(
            name="stiff",
            build=HEAVY_MAN,
            reps=(Repetition("stiff", 75.0, 3.0), Repetition("stiff", 76.0, 3.0)),
            view="left",
            arms="hang",
            stand_knee_deg=3.0,
            quality=28,
            **_SHORT,
        ),
        Clip(
            name="bow",
            build=WOMAN,
            reps=(
                Repetition("bow", 45.0, 5.0, shin_deg=0.8, spine_deg=22.0),
                Repetition("bow", 46.0, 5.0, shin_deg=0.8, spine_deg=22.0),
            ),
            arms="hang",
            quality=28,
            **_SHORT,
        ),
        Clip(
            name="walk",
            build=HEAVY_MAN,
            reps=(),
            arms="hang",
            walk_s=2.5,
            lead_s=0.0,
            tail_s=2.8,
            size=(640, 480),
            quality=28,
        ),
        Clip(
            name="deadlift",
            build=MAN,
            reps=(
                Repetition("deadlift", 76.0, 70.0, pause_s=0.5, ascent_s=1.2, stand_s=0.6),
                Repetition("deadlift", 76.0, 70.0, pause_s=0.5, ascent_s=1.2, stand_s=0.6),
            ),
            view="right",
            arms="bar",
            from_floor=True,
            quality=28,
            **_SHORT,
        ),
    )
}
