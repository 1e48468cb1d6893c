"""The charter’s clock: who waits is remembered, and the coordination’s digest."""

from __future__ import annotations

from handlers.charter import clock, digest, reminders
from handlers.turn.events import CaseLetOut, CaseSent, InterestLate, SlotChanged
from handlers.turn.register import Date, Feature

CHARTER = Feature(
    "charter",
    dates=(
        Date("case:awake", clock.awake, any_hour=True),
        Date(clock.KIND, clock.rung_is_due),
        Date(reminders.KIND, reminders.words_are_due),
        Date(digest.KIND, digest.digest_is_due, reads=digest.late),
        Date(digest.SILENT, digest.silence_is_due, reads=digest.left_alone),
    ),
    on={
        CaseSent: clock.begin,
        CaseLetOut: clock.begin,
        SlotChanged: clock.follow,
        InterestLate: digest.interest_is_late,
    },
)
