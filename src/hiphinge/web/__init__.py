"""The window: hiphinge in a browser, on this machine alone."""
