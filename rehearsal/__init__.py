"""Pretends: a demonstration in a browser or a terminal, with a shifted clock and people who came before."""
