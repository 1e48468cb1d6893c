"""Told: an old case as the answers that the questions of today would have got, and what of it no question asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from network.entries import Nature
from network.imports.rows import CaseRow, Where
from network.model import Role


def answers(row: CaseRow, needs: Collection[str], household: Collection[str]) -> dict[str, Any]:
    """The answers by their question. `needs` and `household` are the options that those two have; what a line does not
    say is no answer. Nobody has said that partners may see a card of it, so there is none.
    """
    told = {
        "project": row.project,
        "sector": list(row.sectors),
        "household": {key: count for key, count in row.household if key in household and count},
        "needs": [need.value for need in row.needs if need.value in needs],
    }
    return {
        "name": row.name,
        "contact": {"phone": row.phones[0] if row.phones else None, "email": row.email or None},
        "discretion": {"choice": "confidential", "version": "1"},
        "nature": [nature.value for nature in row.natures] or [Nature.UNKNOWN.value],
        "place": place(row.place),
        **{question: answer for question, answer in told.items() if answer},
    }


def place(where: Where) -> dict[str, Any]:
    """The answer to where."""
    found: dict[str, Any] = {"kind": where.kind, "commune": None, "territory": where.territory or None}
    if where.kind == "commune":
        return {**found, "commune": where.commune}
    if where.kind == "outside":
        outside = {"insee": where.commune, "name": where.name or where.said, "department": where.department}
        return {**found, "territory": None, "outside": outside}
    return found


def followed(row: CaseRow) -> dict[str, str]:
    """Who follows the case, by role: a referent's id, or empty where somebody is named whom the network does not know.
    A role that nobody is named for is missing.
    """
    named: Mapping[str, Any] = {Role.TECHNICAL: row.technical, Role.TERRITORIAL: row.territorial}
    return {str(role): one.referent for role, one in named.items() if one.referent or one.said}


def aside(row: CaseRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands nowhere else: further telephone numbers, and the names of whoever follows that are not known."""
    unknown = tuple(one.said for one in (row.technical, row.territorial) if one.said and not one.referent)
    return row.phones[1:], unknown
