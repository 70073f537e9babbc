"""The training that builds the hinge: a ladder, a week, and rules that measured form decides."""
