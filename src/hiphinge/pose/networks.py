"""The network files: where they lie, and that they are the ones that hiphinge was built with."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hiphinge.errors import SetupError

FOLDER = Path(__file__).parent / "networks"

SHA256 = {
    "pose_detection": "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
    "pose_landmark_full": "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    "pose_landmark_heavy": "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
}
"""Hashes of the networks in npm `@mediapipe/pose` 0.5.1675469404 (Apache-2.0)."""


def network(name: str, folder: Path = FOLDER) -> bytes:
    """Return the bytes of a network, checked.

    Raises
    ------
    SetupError
        When the file is missing or is not the one that is pinned.
    """
    path = folder / f"{name}.tflite"
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() == SHA256[name]:
        return data
    state = "is not the file it should be" if data else "is missing"
    raise SetupError(
        f"The pose network {path.name} {state}: install hiphinge again "
        "(in a checkout: pip install --force-reinstall --no-deps -e .)."
    )
