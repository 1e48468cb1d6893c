"""Introductions: somebody wants a business that is sold in secret; a human says the name, once both agreed."""
