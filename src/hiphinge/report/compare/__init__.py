"""Several sets laid over each other: what differs beyond doubt, and what cannot be told apart."""
