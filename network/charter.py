"""The charter of engagement: its text and its promises."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from network.entries import Entry, Label, Title, Wording


class Article(Entry):
    """An article of the charter: what it is about, and what whoever signs promises."""

    title: Label
    text: Wording


class BeforeSigning(Entry):
    """What a network says of itself to whoever is to sign: how long a case takes a referent, what taking part costs,
    what happens if the service stops. What is left out is not said.
    """

    minutes: Wording | None = None
    cost: Wording | None = None
    if_it_stops: Wording | None = None


class Charter(Entry):
    """The charter of engagement, by `version`: its text, and its promises; delays in working days from transmission.

    Who has not signed the version of now is reminded every `signing_days` days, once the coordination has invited them.

    Once `most_passes` referents have reoriented a case, the coordination decides: nobody is sent from door to door. At
    `nudge_share` of a delay its owner is nudged, at `reopen_share` of it the coordination may ask somebody else. The
    person is asked how it was `survey_after_days` days after the end, how they are so many days before and after they
    wanted to arrive, and so many months after they settled. Where no coordinator acts on what is late for
    `coordinator_days` working days, the network's own contact gets an e-mail.
    """

    version: Title
    articles: tuple[Article, ...] = ()
    before_signing: BeforeSigning = BeforeSigning()
    signing_days: int = Field(default=14, ge=1, le=365)
    take_within_days: int = Field(ge=1, le=60)
    contact_within_days: int = Field(ge=1, le=60)
    most_passes: int = Field(default=2, ge=1, le=10)
    nudge_share: float = Field(default=0.5, gt=0, lt=1)
    reopen_share: float = Field(default=1.5, gt=1, le=5)
    coordinator_days: int = Field(default=2, ge=1, le=30)
    survey_after_days: int = Field(default=10, ge=1, le=90)
    ask_before_arrival: tuple[int, ...] = (90, 30)
    ask_after_arrival: tuple[int, ...] = (30, 180)
    ask_after_settling: tuple[int, ...] = (6, 12)
    paused_days: int = Field(default=90, ge=1, le=365)

    @model_validator(mode="after")
    def _contact_after_take(self) -> Self:
        if self.contact_within_days < self.take_within_days:
            raise ValueError("contact_within_days must not be shorter than take_within_days")
        return self
