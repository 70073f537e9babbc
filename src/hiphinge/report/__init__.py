"""FINDINGS -> READER: the same truth for the eye, the machine and the archive."""
