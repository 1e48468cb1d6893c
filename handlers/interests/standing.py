"""Standing: what somebody asked for, and how it stands; an interest as whoever answers opens it."""

from __future__ import annotations

from handlers.interests import question
from handlers.interests.verbs import AGREE, DROP, theirs
from handlers.offers import said
from handlers.offers.verbs import owns
from handlers.turn.events import CaseChanged, ProjectShown
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from storage import duplicates, interests, offers
from storage.interests import PROMISING, STANDS, Interest, Status
from storage.offers import Kept

_LEADS = {Status.ASKED: "interest.owner", Status.COUNTER: "interest.owner.counter"}
_MEETING = (Status.VISIT, Status.COUNTER, Status.AGREED)
BUILT_KEYS = {"interest.state.{}": Status, "interest.state.{}_at": _MEETING}
MOST = 5
"""Of what was asked for, the newest that are shown."""


async def show(turn: Turn, event: ProjectShown) -> None:
    """Under /monprojet: what was asked for, and how it stands."""
    references = [case.reference for case in await theirs(turn, event.account)]
    found = (await interests.of_person(turn.here, event.account, references))[-MOST:]
    told: list[Paragraph] = []
    rows: list[list[Button]] = []
    for asked in found:
        one = await offers.find(turn.here, asked.offer_id)
        if one is not None:
            told.append((said.title(turn, one.said), _state(turn, asked)))
            rows += _ways(turn, one, asked)
    if told:
        screen = Screen([phrase("interest.mine"), *told], rows, event.locale)
        await turn.show(event.account, screen, f"interests:{event.account}:{turn.row.id}")


def _state(turn: Turn, asked: Interest) -> Phrase:
    if asked.visit_at is not None and asked.status in _MEETING:
        return phrase(f"interest.state.{asked.status}_at", at=question.at(turn, asked))
    return phrase(f"interest.state.{asked.status}")


def _ways(turn: Turn, one: Kept, asked: Interest) -> list[list[Button]]:
    if asked.status not in STANDS or one.said.confidential:  # `introductions` has its own
        return []
    label = phrase("interest.button.drop_this", what=said.place(turn, one.said))
    yes = [AGREE.button("interest.button.agree", "agree", asked.id, asked.round)] if asked.status in PROMISING else []
    return [*([yes] if yes else []), [DROP.button(label, "drop", asked.id)]]


async def reopen(turn: Turn, account: int, _what: str, asked: Interest) -> None:
    """[Demande 7], in a list or under the offer: what is asked, with the buttons."""
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or asked.status not in interests.WAITS:
        turn.answer(phrase("press.over"))
        return
    lead = "interest.late" if asked.late_since else _LEADS[asked.status]
    screen = await question.to_owner(turn, one, asked, lead, in_place=not await owns(turn, account, one))
    await turn.show(account, screen, f"interest:{asked.id}:late:{asked.round}")


async def case_merged(turn: Turn, event: CaseChanged) -> None:
    """Of two cases that become one, what either asked for is asked for by the one that stays, and what either sells is
    sold by it.
    """
    if event.after.merged_into is not None and event.before.merged_into is None:
        stays = await duplicates.standing(turn.here, event.after.reference)
        await interests.go_along(turn.here, stays, event.after.reference)
        await offers.go_along(turn.here, stays, event.after.reference)
