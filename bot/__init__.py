"""Runs: settings, command line, receiving, working, delivering, clock, health."""
