"""Fit the correction from landmarks and outline to joints, spine and the camera's turn.

``python -m validation.people.fit build/people joints_heavy.npz --network heavy``
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from hiphinge.motion.correct import (
    JOINT_OUTPUTS,
    LEG_MEASURES,
    MEASURES,
    back_inputs,
    mix,
)
from hiphinge.motion.features import FEATURE_COUNT
from hiphinge.motion.perceptron import FARTHEST, Perceptron
from validation.people.gathered import BAR_ON_BACK, Seen, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]

FOLDS, MEMBERS, EPOCHS, DOUBT_EPOCHS = 6, 5, 50, 25
JOINTS_HIDDEN, BACK_HIDDEN, DOUBT_HIDDEN = (64, 32), (96, 32), (24, 12)
JOINTS_WEIGHT = np.array([3, 3, 3, 1, *([0.3] * 8), 0.3, 0.3])
BACK_WEIGHT = np.array([2.0, 1.0, 2.0])
NOISE, HIDE, HIDE_REFERENCE = 0.04, 0.03, 0.1
"""While fitting: noise on every input [standard deviations], and how often one input, or all of
standing, is hidden. What is fitted then leans on no single ray."""
JOINT_COUNT, LEG_COUNT = len(JOINT_OUTPUTS), len(LEG_MEASURES)


class Net(nn.Module):
    """A `Perceptron` as it is fitted."""

    def __init__(self, given: int, hidden: tuple[int, int], wanted: int) -> None:
        super().__init__()
        self.first = nn.Linear(given, hidden[0])
        self.second = nn.Linear(hidden[0], hidden[1])
        self.third = nn.Linear(hidden[1], wanted)
        self.straight = nn.Linear(given, wanted, bias=False)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the outputs in standard deviations."""
        hidden = self.drop(torch.relu(self.first(x)))
        return self.third(torch.relu(self.second(hidden))) + self.straight(x)


def train(x: np.ndarray, net: Net, loss_of: Loss, epochs: int, decay: float) -> Net:
    """Fit one network to scaled inputs; the second half of them is the change since standing."""
    rows, batch = torch.tensor(x, dtype=torch.float32), 256
    half = (x.shape[1] // 2) if x.shape[1] < FEATURE_COUNT * 2 else FEATURE_COUNT
    optimizer = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=decay)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 4e-3, total_steps=epochs * (len(x) // batch + 1)
    )
    net.train()
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch):
            chosen = order[start : start + batch]
            given = rows[chosen] + NOISE * torch.randn(len(chosen), x.shape[1])
            given *= torch.rand_like(given) > HIDE
            given[:, half : 2 * half] *= torch.rand(len(chosen), 1) > HIDE_REFERENCE
            loss = loss_of(net(given), chosen)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            plan.step()
    return net.eval()


def fitted(
    given: np.ndarray, wanted: np.ndarray, weight: np.ndarray, hidden: tuple[int, int], seeds: range
) -> Perceptron:
    """Fit networks that give what is wanted."""
    scales = _scales(given, wanted)
    y = torch.tensor((wanted - scales["out_mean"]) / scales["out_scale"], dtype=torch.float32)
    weights = torch.tensor(weight, dtype=torch.float32)

    def loss_of(answer: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        apart = nn.functional.smooth_l1_loss(answer, y[chosen], reduction="none", beta=0.5)
        return (apart * weights).mean()

    return _members(given, scales, loss_of, hidden, seeds, EPOCHS, 5e-2)


def doubted(given: np.ndarray, error: np.ndarray, seeds: range) -> Perceptron:
    """Fit how large errors are likely to be: the log of their size, by Laplace's density."""
    scales = _scales(given, np.log(np.abs(error) + 0.3))
    mean = torch.tensor(scales["out_mean"], dtype=torch.float32)
    scale = torch.tensor(scales["out_scale"], dtype=torch.float32)
    miss = torch.tensor(np.abs(error), dtype=torch.float32)

    def loss_of(answer: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        log_size = torch.clamp(answer * scale + mean, -2.0, 4.0)
        return (log_size + miss[chosen] * torch.exp(-log_size)).mean()

    return _members(given, scales, loss_of, DOUBT_HIDDEN, seeds, DOUBT_EPOCHS, 5e-2)


def _members(
    given: np.ndarray,
    scales: dict[str, np.ndarray],
    loss_of: Loss,
    hidden: tuple[int, int],
    seeds: range,
    epochs: int,
    decay: float,
) -> Perceptron:
    place = (given - scales["mean"]) / scales["scale"]
    x = np.nan_to_num(np.clip(place, -FARTHEST, FARTHEST))
    nets = []
    for seed in seeds:
        torch.manual_seed(seed)
        net = Net(x.shape[1], hidden, len(scales["out_mean"]))
        nets.append(train(x, net, loss_of, epochs, decay))

    def layer(net: Net, name: str) -> np.ndarray:
        one = getattr(net, name)
        return np.vstack([one.weight.detach().numpy().T, one.bias.detach().numpy()[None]])

    layers = {n: np.stack([layer(net, n) for net in nets]) for n in ("first", "second", "third")}
    straight = np.stack([net.straight.weight.detach().numpy().T for net in nets])
    return Perceptron(**layers, straight=straight, **scales)


def _scales(given: np.ndarray, wanted: np.ndarray) -> dict[str, np.ndarray]:
    return {
        "mean": np.nanmean(given, axis=0),
        "scale": np.nanstd(given, axis=0) + 1e-3,
        "out_mean": wanted.mean(axis=0),
        "out_scale": wanted.std(axis=0) + 1e-6,
    }


def fit_both(seen: Seen, seeds: range) -> dict[str, Perceptron]:
    """Fit joints on everybody, and the back on those without a bar across it."""
    bare = seen.take(seen.about[:, 4] != BAR_ON_BACK)
    joints, back = seen.wanted[:, :JOINT_COUNT], bare.wanted[:, JOINT_COUNT:]
    return {
        "joints": fitted(seen.given, joints, JOINTS_WEIGHT, JOINTS_HIDDEN, seeds),
        "back": fitted(back_inputs(bare.given), back, BACK_WEIGHT, BACK_HIDDEN, seeds),
    }


def answered(parts: dict[str, Perceptron], seen: Seen) -> np.ndarray:
    """Return what fitted functions say of rows."""
    asked = {"joints": seen.given, "back": back_inputs(seen.given)}
    found = [parts[n](parts[n].scaled(rows)).mean(axis=0) for n, rows in asked.items()]
    return np.concatenate(found, axis=1)


def held_back(seen: Seen) -> np.ndarray:
    """Return what is said of each row by functions that never saw its body."""
    found = np.full(seen.wanted.shape, np.nan)
    for fold in range(FOLDS):
        held = seen.clip % FOLDS == fold
        parts = fit_both(seen.take(~held), range(100 * fold, 100 * fold + 2))
        found[held] = answered(parts, seen.take(held))
    return found


def fit_doubts(seen: Seen, error: np.ndarray) -> dict[str, Perceptron]:
    """Fit the doubt on errors of rows that were held back."""
    bare = seen.about[:, 4] != BAR_ON_BACK
    both = np.column_stack([seen.given, seen.extra])
    back = np.column_stack([back_inputs(seen.given), seen.extra])
    return {
        "joints_doubt": doubted(both, error[:, :LEG_COUNT], range(50, 52)),
        "back_doubt": doubted(back[bare], error[bare, LEG_COUNT:], range(50, 52)),
    }


def table(error: np.ndarray, seen: Seen) -> str:
    """Return mean absolute errors of each measure, by group."""
    turn, loose = np.abs(seen.about[:, 6]), seen.about[:, 2] > 0
    bar, bottom = seen.about[:, 4] == BAR_ON_BACK, seen.depth > 0.6  # noqa: PLR2004
    side = (turn <= 15) & ~bar  # noqa: PLR2004
    groups = {
        "fitted, side": side & ~loose,
        "  its bottoms": side & ~loose & bottom,
        "nothing held": side & ~loose & (seen.about[:, 4] == 0),
        "barbell": side & ~loose & (seen.about[:, 4] == 1),
        "bar on back": bar,
        "loose": side & loose,
        "15-30": (turn > 15) & (turn <= 30) & ~loose & ~bar,  # noqa: PLR2004
        "over 30": (turn > 30) & ~loose & ~bar,  # noqa: PLR2004
    }
    lines = ["group".ljust(16) + "rows".rjust(6) + "".join(n[:9].rjust(10) for n in MEASURES)]
    for name, rows in groups.items():
        mae = np.abs(error[rows]).mean(axis=0)
        lines.append(name.ljust(16) + f"{rows.sum():6d}" + "".join(f"{v:10.2f}" for v in mae))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit correction and doubt, say how they do on bodies held back, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--network", choices=("heavy", "full"), default="heavy")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    seen = gather(sorted(options.people.glob("1*.npz")), options.network)
    sys.stdout.write(f"{len(set(seen.clip))} people, {len(seen.clip)} frames\n")
    error = mix(held_back(seen)) - mix(seen.wanted)
    sys.stdout.write(table(error, seen) + "\n")
    parts = fit_both(seen, range(MEMBERS)) | fit_doubts(seen, error)
    flat = {
        f"{name}.{part}": _small(getattr(one, part))
        for name, one in parts.items()
        for part in Perceptron.__dataclass_fields__
    }
    np.savez_compressed(options.out, **flat)
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB\n")
    return 0


def _small(values: np.ndarray) -> np.ndarray:
    """Return weights in two bytes each, and scales in four."""
    return values.astype(np.float16 if values.ndim > 1 else np.float32)


if __name__ == "__main__":
    sys.exit(main())
