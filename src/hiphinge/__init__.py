"""See a hip hinge as a good coach does, and say how sure that is.

The whole public face::

    from hiphinge import analyze

    analysis = analyze("set.mp4")
    print(analysis.report.set.verdict)
    analysis.save("set-report")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hiphinge.errors import ClipError, HingeError, SetupError, UsageError
    from hiphinge.pipeline import Analysis, Options, analyze
    from hiphinge.stance_pipeline import StanceAnalysis, stance

__all__ = [
    "Analysis",
    "ClipError",
    "HingeError",
    "Options",
    "SetupError",
    "StanceAnalysis",
    "UsageError",
    "analyze",
    "stance",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `hiphinge --help` stays quick."""
    if name not in __all__:
        raise AttributeError(f"module 'hiphinge' has no attribute {name!r}")
    home = "errors" if name.endswith("Error") else "pipeline"
    home = "stance_pipeline" if name in {"StanceAnalysis", "stance"} else home
    return getattr(import_module(f"hiphinge.{home}"), name)
