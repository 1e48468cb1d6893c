"""Whoever writes first, or asks for help: welcomed, or told where they stand."""
