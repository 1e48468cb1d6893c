"""A crowd: more referents who fit one sector than any network has, and their accounts in the partner group."""

from __future__ import annotations

from pathlib import Path

from simulator.cast import Person
from tests.stage.stage import GROUP, NETWORK, Stage

SIZE = 50
FIRST = 20_001
"""The Telegram id of the first of them; the others follow."""
ACCOUNTS = tuple(range(FIRST, FIRST + SIZE))

_REFERENT = """
[[referents]]
id = "{id}"
name = {{ fr = "Conseil alimentaire {number}", en = "Food adviser {number}" }}
organisation = "chambre-metiers"
roles = ["technical"]
sectors = ["alimentaire"]
phone = "01 99 00 {number:02d} 00"
telegram_id = {telegram_id}
"""


def referent(telegram_id: int) -> str:
    """The id of the referent that an account of the crowd acts for."""
    return f"conseil-alimentaire-{telegram_id - FIRST + 1}"


def named(telegram_id: int) -> str:
    """What the French name of that referent is."""
    return f"Conseil alimentaire {telegram_id - FIRST + 1}"


def network_file(folder: Path, size: int = SIZE) -> Path:
    """The sample network with `size` of the crowd, the first whom their sector asks: a file in `folder`."""
    more = (
        _REFERENT.format(id=referent(account), number=number, telegram_id=account)
        for number, account in enumerate(ACCOUNTS[:size], 1)
    )
    referents, rest = NETWORK.read_text(encoding="utf-8").split("# ── Leads and splits", 1)
    blocks = referents.split("\n[[")
    others = (
        one.replace('sectors = ["alimentaire"]', 'sectors = ["batiment"]') if one.startswith("referents]]") else one
        for one in blocks
    )
    alone = "\n[[".join(others) + f"# {rest}"
    copy = folder / NETWORK.name
    copy.write_text(alone + "".join(more), encoding="utf-8")
    return copy


async def gather(stage: Stage, size: int = SIZE) -> tuple[int, ...]:
    """The first `size` of the crowd are in the group and have pressed Start."""
    accounts = ACCOUNTS[:size]
    for account in accounts:
        stage.world.add_person(Person(id=account, first_name="R", phone="+33199000095", language_code="fr"))
        stage.world.join(account, GROUP)
        stage.world.start(account)
    await stage.settle()
    return accounts
