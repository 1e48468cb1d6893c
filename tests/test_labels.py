"""Labels of buttons, in every story: none is longer than a small telephone shows, but for the names of a network."""

from __future__ import annotations

from handlers.turn.screen import fits
from network import file
from tests.calls import rows_of_buttons
from tests.stage import NETWORK


def test_no_row_holds_more_than_a_small_telephone_shows() -> None:
    """Names out of the network's file stand in a row of their own, as long as they are."""
    network = file.load(NETWORK)
    names = [
        name.in_(locale)
        for name in (*(s.label for s in network.sectors), *(r.name for r in network.referents))
        for locale in ("fr", "en")
    ]
    rows = rows_of_buttons()
    assert len(rows) > 300
    long = [row for row in rows if not all(fits(label, len(row)) for label in row)]
    assert [row for row in long if len(row) > 1] == []
    assert [label for [label] in long if not any(name in label for name in names)] == []
