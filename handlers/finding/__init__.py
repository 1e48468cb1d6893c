"""Finding a case: by a name, a number, a place, a trade, or by who waits."""
