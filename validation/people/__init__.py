"""Made-up people with known joints and a known spine: drawn, seen, fitted on, filmed."""
