"""Limits of what is read of a spreadsheet: what is larger is refused in words, before memory or time go into it."""

from __future__ import annotations

MOST_BYTES = 10_000_000
"""Of a file, as it is sent."""
MOST_UNPACKED = 64_000_000
"""Bytes of an XLSX or ODS file, unpacked."""
MOST_MEMBERS = 2_000
"""Files within such a file."""
MOST_LINES = 20_000
"""The last line that may be filled, titles and empty lines among them."""
MOST_COLUMNS = 100
MOST_SHEETS = 50
MOST_CELL = 20_000
"""Characters of one cell that are looked at."""
