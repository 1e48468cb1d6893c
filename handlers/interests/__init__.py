"""Interests: somebody asks for an offer, its owner is asked, and both hear of each other once both agreed."""
