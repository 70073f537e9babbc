"""Sagittal postures: leans of segments, and the rotations that bring them about.

A lean is the forward lean of a segment's upper end from vertical, degrees; forward is -y, up is z.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

EVEN_SPINE = (0.35, 0.3, 0.2, 0.15)


@dataclass(frozen=True)
class Leg:
    """One leg's shin and thigh lean and the foot's pitch (toes down is positive), degrees."""

    shin_deg: float
    thigh_deg: float
    foot_deg: float = 0.0


@dataclass(frozen=True)
class Arm:
    """One arm's lean, upper end forward of vertical: 0 hangs, 90 points back, degrees."""

    upper_deg: float
    fore_deg: float
    hand_deg: float


@dataclass(frozen=True)
class Posture:
    """A sagittal posture; legs and arms by side, R and L. Degrees.

    The spine's flexion is that of the upper back against the pelvis; its shares, from the lowest
    joint up, are two lumbar and two thoracic ones.
    """

    legs: dict[str, Leg]
    arms: dict[str, Arm]
    trunk_deg: float
    spine_deg: float = 0.0
    neck_deg: float = 0.0
    spine_shares: tuple[float, float, float, float] = EVEN_SPINE


def about_x(deg: float) -> np.ndarray:
    """Return the rotation that leans an upright vector forward by so many degrees."""
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def about_z(deg: float) -> np.ndarray:
    """Return the rotation by so many degrees about the upright axis."""
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def about_y(deg: float) -> np.ndarray:
    """Return the rotation by so many degrees about the back-to-front axis."""
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def lean_deg(lower: np.ndarray, upper: np.ndarray) -> float:
    """Return the forward lean (toward -y) of the line from lower to upper, degrees."""
    d = upper - lower
    return float(np.degrees(np.arctan2(-d[1], d[2])))


def turn(start: np.ndarray, goal: np.ndarray) -> np.ndarray:
    """Return the smallest rotation that takes one direction to another."""
    a, b = start / np.linalg.norm(start), goal / np.linalg.norm(goal)
    v, c = np.cross(a, b), float(a @ b)
    k = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    return np.eye(3) + k + k @ k / (1 + c)


def angles(joints: dict[str, np.ndarray], side: str) -> dict[str, float]:
    """Return a side's segment and joint angles (degrees) and hips_back from the joint centres.

    Leans are of the upper end forward of vertical in the sagittal plane; knee is shin minus
    thigh and thigh_trunk is trunk minus thigh. The shoulder is the head of the upper arm. hips_back
    is how far the hip is behind the ankle, in leg lengths (thigh plus shank, sagittal).
    """
    ankle, knee = joints[f"foot.{side}"], joints[f"lowerleg01.{side}"]
    hip, shoulder = joints[f"upperleg01.{side}"], joints[f"upperarm01.{side}"]
    leg = float(np.linalg.norm((hip - knee)[1:]) + np.linalg.norm((knee - ankle)[1:]))
    shin, thigh, trunk = lean_deg(ankle, knee), lean_deg(knee, hip), lean_deg(hip, shoulder)
    return {
        "trunk_deg": trunk,
        "thigh_deg": thigh,
        "shin_deg": shin,
        "knee_deg": shin - thigh,
        "thigh_trunk_deg": trunk - thigh,
        "hips_back": float((hip - ankle)[1]) / leg,
    }
