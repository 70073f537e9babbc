"""LIGHT -> FRAMES: clips that are fit to be seen, as frames that know their true time."""
