"""Runs: settings and command line, and the program with its loops."""

import os

# python-telegram-bot 22 asks which type of `retry_after` is wanted, and warns at each 429 until somebody says so.
os.environ.setdefault("PTB_TIMEDELTA", "true")
