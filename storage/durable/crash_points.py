"""The named steps of an answer's journey. In production they do nothing; a crash test listens and kills the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Step = Literal[
    "after fetch", "after inbox", "inside the turn", "after commit", "after send", "before mark", "after mail",
    "mail fetched", "mail kept", "mail seen"
]  # fmt: skip

STEPS: tuple[Step, ...] = (
    "after fetch",
    "after inbox",
    "inside the turn",
    "after commit",
    "after send",
    "before mark",
)
"""Those of an answer through Telegram. "after mail" lies between a mail server’s yes and its mark."""

MAIL_STEPS: tuple[Step, ...] = (
    "mail fetched", "mail kept", "mail seen", "inside the turn", "after commit", "after mail"
)  # fmt: skip
"""Those of an answer by e-mail, from the mailbox to the mail server."""


def _nobody(_step: Step) -> None:
    return None


listener: Callable[[Step], None] = _nobody


def reached(step: Step) -> None:
    """Say that `step` is reached."""
    listener(step)
