"""Keeping: until when a case is kept, which its person is told before they tell anything."""

from __future__ import annotations

from datetime import datetime, timedelta


def kept_until(sent_at: datetime, months: int) -> datetime:
    """The moment by which a case is erased; a month counts thirty days, so that it is never later than was said."""
    return sent_at + timedelta(days=30 * months)
