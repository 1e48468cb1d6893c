"""Runs `make.py`."""

from tests.filled.make import main

main()
