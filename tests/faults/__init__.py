"""Faults that a careless restructuring could bring in, each with the test that catches it."""
