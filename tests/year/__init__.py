"""A year of a network in a minute or two: people, referents, holidays, downtimes, and what must never happen in it."""
