"""What an answer costs here, beside what one would use instead: one form, the same people, one bot after the other."""
