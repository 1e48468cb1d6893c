"""Matches: offers and cases that are something for each other, told to those who may hear of it."""
