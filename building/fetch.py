"""Fetch npm packages and check them against their pins before anything is used."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from building.node import command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building.packages import Package


def sha256(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def missing(root: Path, package: Package) -> bool:
    """Tell whether any file of the package is absent or altered below `root`."""
    targets = ((root / target, digest) for target, digest in package.members.values())
    return any(not path.is_file() or sha256(path) != digest for path, digest in targets)


@contextmanager
def unpacked(package: Package) -> Iterator[tarfile.TarFile]:
    """Fetch a package's archive with npm, check it, and open it for reading.

    Raises
    ------
    RuntimeError
        When npm fails, or when what arrives is not what was pinned.
    """
    with tempfile.TemporaryDirectory() as folder:
        pack = ["pack", package.spec, "--silent", "--pack-destination", folder]
        done = subprocess.run([*command("npm"), *pack], capture_output=True, text=True, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            message = done.stderr.strip() or done.stdout.strip() or "no archive arrived"
            raise RuntimeError(f"npm could not fetch {package.spec}: {message}")
        if sha256(archives[0]) != package.sha256:
            raise RuntimeError(f"{package.spec} is not the archive that hiphinge pins; not used.")
        with tarfile.open(archives[0]) as archive:
            yield archive


def fetch(root: Path, package: Package) -> None:
    """Fetch one package and lay its members in place below `root`.

    Raises
    ------
    RuntimeError
        When npm fails, or when what arrives is not what was pinned.
    """
    with unpacked(package) as archive:
        for member, (target, digest) in package.members.items():
            source = archive.extractfile(member)
            if source is None:
                raise RuntimeError(f"{package.spec} holds no {member}")
            data = source.read()
            if hashlib.sha256(data).hexdigest() != digest:
                raise RuntimeError(f"{target} is not the file that hiphinge pins; not used.")
            place(root / target, data)


def place(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step, so that no reader meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(data)
    written = Path(partial.name)
    written.chmod(0o644)
    written.replace(path)
