"""The weeks of an athlete on one page: sets by muscles, load, form, effort and pain."""
