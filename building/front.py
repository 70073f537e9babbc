"""Compile the web pages' TypeScript to the native modules that a browser loads."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from building.fetch import place, unpacked
from building.node import command
from building.packages import TYPESCRIPT

SOURCES = "src/hiphinge/web/front"
OUTPUT = "src/hiphinge/web/static/js"
WORKER = "sw"
"""The folder below `SOURCES` whose scripts run in a service worker, not in a page."""

STAMP = ".sources"
"""The file beside the output that holds the hash of what it was compiled from."""

LIBRARY = "package/lib/"
"""Where the archive of TypeScript keeps the compiler and what it knows of browsers."""


def sources(root: Path) -> list[Path]:
    """Return the scripts below `root` that are compiled, declarations not among them."""
    found = sorted((root / SOURCES).rglob("*.ts"))
    return [path for path in found if not path.name.endswith(".d.ts")]


def outputs(root: Path) -> list[Path]:
    """Return the modules that compiling all sources makes."""
    names = (path.relative_to(root / SOURCES).with_suffix(".js") for path in sources(root))
    return [root / OUTPUT / name for name in names]


def digest(root: Path) -> str:
    """Return a hash over all that decides the output: scripts, settings and compiler."""
    seen = hashlib.sha256(TYPESCRIPT.sha256.encode())
    settings = (root / SOURCES).rglob("*.json")
    for path in sorted([*(root / SOURCES).rglob("*.ts"), *settings]):
        seen.update(path.relative_to(root / SOURCES).as_posix().encode() + b"\0")
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def current(root: Path) -> bool:
    """Tell whether the output below `root` is whole and made from today's sources."""
    stamp = root / OUTPUT / STAMP
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != digest(root):
        return False
    return all(path.is_file() for path in outputs(root))


def compile_front(root: Path) -> None:
    """Compile all scripts below `root`, and remove the output of scripts that are gone.

    Raises
    ------
    RuntimeError
        When the compiler finds an error, in the compiler's words, or cannot be fetched. The
        output then stays as it was.
    """
    wanted, made_of = outputs(root), digest(root)
    compiler = typescript(root)
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder)
        projects = {root / SOURCES: staged, root / SOURCES / WORKER: staged / WORKER}
        for project, out in projects.items():
            if any(project.glob("*.ts")):
                run(compiler, project, out)
        for path in wanted:
            place(path, (staged / path.relative_to(root / OUTPUT)).read_bytes())
    for path in (root / OUTPUT).rglob("*.js"):
        if path not in wanted:
            path.unlink()
    place(root / OUTPUT / STAMP, made_of.encode())


def run(compiler: Path, project: Path, out: Path) -> None:
    """Compile the folder `project`, which holds a tsconfig.json, into the folder `out`."""
    ask = [str(compiler), "--project", str(project), "--outDir", str(out), "--pretty", "false"]
    done = subprocess.run([*command("node"), *ask], capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout.strip() or done.stderr.strip() or "the compiler said nothing"
        raise RuntimeError(f"The TypeScript in {project} does not compile:\n{said}")


def typescript(root: Path) -> Path:
    """Return the compiler's script, fetched once into the build folder below `root`."""
    home = root / "build" / TYPESCRIPT.spec.replace("@", "-")
    script = home / "lib" / "tsc.js"
    if script.is_file():
        return script
    with unpacked(TYPESCRIPT) as archive:
        for member in archive.getmembers():
            name = member.name.removeprefix(LIBRARY)
            wanted = name in ("_tsc.js", "tsc.js") or (
                name.startswith("lib.") and name.endswith(".d.ts")
            )
            source = archive.extractfile(member) if wanted else None
            # The script is what tells that all is there, so it comes last.
            if source is not None and name != script.name:
                place(home / "lib" / name, source.read())
        for name in ("package/package.json", f"{LIBRARY}{script.name}"):
            source = archive.extractfile(name)
            if source is None:
                raise RuntimeError(f"{TYPESCRIPT.spec} holds no {name}")
            place(home / name.removeprefix("package/"), source.read())
    return script
