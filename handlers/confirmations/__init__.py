"""Entries of the directory are confirmed at a pace that whoever keeps them chooses."""
