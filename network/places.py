"""Where somebody wants to go, told in their own words: communes, territories, postal codes, or not decided yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from network.gazetteer import Abroad, Place, gazetteer
from network.model import Commune, Network
from network.outside import Beyond, Outside, Seen, Surroundings
from network.text import plain, words
from network.vocabulary import AROUND_PLACES, ARTICLES, FOREIGN, NO_PLACE_YET, REFUSALS, SPELLED_OUT, TERRITORY_CUES

Kind = Literal["commune", "ask", "territory", "undecided", "outside", "nothing"]

MAX_CANDIDATES = 4
_CLOSE, _LIKE = 80, 65
"""How alike (0 to 100) a text and a name must be to be asked about, and to be offered."""
_READ = 400
_MAX_WORDS = 24
_MAX_WINDOW = 5
_POSTAL = re.compile(
    r"(?<!\d)(\d{2})[ .]?(\d{3})(?! ?\d| ?(?:€|k€|(?:eur|euros?|m2|m²|m3|km|ha|kg|tonnes?|litres?|h|hab|habitants?|ans"
    r"|salariés?|salaries?|employés?|personnes?|clients?|visiteurs?|touristes?|enfants?|bouteilles?|couverts?|nuitées?"
    r"|inhabitants|people|persons?|visitors?|customers?|tourists?|employees|children|years|hours|bottles?|nights?)\b))",
    re.ASCII | re.IGNORECASE,
)
"""A postal code; neither a part of a longer number nor an amount."""


@dataclass(frozen=True, slots=True)
class Found:
    """What `PlaceIndex.find` made of a text.

    - ``commune``: sure of one; `communes` holds its INSEE code, `territories` its territory.
    - ``ask``: a choice to confirm among `communes` (one to four; all those of a postal code) and `territories`
      (whole territories, perhaps none).
    - ``territory``: sure of one whole territory.
    - ``undecided``: no place yet ("peu importe"), or the whole network.
    - ``outside``: a French commune that is not of this network; `outside` holds it, several of one name or postal
      code, or none where a postal code is nobody's.
    - ``nothing``: not understood; `communes` are the nearest names, to offer, perhaps none. Where a place abroad is
      named, `abroad` says which, and nothing is offered.

    With ``ask``, `outside` are communes elsewhere that the same name or postal code may mean. `text` is what was typed,
    trimmed.
    """

    kind: Kind
    text: str
    communes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    outside: tuple[Outside, ...] = ()
    abroad: tuple[Abroad, ...] = ()

    @property
    def territory(self) -> str | None:
        """The territory, where exactly one is meant."""
        return self.territories[0] if len(self.territories) == 1 else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the network that a sentence names: what its name may mean, and the words before it; `after` are those
    since the mention before, None for the first. `words` are those of the place itself, as they were typed. A place
    elsewhere has neither: `outside` are the communes that its name may mean, `abroad` the place beyond France.
    """

    communes: tuple[str, ...]
    territories: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...] | None = None
    words: tuple[str, ...] = ()
    outside: tuple[Outside, ...] = ()
    abroad: Abroad | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing places, without spaces or articles; `sure` forms need no question.

    A form that must stand `alone` is an everyday word or name, and means nothing inside a sentence.
    """

    key: str
    communes: tuple[str, ...]
    territories: tuple[str, ...]
    sure: bool
    alone: bool = False

    @property
    def weight(self) -> int:
        """The letters that tell places apart: "saint" does not."""
        return len(self.key) - 5 * self.key.startswith("saint")

    @property
    def tolerance(self) -> int:
        """How many wrong letters still make it worth asking."""
        return 0 if self.weight < 4 else 1 if self.weight < 7 else 2 if self.weight < 11 else 3


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form seen in words `start` to `end` of a text, with `errors` wrong letters."""

    start: int
    end: int
    form: _Form
    errors: int

    @property
    def score(self) -> int:
        return len(self.form.key) - 3 * self.errors

    @property
    def sure(self) -> bool:
        allowed = 0 if self.form.weight < 6 else 1 if self.form.weight < 11 else 2
        return self.form.sure and self.errors <= allowed

    def overlaps(self, other: _Hit) -> bool:
        return self.start < other.end and other.start < self.end


class PlaceIndex:
    """The places of a network, ready to be recognised. Build once; `find` takes a few milliseconds."""

    def __init__(self, network: Network) -> None:
        self._territory_of = {insee: territory.id for insee, (_, territory) in network.commune_by_insee.items()}
        self._names = {insee: plain(commune.name) for insee, (commune, _) in network.commune_by_insee.items()}
        self._codes = _codes(network)
        self._whole = plain(network.identity.name)
        self._forms: dict[str, _Form] = {}
        for form in _forms(network):
            self._add(form)
        self._keys = tuple(self._forms)
        self._longest = max(map(len, self._keys)) + 3
        self._around = Surroundings(network)
        self._departments = frozenset(insee[:2] for insee in self._names)

    def find(self, text: str) -> Found:
        """Where `text` says that somebody wants to go. Never raises, whatever the text."""
        said, read = text.strip()[:_READ], text[:_READ]
        codes = ["".join(groups) for groups in _POSTAL.findall(read)]
        tokens = self._joined(words(_POSTAL.sub(" ", read))[: 2 * _MAX_WORDS])
        content, spots = _content_with_spots(tokens)
        hits = self._hits(content)
        away = self._away(tokens, codes)
        placed = [one for one in away if self._there(one, tokens, codes)]
        hits, away = _weighed(hits, away, spots, placed)
        abroad = [] if codes else self._abroad(tokens)
        hits, away = _left_by(abroad, hits, away, spots, placed)
        named = bool(codes) or any(not hit.errors for hit in hits)
        if self._names_network(tokens) or (not named and _says_undecided(tokens)):
            return Found("undecided", said)
        if hits:
            return self._named(said, content, hits, codes, away)
        if away:
            return self._elsewhere(said, tokens, away, codes)
        if codes:
            return self._coded(said, codes)
        if abroad:
            return Found("nothing", said, abroad=tuple(one.place for one in abroad))
        return self._misread(said, tokens)

    def mentions(self, text: str, *, everywhere: bool = False) -> tuple[Mention, ...]:
        """The places of the network that a sentence names as they are spelt, in its order; `everywhere`: and those
        elsewhere that are known.
        """
        tokens = self._joined(words(_POSTAL.sub(" ", text[:_READ]))[: 2 * _MAX_WORDS])
        content, spots = _content_with_spots(tokens)
        away = self._away(tokens, ())
        hits, away = _weighed(self._hits(content), away, spots, [one for one in away if self._there(one, tokens, ())])
        spans = [(spots[hit.start], spots[hit.end - 1] + 1, hit) for hit in hits]
        found: list[tuple[int, int, Mention | None]] = [
            (first, end, Mention(hit.form.communes, hit.form.territories, ()) if not hit.errors or hit.sure else None)
            for first, end, hit in spans
        ]
        if everywhere:
            found = self._with_those_elsewhere(tokens, found, away)
        named: list[Mention] = []
        last: int | None = None
        for first, end, mention in sorted(found, key=lambda one: one[0]):
            after = None if last is None else tuple(tokens[last:first])
            if mention is not None:
                there = tuple(tokens[first:end])
                named.append(replace(mention, before=tuple(tokens[:first]), after=after, words=there))
            last = end
        return tuple(named)

    def _with_those_elsewhere(
        self, tokens: Sequence[str], ours: Sequence[tuple[int, int, Mention | None]], away: Sequence[Seen]
    ) -> list[tuple[int, int, Mention | None]]:
        """The names of the network with the towns and places abroad beside them; of one name
        those around count first, then the most inhabited."""
        found: list[tuple[int, int, Mention | None]] = [
            (beyond.start, beyond.end, Mention((), (), (), abroad=beyond.place))
            for beyond in self._around.beyond(tokens)
            if beyond.place.country
        ]
        for one in self._around.seen(tokens):
            if one in away or (one.known and not one.everyday):
                places = self._there(one, tokens, ()) or one.places
                large = sorted(places, key=lambda place: (not place.near, -place.population))
                found.append((one.start, one.end, Mention((), (), (), outside=self._around.told(large))))
        kept = list(ours)
        for first, end, mention in sorted(found, key=lambda one: one[0] - one[1]):
            if all(end <= other or to <= first for other, to, _ in kept):
                kept.append((first, end, mention))
        return kept

    def anywhere(self, text: str) -> Found:
        """Where `text` says that somebody lives now: any French commune; "not decided" is no answer to that."""
        found = self.find(text)
        return Found("nothing", found.text) if found.kind == "undecided" else found

    def outside(self, insee: str) -> Outside | None:
        """What is told of the French commune of that INSEE code; None where it is one of ours, or unknown."""
        return self._around.get(insee)

    def _joined(self, tokens: Sequence[str]) -> list[str]:
        """The words of a text, with an article put back that belongs to a name of the network: "la queuille"."""
        joined: list[str] = []
        for word in tokens:
            whole = joined[-1] + word if joined and joined[-1] in ("la", "le", "les", "l") else ""
            if whole in self._forms and word not in self._forms:
                joined[-1] = whole
            else:
                joined.append(word)
        return joined

    def _add(self, form: _Form) -> None:
        """A key that several places share means them all; one that is sure hides those that are not."""
        held = self._forms.get(form.key)
        if held is None or (form.sure and not held.sure):
            self._forms[form.key] = form
        elif form.sure == held.sure:
            communes, territories = _merged(held.communes, form.communes), _merged(held.territories, form.territories)
            self._forms[form.key] = _Form(form.key, communes, territories, form.sure, form.alone)

    def _hits(self, content: Sequence[str]) -> list[_Hit]:
        """The forms that explain most letters of a text; those that overlap are rivals of nearly the same worth."""
        alone = sum(word not in AROUND_PLACES for word in content) == 1
        chosen: list[_Hit] = []
        for hit in sorted(self._candidates(content), key=lambda hit: (-hit.score, hit.errors, hit.start)):
            rivals = [other for other in chosen if other.overlaps(hit)]
            if (alone or not hit.form.alone) and all(_rivals(rival, hit) for rival in rivals):
                chosen.append(hit)
        return chosen

    def _candidates(self, content: Sequence[str]) -> Iterator[_Hit]:
        for start in range(len(content)):
            for end in range(start + 1, min(start + _MAX_WINDOW, len(content)) + 1):
                key = "".join(content[start:end])
                if key in self._forms:
                    yield _Hit(start, end, self._forms[key], 0)
                elif (
                    2 < len(key) <= self._longest
                    and content[start] != "vers"
                    and (end - start > 1 or key not in AROUND_PLACES)
                ):
                    yield from self._close(key, start, end)

    def _close(self, key: str, start: int, end: int) -> Iterator[_Hit]:
        for close, errors, _ in process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=3, limit=8):
            form = self._forms[close]
            if errors <= form.tolerance:
                yield _Hit(start, end, form, int(errors))

    def _away(self, tokens: Sequence[str], codes: Sequence[str]) -> list[Seen]:
        """Communes elsewhere that a text names; in a sentence about something else, only those that stand out."""
        seen = self._around.seen(tokens)
        inside = {index for one in seen for index in range(one.start, one.end)}
        aside = self._around.of_department(tokens)
        bare = all(index in inside or word in aside or not _matters(word) for index, word in enumerate(tokens))
        alone = all(index in inside or word in ARTICLES for index, word in enumerate(tokens))
        return [
            one
            for one in seen
            if one.stands_out or ((alone or one.cued or not one.everyday) and bare) or self._there(one, tokens, codes)
        ]

    def _abroad(self, tokens: Sequence[str]) -> list[Beyond]:
        """Places abroad that a text names: after "à" or "near", or where it says nothing else."""
        named = self._around.beyond(tokens)
        inside = {index for one in named for index in range(one.start, one.end)}
        bare = all(index in inside or not _matters(word) for index, word in enumerate(tokens))
        return [one for one in named if bare or one.cued]

    def _there(self, one: Seen, tokens: Sequence[str], codes: Sequence[str]) -> list[Place]:
        """Those of the communes of one name that a text places by their department or postal code."""
        rest = [word for index, word in enumerate(tokens) if not one.start <= index < one.end]
        elsewhere = self._around.departments_in(rest) - self._departments
        return [p for p in one.places if p.department in elsewhere or any(code in p.postal_codes for code in codes)]

    def _elsewhere(self, said: str, tokens: Sequence[str], away: Sequence[Seen], codes: Sequence[str] = ()) -> Found:
        """What names of communes elsewhere mean: those of the department or postal code told with them, if any."""
        if any(_refused(tokens, one) for one in away):
            return Found("nothing", said)
        places = [place for one in away for place in (self._there(one, tokens, codes) or one.places)]
        return Found("outside", said, outside=self._around.told(places))

    def _misread(self, said: str, tokens: Sequence[str]) -> Found:
        """A text in which nothing is known as it is spelt: perhaps a commune elsewhere with a typo."""
        telling = [at for at, word in enumerate(tokens) if word not in AROUND_PLACES and word not in ARTICLES]
        bare = tokens[telling[0] : telling[-1] + 1] if telling else ()
        if near := self._nearest(" ".join(bare), _CLOSE):
            return Found("ask", said, near)
        asked = 0 < len(bare) <= _MAX_WINDOW and not (REFUSALS | FOREIGN).intersection(bare)
        if asked and (places := self._around.misspelt(bare)):
            return Found("outside", said, outside=self._around.told(places))
        return Found("nothing", said, self._nearest(" ".join(tokens), _LIKE))

    def _named(
        self, said: str, content: Sequence[str], hits: Sequence[_Hit], codes: Sequence[str], away: Sequence[Seen]
    ) -> Found:
        """What the names found in a text mean together."""
        read = {index for hit in hits for index in range(hit.start, hit.end)}
        left = [word for index, word in enumerate(content) if index not in read and _matters(word)]
        communes = _merged(*(hit.form.communes for hit in hits))[:MAX_CANDIDATES]
        coded = _merged(*(self._codes.get(code, ()) for code in codes))
        agreed = not codes or bool(set(communes) & set(coded))
        communes = communes if agreed else _merged(communes, coded)
        territories = _merged(*(hit.form.territories for hit in hits))
        if territories and any(word in TERRITORY_CUES for word in content):
            communes = ()
        owners = _merged(*((self._territory_of[insee],) for insee in communes))
        if set(owners) & set(territories):
            territories = ()
        rivalled = bool(away) and any(hit.errors for hit in hits)  # "Le Crès" is a town, and nearly Le Crest
        sure = agreed and not left and not rivalled and all(hit.sure for hit in hits)
        if sure and len(communes) == 1 and not territories:
            return Found("commune", said, communes, owners)
        if sure and not communes and len(territories) == 1:
            return Found("territory", said, (), territories)
        said_where = agreed and bool(codes)  # "Besse 63610" is none of the others
        also = () if said_where else self._around.told(place for one in away for place in one.places)
        return Found("ask", said, communes, territories, also)

    def _coded(self, said: str, codes: Sequence[str]) -> Found:
        """What postal codes alone mean: always a question, since communes outside the network may share them."""
        communes = _merged(*(self._codes.get(code, ()) for code in codes))
        also = self._around.told(place for code in codes for place in self._around.coded(code))
        return Found("ask" if communes else "outside", said, communes, outside=also)

    def _names_network(self, tokens: Sequence[str]) -> bool:
        """Whether the whole network is meant, by its own name."""
        rest = " ".join(tokens).replace(self._whole, "").split()
        return self._whole in " ".join(tokens) and all(word in AROUND_PLACES | ARTICLES for word in rest)

    def _nearest(self, said: str, least: int) -> tuple[str, ...]:
        near = process.extract(said, self._names, scorer=fuzz.ratio, score_cutoff=least, limit=MAX_CANDIDATES - 1)
        return tuple(insee for _, _, insee in near)


def _rivals(best: _Hit, hit: _Hit) -> bool:
    """Whether `hit` is another place, nearly as likely as the misspelt `best` in the same words."""
    other = hit.form.communes != best.form.communes or hit.form.territories != best.form.territories
    return other and best.errors > 0 and hit.score > best.score - 3


def _weighed(
    hits: list[_Hit], away: list[Seen], spots: Sequence[int], placed: Sequence[Seen]
) -> tuple[list[_Hit], list[Seen]]:
    """Names of the network and names elsewhere in the same words: the longer wins, then ours, unless misspelt."""
    kept = list(hits)
    left = list(away)
    for hit in hits:
        start, end = spots[hit.start], spots[hit.end - 1] + 1
        for one in away:
            if one.start >= end or start >= one.end:
                continue
            wider = sum(one.start <= spot < one.end for spot in spots) - (hit.end - hit.start)
            if wider > 0 or (wider == 0 and one in placed) or (hit.errors > 1 and one.known and wider == 0):
                kept = [other for other in kept if other is not hit]
            elif wider < 0:
                left = [other for other in left if other is not one]
    return kept, left


def _left_by(
    abroad: Sequence[Beyond], hits: list[_Hit], away: list[Seen], spots: Sequence[int], placed: Sequence[Seen]
) -> tuple[list[_Hit], list[Seen]]:
    """What a place abroad leaves of the names in its own words: ours as they are spelt, longer and placed ones."""

    def stays(start: int, end: int) -> bool:
        rivals = [one for one in abroad if one.start < end and start < one.end]
        return all(one.end - one.start < end - start for one in rivals)

    kept = [hit for hit in hits if not hit.errors or stays(spots[hit.start], spots[hit.end - 1] + 1)]
    return kept, [one for one in away if one in placed or stays(one.start, one.end)]


def _refused(tokens: Sequence[str], one: Seen) -> bool:
    """Whether a name is turned round: "pas à Issoire", but not "pas loin d'Issoire"."""
    before = tokens[max(0, one.start - 3) : one.start]
    return bool(REFUSALS.intersection(before)) and "loin" not in before and "far" not in before


def _matters(word: str) -> bool:
    """Whether a word beside a name is a reason to ask; a short one is mostly an article mistyped."""
    return word in REFUSALS or (len(word) > 3 and word not in AROUND_PLACES)


def _says_undecided(tokens: Sequence[str]) -> bool:
    """Whether a text says that no place is chosen yet, typos forgiven."""
    whole = " ".join(tokens)
    if any(f" {phrase} " in f" {whole} " for phrase in NO_PLACE_YET):
        return True
    return len(whole) > 6 and process.extractOne(whole, NO_PLACE_YET, scorer=fuzz.ratio, score_cutoff=84) is not None


# ── Forms of a name ──────────────────────────────────────────────────────────────────────────────────────────────


def _forms(network: Network) -> Iterator[_Form]:
    """Every way of writing the network's places that is looked for: names and aliases are sure, shortened names ask."""
    for territory in network.territories:
        for name in (territory.name, *territory.aliases):
            yield _Form(_key(name), (), (territory.id,), sure=True)
        for commune in territory.communes:
            for name in (commune.name, *commune.aliases):
                for key in (_key(name), "".join(words(name))):
                    yield _Form(key, (commune.insee,), (), sure=True)
            for name in gazetteer().former(commune.insee):
                yield _Form(_key(name), (commune.insee,), (), sure=True)
            for key, alone in _shortened(commune):
                yield _Form(key, (commune.insee,), (), sure=False, alone=alone)


def _shortened(commune: Commune) -> Iterator[tuple[str, bool]]:
    """What people cut a name down to, and whether it must then be said alone (Pierre, Julien and Bonnet are names too).

    ``Murat(-le-Quaire)``, ``Saint-Pierre(-Roche)``, ``(Saint-)Saturnin``.
    """
    first, *rest = _content(words(commune.name))
    if first == "saint":
        yield first + rest[0], False
        yield rest[0], True
    elif rest and len(first) > 4:
        yield first, False


def _content(tokens: Iterable[str]) -> list[str]:
    return [SPELLED_OUT.get(word, word) for word in tokens if word not in ARTICLES]


def _content_with_spots(tokens: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words of `_content` of a text, and where each stands in it."""
    spots = [index for index, word in enumerate(tokens) if word not in ARTICLES][:_MAX_WORDS]
    return [SPELLED_OUT.get(tokens[index], tokens[index]) for index in spots], spots


def _key(name: str) -> str:
    return "".join(_content(words(name)))


def _codes(network: Network) -> dict[str, tuple[str, ...]]:
    """INSEE codes by postal code, in the file's order."""
    codes: dict[str, tuple[str, ...]] = {}
    for insee, (commune, _) in network.commune_by_insee.items():
        for code in commune.postal_codes:
            codes[code] = (*codes.get(code, ()), insee)
    return codes


def _merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """All groups in one, each item once, in order."""
    return tuple(dict.fromkeys(item for group in groups for item in group))
