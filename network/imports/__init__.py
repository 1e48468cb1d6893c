"""Importing: what a spreadsheet of old cases, organisations or referents says. Pure: bytes in, findings out."""
