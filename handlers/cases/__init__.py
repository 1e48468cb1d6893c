"""A request: sent, changed, completed, shared, shown to its person."""
