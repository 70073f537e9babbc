"""MOTION -> REPETITIONS: one lift, cut where the body turns."""
