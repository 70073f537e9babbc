"""A filmed set as the app shows it, lets it be edited, and hands it on."""
