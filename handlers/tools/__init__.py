"""Tools: documents that partners share, sheets and models."""
