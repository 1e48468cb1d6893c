"""Alembic's environment and the history of the database's shape."""
