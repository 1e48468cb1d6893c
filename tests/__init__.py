"""Proves: stories first, then tables, properties and crashes."""
