"""Somebody met: entered by a partner, told on paper."""
