"""Somebody only wants to be called."""
