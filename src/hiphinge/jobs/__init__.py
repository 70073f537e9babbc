"""Work that outlives a click: videos wait in line, are judged, and survive a power cut."""
