"""Amending: a version of the network is made by somebody, from the version that they saw; none is lost or made up."""

from __future__ import annotations

import asyncio

import pytest

from handlers.turn.turn import Turn
from network.model import Network
from storage import networks
from tests.stage import BOUCHE, COORDINATOR, staged
from tests.stage.inside import happen, rows


def with_phone(network: Network, number: int, phone: str) -> Network:
    """The network, with another number at an organisation."""
    changed = list(network.organisations)
    changed[number] = changed[number].model_copy(update={"phone": phone})
    return network.model_copy(update={"organisations": tuple(changed)})


async def test_two_at_once_and_none_is_lost(database_url: str) -> None:
    """Both begin from the same version: one is first, the other turn is run again, on what the first has made."""
    async with staged(database_url) as stage:
        begun: list[int] = []
        both = asyncio.Event()

        async def arm(t: Turn, number: int) -> None:
            begun.append(t.version)
            if len(begun) == 2:
                both.set()
            if t.connection.dialect.name == "postgresql":  # SQLite has one writer
                await both.wait()
            await t.amend(with_phone(t.network, number, f"01 99 00 05 0{number}"), t.actor(t.row.lane), f"{number}")
            assert t.network.organisations[number].phone == f"01 99 00 05 0{number}"

        await asyncio.gather(
            happen(stage, COORDINATOR, lambda t: arm(t, 0)), happen(stage, BOUCHE, lambda t: arm(t, 1))
        )
        seen: list[str] = []
        await happen(stage, 0, lambda t: _look(t, seen))
        assert seen == ["01 99 00 05 00", "01 99 00 05 01"]
    versions = await rows(database_url, "SELECT version, author, reason FROM network_version ORDER BY version")
    assert [row.version for row in versions] == [1, 2, 3]
    assert versions[0][1:] == ("file", "first")
    assert {tuple(row[1:]) for row in versions[1:]} == {("animatrice-reseau", "0"), ("conseillere-bouche", "1")}


async def _look(t: Turn, seen: list[str]) -> None:
    seen += [organisation.phone for organisation in t.network.organisations[:2]]


async def test_what_came_to_nothing_is_not_remembered(database_url: str) -> None:
    """A turn fails behind its amendment; the version of that number which another turn makes is what counts."""
    async with staged(database_url) as stage:

        async def fail(t: Turn) -> None:
            await t.amend(with_phone(t.network, 0, "01 99 00 05 08"), "coordinator", "lost")
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await happen(stage, COORDINATOR, fail)
        seen: list[str] = []
        await happen(stage, 0, lambda t: t.amend(with_phone(t.network, 0, "01 99 00 05 09"), "coordinator", "kept"))
        await happen(stage, 0, lambda t: _look(t, seen))
        assert seen[0] == "01 99 00 05 09"


async def test_documents_of_long_ago_are_let_go(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of older versions there is who made them and when; the newest ones are whole."""
    monkeypatch.setattr(networks, "KEPT", 2)
    async with staged(database_url) as stage:
        for number in range(3):
            phone = f"01 99 00 05 0{number}"
            await happen(stage, 0, lambda t, phone=phone: t.amend(with_phone(t.network, 0, phone), "coordinator", "x"))  # type: ignore[misc]
    whole = await rows(database_url, "SELECT version, document <> '' AS whole FROM network_version ORDER BY version")
    assert [bool(row.whole) for row in whole] == [False, False, True, True]
