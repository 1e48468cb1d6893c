"""A person and those who follow them write to each other."""
