"""Alerts: a search that somebody keeps, and what is new of it, once a day at most."""
