"""What outlives a stop: what came in, what is to go out, what must happen later, and what happened once."""
