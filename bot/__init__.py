"""Runs: settings, command line, receiving, working, delivering, clock, health."""

import os

# python-telegram-bot 22 asks which type of `retry_after` is wanted, and warns at each 429 until somebody says so.
os.environ.setdefault("PTB_TIMEDELTA", "true")
