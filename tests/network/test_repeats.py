"""Whether two cases are the same person's: a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from network.repeats import Same, Told, shared

BAKER = Told(
    frozenset({7}), "+33199000001", "d@example.org", "alimentaire", "sancy-artense", "Reprendre une boulangerie"
)
OTHER = Told(frozenset({8}), "+33199000002", "e@example.org", "batiment", "les-cheires", "Devenir charpentier")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ()),
        ({"accounts": frozenset({8, 7})}, (Same.ACCOUNT,)),
        ({"accounts": frozenset({7}), "phone": "+33199000001"}, (Same.ACCOUNT, Same.PHONE)),
        ({"phone": "+33199000001"}, ()),
        ({"phone": "+33199000001", "sector": "alimentaire"}, (Same.PHONE,)),
        ({"phone": "+33199000001", "territory": "sancy-artense"}, (Same.PHONE,)),
        ({"email": "d@example.org", "sector": "alimentaire"}, (Same.EMAIL,)),
        ({"email": "d@example.org", "phone": "+33199000001", "sector": "alimentaire"}, (Same.PHONE, Same.EMAIL)),
        ({"phone": "+33199000001", "project": "Devenir apiculteur"}, ()),
        ({"phone": "+33199000001", "project": "Une boulangerie : reprendre"}, (Same.PHONE,)),
        ({"phone": "+33199000001", "project": "REPRENDRE UNE BOULANGERIE à Tauves"}, (Same.PHONE,)),
        ({"phone": "+33199000001", "project": ""}, ()),
        ({"sector": "alimentaire", "territory": "sancy-artense", "project": BAKER.project}, ()),
        ({"accounts": frozenset(), "phone": None, "email": None}, ()),
    ],
)
def test_what_two_cases_share(changes: dict[str, object], found: tuple[Same, ...]) -> None:
    other = replace(OTHER, **changes)  # type: ignore[arg-type]
    assert shared(BAKER, other) == found
    assert shared(other, BAKER) == found


def test_two_without_anything_share_nothing() -> None:
    assert shared(Told(), Told()) == ()
    assert shared(replace(BAKER, sector=None), replace(OTHER, sector=None, phone=BAKER.phone)) == ()
