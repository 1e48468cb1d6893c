"""By what somebody heard of the network: kept from the link by which they came, or asked once."""

from __future__ import annotations

from handlers.sources.verbs import HEARD, UNSAID
from handlers.turn.events import CaseChanged, CaseSent
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from handlers.welcome import welcome
from network.phrase import phrase
from network.sources import TOLD, read
from storage import sources

MODULE, STEP = "completer-joining", "origin"
BUILT_KEYS = {"completer-joining.origin.{}": TOLD}
_IN_A_ROW = 2


async def follow(turn: Turn, account: int, locale: str, payload: str) -> None:
    """Somebody opens the code of a poster: they are welcomed as by /start, and where it hangs is kept with them.
    Whoever works for the network only tries a code out.
    """
    await welcome.start(turn, account, locale, "")
    source = read(payload)
    if source is not None and not await REFERENT.holds(turn, account):
        await sources.note(turn.here, account, source)


async def ask(turn: Turn, sent: CaseSent) -> None:
    """Whoever has sent a request is asked, once, where nothing is known and the network wants to know."""
    account = sent.case.person_id
    if not turn.network.identity.ask_source or account is None:
        return
    if await sources.of_account(turn.here, account) is None:
        said = [HEARD.button(f"{MODULE}.{STEP}.{one}", one) for one in TOLD]
        rows = [said[at : at + _IN_A_ROW] for at in range(0, len(said), _IN_A_ROW)]
        rows.append([HEARD.button("source.unsaid", UNSAID)])
        await turn.show(account, Screen([phrase("source.ask")], rows), _name(account))


async def press(turn: Turn, account: int, said: str) -> None:
    """The one press, which ends the question."""
    unsaid = said == UNSAID
    new = await sources.told(turn.here, account, sources.UNSAID if unsaid else said)
    words = phrase("source.known" if not new else "source.kept.unsaid" if unsaid else "source.kept")
    await turn.edit(account, Screen([words], locale=await turn.locale_of(account)), _name(account))


def _name(account: int) -> str:
    return f"source:{account}"


async def take_over(turn: Turn, changed: CaseChanged) -> None:
    """What was told in /completer counts where nothing else is known."""
    before, after = ((case.answers.get(MODULE) or {}).get(STEP) for case in (changed.before, changed.after))
    if after is not None and after != before:
        await sources.completed(turn.here, changed.after.id, after, TOLD)
