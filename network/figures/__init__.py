"""Figures: what the network has achieved, as counts that say nobody’s name."""
