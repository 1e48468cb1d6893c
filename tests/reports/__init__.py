"""Tests of reports/: what is on the paper."""
