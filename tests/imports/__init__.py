"""Tests of what is read of spreadsheets: old bases that are made here, good and bad."""
