"""The athletic position: what kind of posture a picture shows, and what to mend."""
