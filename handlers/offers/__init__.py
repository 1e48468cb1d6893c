"""Offers: what is free in the territory, posted, looked at, shown to everybody, and gone once it is taken."""
