"""Shown: what somebody answered a funder, in /mes_donnees, and the button by which they correct it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.profile import asking, verbs
from handlers.profile.telling import told_said
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import Turn
from network.phrase import phrase
from network.profile import Question
from storage.cases import Case
from storage.durable import once
from storage.profile import Told, case_profile

Row = Mapping[str, Any]
_ORDER = tuple(Question)


def lines(turn: Turn, held: Mapping[str, Any]) -> list[Paragraph]:
    """The answers about a case, of which this is `held`, with their day and for whom."""
    rows: Sequence[Row] = sorted(held.get(case_profile.name, ()), key=lambda row: _ORDER.index(row["question"]))
    if not rows:
        return []
    said = tuple(told_said(Question(row["question"]), Told(row["said"], row["women"], row["men"])) for row in rows)
    newest: datetime = max(row["at"] for row in rows)
    return [(phrase("data.profile", funder=rows[-1]["funder"], date=turn.day(newest)), *said)]


async def offer(turn: Turn, account: int, locale: str, mine: Sequence[Case]) -> None:
    """For each case of which it was asked: to answer otherwise."""
    if turn.network.profile is None:
        return
    asked = await once.marked_of(turn.connection, [asking.name_of(case) for case in mine])
    rows = [
        [verbs.TELL.button("funder.button.change", case.reference, reference=case.reference)]
        for case in mine
        if asking.name_of(case) in asked and asking.asked_of(turn, case)
    ]
    if rows:
        said = phrase("funder.change", funder=turn.network.profile.funder.phrase())
        about = tuple(case.reference for case in mine)[:2]
        await turn.show(account, Screen([said], rows, locale, about=about), f"data:{account}:{turn.row.id}:funder")
