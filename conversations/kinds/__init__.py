"""The kinds of step: a file that has a `KIND` is one, under its own name. What they share stands beside them."""
