"""Whoever receives people at another place that a person named sees the case too, where the person said so."""
