"""Remembers: one file a word, with its tables and its statements; below them the durable parts, and the engine."""
