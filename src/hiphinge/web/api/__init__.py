"""What the pages' scripts ask for: one file a subject, JSON in and out."""
