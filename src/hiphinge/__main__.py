"""`python -m hiphinge`: the command line."""

from __future__ import annotations

from hiphinge.cli import main

if __name__ == "__main__":
    main()
