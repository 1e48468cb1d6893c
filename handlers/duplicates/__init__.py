"""The same person twice."""
