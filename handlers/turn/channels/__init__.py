"""Channels: how a screen reaches somebody, one file for each channel that needs more than a few lines."""
