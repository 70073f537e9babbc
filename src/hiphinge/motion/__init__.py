"""LANDMARKS -> MOTION: what the body does, in degrees and leg lengths, each with its doubt."""
