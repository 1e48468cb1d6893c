"""Owners who are no partners: a town hall by its letter, and offers that came by mail."""
