"""Profile: what a named funder asks of people."""
