"""Which npm packages the build and the tests use, each pinned by the SHA-256 of its archive."""

from __future__ import annotations

from typing import NamedTuple


class Package(NamedTuple):
    """One npm package: its archive's hash, and which member goes where, with the member's hash."""

    spec: str
    sha256: str
    members: dict[str, tuple[str, str]]


NETWORKS = "src/hiphinge/pose/networks"
VENDOR = "src/hiphinge/report/page/vendor"

SHIPPED = (
    Package(
        "@mediapipe/pose@0.5.1675469404",
        "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84",
        {
            "package/pose_solution_packed_assets.data": (
                f"{NETWORKS}/pose_detection.tflite",
                "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
            ),
            "package/pose_landmark_full.tflite": (
                f"{NETWORKS}/pose_landmark_full.tflite",
                "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
            ),
            "package/pose_landmark_heavy.tflite": (
                f"{NETWORKS}/pose_landmark_heavy.tflite",
                "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
            ),
        },
    ),
    Package(
        "uplot@1.6.32",
        "4b8a8191e425658e3ea8c8c1314b0fc679c861ee3a1af2b20c7b16ba50b5133d",
        {
            "package/dist/uPlot.iife.min.js": (
                f"{VENDOR}/uplot.js",
                "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
            ),
            "package/dist/uPlot.min.css": (
                f"{VENDOR}/uplot.css",
                "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
            ),
            "package/LICENSE": (
                f"{VENDOR}/uplot.LICENSE",
                "8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd",
            ),
        },
    ),
)
"""What a wheel carries; NOTICE names them."""

TESTED_WITH = (
    Package(
        "axe-core@4.14.1",
        "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        {
            "package/axe.min.js": (
                "tests/vendor/axe.min.js",
                "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
            ),
        },
    ),
)
"""What only the tests use: the checker of the pages' accessibility. No wheel carries it."""

TYPESCRIPT = Package(
    "typescript@5.9.3",
    "10e108c9cf7d5f2879053dff18515fb405abf2ccef63eaaf017d9c571687a1d3",
    {},
)
"""The compiler of the web pages' scripts; no wheel carries it. Version 7 and later are a program
for each platform, 5 is one script for all."""
