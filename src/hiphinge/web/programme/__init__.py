"""What the pages of a programme show, made ready for their templates."""
