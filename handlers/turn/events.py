"""Events: what happens to a case that features act on besides the one that did it, in the same turn (`Feature.on`);
and what somebody sent in private, before anybody has claimed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from conversations.engine.events import ContactShared, OtherSent, Said
from network.acts import Act
from storage.cases import Case
from storage.letters import Content


@dataclass(frozen=True, slots=True)
class CaseSent:
    """A case was sent, by its person or by whoever met them, and is shown; with the dates that were promised."""

    case: Case
    take_by: datetime
    contact_by: datetime


@dataclass(frozen=True, slots=True)
class CaseLetOut:
    """A case that was taken over from an older base goes on from now: no date was promised to its person."""

    case: Case


@dataclass(frozen=True, slots=True)
class FileLetOut:
    """All cases of a file of an older base go on from now; `number` is the file's."""

    number: int


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """The answers of a case are others, or were taken over by another case: as it was, and as it is."""

    before: Case
    after: Case


@dataclass(frozen=True, slots=True)
class SlotChanged:
    """An act changed a slot: the case before and after it."""

    before: Case
    after: Case
    role: str
    act: Act


@dataclass(frozen=True, slots=True)
class PersonContacted:
    """The person of a case says that somebody called."""

    case: Case


@dataclass(frozen=True, slots=True)
class CameIn:
    """Somebody begins to use the bot for what others told of them: as the other `adult` of a case, as the person of a
    case that was entered for them (`again`), as a `partner`, or for the `owner` of offers.
    """

    account: int
    locale: str
    how: Literal["adult", "again", "partner", "owner"]


@dataclass(frozen=True, slots=True)
class FilesBrought:
    """Files came with the form by which a case was told, changed or added to: `files` as the form kept them, from the
    account `sender`, who is `author` in the history of the case.
    """

    case: Case
    author: str
    sender: int
    files: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Departed:
    """Referents do not work for the network any more: they left its group, or the file."""

    referents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferEnded:
    """An offer is over, by its number: it was taken, or else withdrawn."""

    offer: int
    taken: bool


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """A partner wants a letter for a town hall, as they named it."""

    account: int
    where: str


@dataclass(frozen=True, slots=True)
class SecretWanted:
    """Somebody wants to know more of a business that is sold in secret, by the number of their interest."""

    interest: int


@dataclass(frozen=True, slots=True)
class InterestLate:
    """Nobody has answered in time whoever asked for an offer: the interest, by its number."""

    interest: int


@dataclass(frozen=True, slots=True)
class OfferShown:
    """An offer is shown from now on, by its number: somebody of the network has looked at it, or it says something
    else; `again`: it was hidden, since nobody knew whether it still held, and its owner says so.
    """

    offer: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class OfferLeaves:
    """An offer is shown no more, by its number, and is about to leave the messages that show it."""

    offer: int


@dataclass(frozen=True, slots=True)
class Erasing:
    """Somebody is about to be erased: `cases` by their numbers, or whoever has an `account`, or `offers` something."""

    cases: tuple[int, ...] = ()
    offers: bool = False
    account: int = 0


@dataclass(frozen=True, slots=True)
class PersonKnows:
    """The person of a case has just been told who follows them."""

    case: Case


@dataclass(frozen=True, slots=True)
class ProjectShown:
    """Somebody was shown what they sent, in their language."""

    account: int
    locale: str


Event = (
    CaseSent
    | CaseLetOut
    | FileLetOut
    | CaseChanged
    | SlotChanged
    | PersonContacted
    | CameIn
    | FilesBrought
    | Departed
    | OfferEnded
    | OfferShown
    | Erasing
    | PersonKnows
    | SecretWanted
    | OfferLeaves
    | LetterWanted
    | InterestLate
    | ProjectShown
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message: as a conversation takes it, and what of it can be passed on, if anything can. `answers` is the message
    that it was written in answer to, 0 for none; `album` is shared by the pieces of one.
    """

    event: Said | ContactShared | OtherSent
    content: Content | None = None
    answers: int = 0
    album: str | None = None
