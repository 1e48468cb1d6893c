"""Rules of who leads, as a network's file has them: leads, splits, and what no sector holds alone."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from network.entries import Entry, Kind, Label, Slug, Title


class Lead(Entry):
    """Who leads for certain activities of some `sectors`, where the sector as a whole does not say.

    `words` are those of the activities, in any language: they decide. `codes` are classes of `nomenclature`, for
    whoever reads the file (NAF 2025 replaces NAF rév. 2 from 2027: words decide, codes follow). `source` is the rule
    it comes from. `label` is shown as a button where a split asks. Partners of `kinds` lead, first the preferred one;
    where nobody of such a kind names the project's sector, those who name the sector `like` take it.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)]
    label: Label
    sectors: tuple[Slug, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)
    words: tuple[Title, ...] = ()
    like: Slug | None = None
    source: Title
    nomenclature: Title = "NAF rév. 2"
    codes: tuple[Title, ...] = ()


class Split(Entry):
    """Where a sector's note says that it splits, and the words leave it open: a question with two `leads` to press.

    It is asked where a text has one of its `words`, or words of both leads. `unsaid`: also where the text names nothing
    of the sector, or no more than its `vague` words.
    """

    sector: Slug
    question: Label
    leads: tuple[Slug, Slug]
    words: tuple[Title, ...] = ()
    unsaid: bool = False
    vague: tuple[Title, ...] = ()


class SizeRule(Entry):
    """From `jobs` salaried people on, the head and apprentices not counted, partners of kind `instead` lead where
    `kind` would. `kept_on_takeover`: not where a business that is taken over stood in the register of the trades.
    """

    jobs: int = Field(ge=1)
    kind: Kind
    instead: Kind
    kept_on_takeover: bool = False


class Routes(Entry):
    """Rules of routing that no sector holds alone.

    `generalist_kinds` lead when the nature or the sector is not known yet; `sizes` move big projects to another kind
    (France: crafts go to the chambre de métiers below eleven salaried people, code de l'artisanat, article L. 111-1).
    """

    generalist_kinds: tuple[Kind, ...] = ("CREATION",)
    sizes: tuple[SizeRule, ...] = ()
