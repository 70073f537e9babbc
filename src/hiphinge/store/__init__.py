"""Athletes, sessions, sets, videos and what was judged of them, in one folder on this machine."""
