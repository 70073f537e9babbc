"""Speed as ratios, each measured in one run on one machine; see __main__.py."""
