"""Signatures: the charter is read, signed by each organisation, and asked for until all have signed."""
