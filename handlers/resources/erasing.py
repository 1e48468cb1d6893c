"""Erasing: a resource person withdraws, or said nothing for so long that what is kept of them goes."""

from __future__ import annotations

from handlers.privacy import wiping
from handlers.turn import forms
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import conversations, members, privacy, resources
from storage.durable import about, once
from storage.engine import erased
from storage.engine.columns import Whose
from storage.resources import Resource

ONLY_KNOWN = frozenset({"person"})
"""What is held of somebody who has done nothing here but answer as a resource person."""


async def erase(turn: Turn, one: Resource) -> None:
    """Everything of a resource person goes, in tables, chats, files and copies; of whoever has nothing else here, what
    is kept of their account too.
    """
    at_work = {*turn.accounts.values(), *turn.coordinators()}
    for account in await conversations.writing_about(turn.here, at_work, about.resource(one.id)):
        await forms.drop(turn, account, about.resource(one.id))
    locales = {} if one.account is None else {one.account: await turn.locale_of(one.account)}
    gone = await privacy.erase_resource(turn.here, one.id)
    await turn.erased(erased.resource(turn.here.network_id, one.id))
    if one.account is not None and await _is_nobody_else(turn, one.account):
        gone += await privacy.erase_person(turn.here, one.account)
        await turn.erased(erased.person(one.account))
    await wiping.wipe(turn, gone, locales)
    await once.mark_again(turn.connection, once.SCRUB, turn.now)


async def _is_nobody_else(turn: Turn, account: int) -> bool:
    """Whether nothing else is kept of an account: no case, no call, no part in the network, no form under way."""
    if turn.referent_of(account) is not None or turn.coordinates(account):
        return False
    held = await privacy.held(turn.here, Whose.PERSON, {int: account})
    under_way = (await conversations.load(turn.here, account)).active
    return set(held) <= ONLY_KNOWN and under_way is None and not await members.references_of(turn.here, account)


async def leave_lists(turn: Turn, one: Resource) -> None:
    """Partners see somebody no more: the cards and lists that show them go from their chats."""
    gone = await resources.leave_lists(turn.here, one.id)
    await wiping.wipe(turn, gone, {}, phrase("resource.gone"))
