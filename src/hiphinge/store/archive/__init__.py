"""Athletes, sets, films and landmarks in one file, to be taken to another hiphinge and back."""
