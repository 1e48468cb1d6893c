"""The report of a year to those who pay for the network."""
