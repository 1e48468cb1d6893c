"""Two referents a case: proposed, taken, followed, given away."""
