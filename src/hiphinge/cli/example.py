"""`hiphinge example`: the way through on a clip that comes along."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from hiphinge.cli.analyze import Fast, Job, Json, Out, Overlay, Overwrite, Strict, run


def example(
    out: Out = None,
    fast: Fast = False,
    strictness: Strict = "normal",
    overlay: Overlay = False,
    json: Json = False,
    overwrite: Overwrite = False,
) -> None:
    """Judge the example that comes along: a rendered person, five reps, one with a fault."""
    from hiphinge.pipeline import Options  # noqa: PLC0415 (a second to import)

    job = Job(
        Options(fast=fast, strictness=strictness), track=None, overlay=overlay, overwrite=overwrite
    )
    with as_file(files("hiphinge") / "example" / "example.mp4") as video:
        run(job, [(video, out or Path("example-hiphinge"))], as_json=json)
