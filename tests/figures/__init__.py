"""Figures: a year that was published, worlds that are drawn, and all of it counted a second way."""
