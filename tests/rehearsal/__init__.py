"""Proves that what is pretended is real: the demonstration, the play and the past of a prepared network."""
