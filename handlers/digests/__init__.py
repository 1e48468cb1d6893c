"""Digests by mail: one letter of what else came in a day, and how somebody ends them."""
