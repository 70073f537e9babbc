"""REPS -> FINDINGS: what is well, what is not, how sure that is, and when to be silent."""
