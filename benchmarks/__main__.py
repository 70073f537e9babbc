"""Measure speed as ratios: `python -m benchmarks [VIDEO]`.

1. Whole `analyze`, from the file to the written report, against the landmark network alone over
   the same frames, on as many threads.
2. `--fast` against the usual recipe (see recipe.py), each in its own process, loading included.
3. Memory and time of a clip against the same clip four times as long.
4. Outline and correction of a frame (joints, hip and spine) against the network on that frame.

Every pair is run in turn, three times; medians are quoted.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.clips import EXAMPLE, repeated
from hiphinge import Options, analyze
from hiphinge.motion.measure import measure
from hiphinge.pipeline import look
from hiphinge.pose.blazepose import LANDMARK_SIZE, BlazePose
from hiphinge.pose.estimator import body_roi
from hiphinge.pose.outline import outline
from hiphinge.source.probe import probe

ROUNDS = 3
ROOT = Path(__file__).parents[1]
RECIPE_ENV = ROOT / "build" / "recipe-env"


def whole(video: Path, *, fast: bool = False) -> tuple[float, int]:
    """Return the seconds of one analysis with its report, and the frames seen."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        analysis = analyze(video, Options(fast=fast))
        analysis.save(Path(folder) / "out")
    return time.perf_counter() - began, len(analysis.track.time_s)


def network_alone(frames: int) -> float:
    """Return the seconds that the heavy network takes for so many squares, on two threads."""
    square = np.random.default_rng(1).random((LANDMARK_SIZE, LANDMARK_SIZE, 3), dtype=np.float32)

    def run(pose: BlazePose, count: int) -> None:
        for _ in range(count):
            pose.infer(square)

    poses = [BlazePose("heavy"), BlazePose("heavy")]
    for pose in poses:
        run(pose, 3)
    parts = [frames // 2, frames - frames // 2]
    began = time.perf_counter()
    threads = [threading.Thread(target=run, args=pair) for pair in zip(poses, parts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def against_network(video: Path) -> None:
    """Print ratio 1."""
    ratios = []
    for _ in range(ROUNDS):
        seconds, frames = whole(video)
        alone = network_alone(frames)
        ratios.append(alone / seconds)
        print(f"  analyze {seconds:.2f} s, network alone {alone:.2f} s, {frames} frames")
    print(f"network alone / whole analyze: {statistics.median(ratios):.2f} (wanted 0.85)")


def against_recipe(video: Path) -> None:
    """Print ratio 2, or why it was not measured."""
    python = RECIPE_ENV / "bin" / "python"
    if not python.exists():
        print("setting up the recipe's own environment (several hundred MB)")
        subprocess.run([sys.executable, "-m", "venv", str(RECIPE_ENV)], check=True)
        done = subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "mediapipe==0.10.21"], check=False
        )
        if done.returncode:
            shutil.rmtree(RECIPE_ENV)
            print(
                "--fast against the recipe: not measured, mediapipe 0.10.21 does not install here"
            )
            return
    ratios = []
    for _ in range(ROUNDS):
        seconds, _frames = whole(video, fast=True)
        recipe = subprocess.run(
            [str(python), str(ROOT / "benchmarks" / "recipe.py"), str(video)],
            capture_output=True,
            text=True,
            check=True,
        )
        other = float(recipe.stdout.split()[-2])
        ratios.append(other / seconds)
        print(f"  --fast {seconds:.2f} s, recipe {other:.2f} s")
    print(f"recipe / --fast: {statistics.median(ratios):.2f} (wanted 2)")


def against_length() -> None:
    """Print memory and time for one length and for four times that."""
    code = (
        "import sys, resource; from benchmarks.__main__ import whole; from pathlib import Path;"
        "s, n = whole(Path(sys.argv[1]), fast=True);"
        "print(s, n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 4):
            video = repeated(times, Path(folder) / f"{times}.mp4")
            done = subprocess.run(
                [sys.executable, "-c", code, str(video)],
                capture_output=True,
                text=True,
                check=True,
                cwd=ROOT,
            )
            seconds, frames, peak = (float(word) for word in done.stdout.split()[-3:])
            rows.append((seconds / frames, peak))
            print(f"  {frames:.0f} frames: {seconds:.2f} s, peak memory {peak:.0f} MB")
    (one, peak_one), (four, peak_four) = rows
    print(
        f"four times as long: {four / one:.2f} of the time a frame, {peak_four / peak_one:.2f} "
        "of the memory"
    )


def correction_cost(video: Path) -> None:
    """Print what outline and correction take of a frame, against the network's own time."""
    track = look(probe(video))
    frames = len(track.time_s)
    bare = replace(track, outline_px=None)
    mask = np.random.default_rng(2).normal(0, 4, (LANDMARK_SIZE, LANDMARK_SIZE)).astype(np.float32)
    costs, ratios = [], []
    for _ in range(ROUNDS):
        alone = 2 * network_alone(frames)  # of one core
        began = time.perf_counter()
        for xy in track.xy_px:
            outline(mask, body_roi(xy), xy)
        outlined = time.perf_counter() - began
        began = time.perf_counter()
        measure(track)
        with_correction = time.perf_counter() - began
        began = time.perf_counter()
        measure(bare)
        without = time.perf_counter() - began
        cost = outlined + with_correction - without
        costs.append(1000 * cost / frames)
        ratios.append(cost / alone)
    print(
        f"outline and correction: {statistics.median(costs):.2f} ms a frame (wanted under 2), "
        f"{statistics.median(ratios):.3f} of the network's time on one core"
    )


def main() -> None:
    """Run all four."""
    video = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    against_network(video)
    against_recipe(video)
    against_length()
    correction_cost(video)


if __name__ == "__main__":
    main()
