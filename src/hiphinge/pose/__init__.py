"""FRAMES -> LANDMARKS: where the lifter's body is in the picture."""
