"""Who needs the coach first, and why."""
