"""The project: what somebody told of what they want to do and of the life with it, read from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from network.model import Nature


@dataclass(frozen=True, slots=True)
class Project:
    """The answers of a case by their names; what was not told is empty. Whoever decides by an answer reads it here.

    Of `sectors` the first leads. `place` is the kind of what was told: a commune, a territory, outside, undecided;
    `outside` names a place that is not of the network. `elsewhere` are the territories of other places that were named,
    where the case may be seen too, since the person said so. `branch` is the lead that was chosen where the words left
    it open; `jobs` counts salaried people, without the head and apprentices; `register` is where a business that is
    taken over stands. `when` is the band of the arrival ("months_3"). `name` is how the person is called; `communes`
    are the INSEE codes of the places, wherever they are, the leading one first. `email` is as it was written.
    `adults` and `children` are None where they were not told.
    `discretion` is the choice, None where it was not asked; `discretion_version` the text it was made by.
    """

    words: str = ""
    natures: tuple[Nature, ...] = ()
    sectors: tuple[str, ...] = ()
    place: str = "undecided"
    territory: str | None = None
    outside: str = ""
    elsewhere: tuple[str, ...] = ()
    branch: str | None = None
    jobs: int | None = None
    register: str | None = None
    when: str | None = None
    name: str = ""
    communes: tuple[str, ...] = ()
    phone: str | None = None
    email: str | None = None
    adults: int | None = None
    children: int | None = None
    discretion: str | None = None
    discretion_version: str = "1"

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> Project:
        """The project that answers tell, by step. Nothing of an answer is checked: its question did that."""
        place, contact = answers.get("place") or {}, answers.get("contact") or {}
        chosen, shown = answers.get("discretion") or {}, answers.get("elsewhere") or {}
        return cls(
            words=told if isinstance(told := answers.get("project"), str) else "",
            natures=tuple(Nature(nature) for nature in answers.get("nature") or ()),
            sectors=tuple(answers.get("sector") or ()),
            place=place.get("kind", "undecided"),
            territory=place.get("territory"),
            outside=(place.get("outside") or {}).get("name", ""),
            elsewhere=tuple(shown["territories"]) if shown.get("choice") == "yes" else (),
            branch=answers.get("branch"),
            jobs=answers.get("jobs"),
            register=answers.get("register"),
            when=answers.get("when"),
            name=called if isinstance(called := answers.get("name"), str) else "",
            communes=tuple(code for one in (place, *(place.get("also") or ())) if (code := _insee(one))),
            phone=contact.get("phone") or None,
            email=(contact.get("email") or "").strip() or None,
            adults=(home := answers.get("household") or {}).get("adults"),
            children=sum(count for kind, count in home.items() if kind != "adults") if home else None,
            discretion=chosen.get("choice"),
            discretion_version=chosen.get("version", "1"),
        )

    @property
    def sector(self) -> str | None:
        """The sector that leads."""
        return self.sectors[0] if self.sectors else None


def _insee(place: Mapping[str, Any]) -> str:
    """The code of a place, where it is a commune."""
    code = place.get("commune") or (place.get("outside") or {}).get("insee")
    return code if isinstance(code, str) else ""
