"""Replaying: what was erased since a copy was made is erased in it again, as it was then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import select, update

from storage import exports, freshness, listings, networks, privacy
from storage.cases import case_file
from storage.conversations import conversation
from storage.durable import about as of_whom
from storage.durable import gathered, mails
from storage.engine import erased
from storage.engine.columns import Whose
from storage.engine.database import Connection
from storage.engine.erased import Marks
from storage.engine.here import Here
from storage.owners import owner
from storage.resources import resource

Named = Callable[[str], bool]
"""Whether a list names whom `erased.person`, `case`, `resource` or `form` calls so."""


async def erase_again(connection: Connection, named: Named, keys: Sequence[Marks] = ()) -> int:
    """Erase every case, resource person, person and form that is named. Returns how many that were. With one of the
    `keys` it was marked who looked at an offer.

    What was told of them in chats was taken out of there when they were erased first.
    """
    each = (_cases, _resources, _owners, partial(_people, keys), _forms)
    return sum([await erase(connection, named) for erase in each])


async def _cases(connection: Connection, named: Named) -> int:
    c = case_file.c
    every = (await connection.execute(select(c.id, c.network_id, c.reference).order_by(c.id))).fetchall()
    gone = [row for row in every if named(erased.case(row.network_id, row.reference))]
    for case_id, network_id, reference in gone:
        here = Here(connection, network_id)
        await privacy.forget_about(here, reference)
        await _withdraw(here, await exports.outs_naming(here, [case_id]))
        await listings.forget(here, case_id)
        await mails.forget_naming(here, reference)
        await gathered.forget_naming(here, reference)
        stored = await networks.load(here)
        await privacy.erase_case(here, case_id, "UTC" if stored is None else stored.network.identity.timezone)
    references = {row.reference for row in gone}
    await _keep_forms(connection, lambda _chat, form: form.get("about") not in references)
    return len(gone)


async def _resources(connection: Connection, named: Named) -> int:
    c = resource.c
    every = (await connection.execute(select(c.id, c.network_id).order_by(c.id))).fetchall()
    gone = [row for row in every if named(erased.resource(row.network_id, row.id))]
    for number, network_id in gone:
        await privacy.erase_resource(Here(connection, network_id), number)
    about = {of_whom.resource(row.id) for row in gone}
    await _keep_forms(connection, lambda _chat, form: form.get("about") not in about)
    return len(gone)


async def _owners(connection: Connection, named: Named) -> int:
    every = (await connection.execute(select(owner.c.id, owner.c.network_id).order_by(owner.c.id))).fetchall()
    gone = [row for row in every if named(erased.owner(row.network_id, row.id))]
    for number, network_id in gone:
        here = Here(connection, network_id)
        await _withdraw(here, await exports.outs_with_names(here, "offers"))
        await privacy.erase_owner(here, number)
    return len(gone)


async def _withdraw(here: Here, some: Sequence[exports.Out]) -> None:
    for one in some:
        await exports.withdraw(here, one)


async def _people(keys: Sequence[Marks], connection: Connection, named: Named) -> int:
    known: set[int] = set()
    for whose in (Whose.PERSON, Whose.CHAT):
        for column in privacy.naming(whose, {int: 0}):
            known.update((await connection.execute(select(column).where(column > 0).distinct())).scalars())
    gone = [who for who in sorted(known) if named(erased.person(who))]
    for network_id in await networks.every(connection):
        here = Here(connection, network_id)
        looked_upon = await freshness.looked_upon(here)
        for who in gone:
            await privacy.erase_person(here, who)
            looks = [freshness.look_of(here, number, who) for number in looked_upon]
            await freshness.forget_marks(here, [key.of(look) for key in keys for look in looks])
    return len(gone)


async def _forms(connection: Connection, named: Named) -> int:
    return await _keep_forms(connection, lambda chat, form: not named(erased.form(chat, form["flow"])))


async def _keep_forms(connection: Connection, stays: Callable[[int, dict[str, str]], bool]) -> int:
    c, gone = conversation.c, 0
    for chat, stack in (await connection.execute(select(c.chat_id, c.stack))).fetchall():
        left = [form for form in stack if stays(chat, form)]
        if len(left) < len(stack):
            gone += len(stack) - len(left)
            await connection.execute(update(conversation).where(c.chat_id == chat).values(stack=left))
    return gone
