"""Results: what became of people who settled, and what is asked of it after twelve months."""

from __future__ import annotations

from enum import StrEnum

AFTER = 12
"""Months after an installation at which its state is asked."""
ANSWER_WITHIN = 14
"""Days that the person has for it; then whoever ended the case is asked."""


class SettledAs(StrEnum):
    """What somebody has moved here: their activity, their home, or both."""

    ACTIVITY = "activity"
    RESIDENCE = "residence"
    BOTH = "both"


class Question(StrEnum):
    """What is asked after twelve months: whether the activity goes on, whether they still live here."""

    ACTIVE = "active"
    LIVING = "living"


class StopReason(StrEnum):
    """Why an activity stopped, in the person’s own press."""

    INCOME = "income"
    PARTNER = "partner"
    HEALTH = "health"
    OTHER_JOB = "other_job"
    LEFT = "left"
    OTHER = "other"
    UNSAID = "unsaid"


_OF: dict[str, tuple[Question, ...]] = {
    SettledAs.ACTIVITY: (Question.ACTIVE,),
    SettledAs.RESIDENCE: (Question.LIVING,),
}


def asked_of(settled_as: str | None) -> tuple[Question, ...]:
    """What is asked of somebody who settled so: only of what they moved here; of both where that is not known."""
    return _OF.get(settled_as or "", tuple(Question))
