"""What the page of the log is told, made ready for its script."""
