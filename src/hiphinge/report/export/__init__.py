"""Files for other programs to read: one format, one module, each with `render` and `write`."""
