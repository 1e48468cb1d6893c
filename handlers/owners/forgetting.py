"""Forgetting: an owner who is no town hall and no partner has everything of theirs erased, by two mails."""

from __future__ import annotations

from handlers.interests import reaching
from handlers.owners.verbs import FORGET
from handlers.privacy import wiping
from handlers.turn.events import Erasing
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import interests, offers, privacy
from storage.durable import once
from storage.engine import erased
from storage.owners import Owner

BUILT_KEYS = {"owner.forget.{}": ("erase", "keep")}
WORDS = frozenset({"supprimer", "/supprimer", "delete", "/delete"})


async def ask(turn: Turn, account: int, owner: Owner) -> None:
    """They wrote SUPPRIMER: what would go, and a link that has it go. A town hall is public, and stays."""
    if not owner.private:
        turn.answer(phrase("owner.forget.public", **turn.contact))
        return
    rows = [[FORGET.button(f"owner.forget.{answer}", answer, owner.id)] for answer in ("erase", "keep")]
    count = len(await offers.of_owner(turn.here, owner.id))
    asked = phrase("owner.forget.ask", name=owner.name, count=count)
    await turn.show(account, Screen([asked], rows, PARTNER_LOCALE, at_once=True), f"owner:{owner.id}:forget")


async def press(turn: Turn, account: int, what: str, owner: Owner) -> None:
    """The second mail: they go with their offers, and whoever waited for one of these hears; or nothing does."""
    if what == "keep" or not owner.private:
        turn.answer(phrase("drop_own.kept"))
        return
    for asked in await interests.of_owner(turn.here, owner.id):
        if asked.status in interests.STANDS:
            waits = await reaching.readers(turn, asked)
            await turn.say([one for one in waits if one > 0], phrase("interest.gone"))
    await turn.happened(Erasing(offers=True))
    gone = [*await privacy.erase_owner(turn.here, owner.id), *await privacy.erase_person(turn.here, account)]
    await turn.erased(erased.owner(turn.here.network_id, owner.id))
    await wiping.wipe(turn, gone, {})
    await once.mark_again(turn.connection, once.SCRUB, turn.now)
    turn.answer(phrase("drop_own.done"))
