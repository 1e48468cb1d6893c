"""What became of a call, an e-mail or a row."""

from __future__ import annotations

from handlers.delivery import outcomes
from handlers.turn.register import Feature

DELIVERY = Feature(
    "delivery",
    outcomes={
        "blocked": outcomes.blocked,
        "dead": outcomes.dead,
        "edit_lost": outcomes.edit_lost,
        "thread_lost": outcomes.thread_lost,
        "moved": outcomes.moved,
        "mail_dead": outcomes.mail_dead,
        "mail_refused": outcomes.mail_refused,
    },
)
