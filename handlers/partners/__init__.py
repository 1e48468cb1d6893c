"""Referents come, go and are away; the partner group."""
