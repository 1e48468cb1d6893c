"""Whoever wants to stop, in whatever words, is led to what stops it."""
