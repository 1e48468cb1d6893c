"""Offers: what is free in the territory, posted, looked at, completed, and gone once it is taken."""
