"""Who may ask what: host names, tokens, devices, sizes, and the headers on every answer."""
