"""The pages a person sees: one file a subject."""
