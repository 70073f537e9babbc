"""Rebuilds every accuracy figure of docs/accuracy.md from clips whose truth is known."""
