"""The athletic position as words, data and a page."""
