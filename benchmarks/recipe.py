"""The usual recipe of this field, for comparison: runs in an environment of its own.

PyPI `mediapipe` 0.10.21, `solutions.pose` with complexity 1, frames from OpenCV, three-point
angles. Prints the seconds that it took, and the frames.
"""

import math
import sys
import time

import cv2
import mediapipe as mp


def angle(a, b, c):  # noqa: ANN001, ANN201 (plain, as the recipe is)
    """Return the angle at b [deg]."""
    turn = math.atan2(c.y - b.y, c.x - b.x) - math.atan2(a.y - b.y, a.x - b.x)
    turn = abs(math.degrees(turn))
    return 360 - turn if turn > 180 else turn  # noqa: PLR2004


def main() -> None:
    """Time the recipe over one video."""
    began = time.perf_counter()
    pose = mp.solutions.pose.Pose(model_complexity=1)
    video = cv2.VideoCapture(sys.argv[1])
    frames, angles = 0, []
    while True:
        there, picture = video.read()
        if not there:
            break
        found = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        frames += 1
        if found.pose_landmarks:
            point = found.pose_landmarks.landmark
            angles.append(
                (angle(point[12], point[24], point[26]), angle(point[24], point[26], point[28]))
            )
    print(time.perf_counter() - began, frames)


main()
