"""What somebody has already, or lacks, of what a text names: "j'ai déjà un local", "pas encore trouvé de logement"."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.words.negation import Span, Utterance


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.split()) for one in listed.split(","))


_HAS = _phrases(
    "deja,ai un,ai une,ai le,ai la,ai l,ai mon,ai ma,ai mes,ai des,ai trouve,avons un,avons une,avons le,avons la,"
    "avons l,avons notre,avons nos,avons des,avons trouve,on a un,on a une,on a le,on a la,on a l,on a notre,"
    "on a trouve,possede,possedons,proprietaire,proprietaires,already,have a,have an,have the,have my,have our,"
    "have got,ve got,got a,own,have found,found,i have,we have,y a un,y a une,y a le,y a la,"
    "a un emploi,a un travail,a un poste,a un boulot,a un job,a un cdi,a une place,a son travail,"
    "has a,has got,has found"
)
"""What says of what follows that it is there, …"""
_DONE = _phrases(
    "trouve,trouvee,obtenu,obtenue,acquis,acquise,accorde,accordee,regle,reglee,achete,achetee,assure,assuree,"
    "found,secured,sorted,approved,approuve,valide,accepte,arranged,granted,already there,deja la"
)
"""… and what says so of what stands just before it; …"""
_AROUND = frozenset(
    {"c", "est", "j", "ai", "on", "a", "nous", "avons", "l", "le", "la", "deja", "bien", "it", "is", "we", "have", "ve"}
)
"""What may stand around it where it is a clause of its own: "local : déjà trouvé"."""
_ALL_DONE = _phrases("trouves,trouvees,obtenus,acquis tous,accordes,regles,achetes,sont trouves,both found,all found")
"""… and of all that does."""
_LACKS = _phrases(
    "ai pas de,ai pas d,ai pas encore de,ai pas encore d,avons pas de,avons pas d,avons pas encore de,"
    "avons pas encore d,on a pas de,on a pas d,n a pas de,n a pas d,n a pas encore de,n a pas encore d,ai plus de,"
    "ai plus d,ai aucun,ai aucune,pas trouve,pas encore trouve,pas toujours trouve,toujours pas de,toujours pas d,"
    "manque,manquent,manquerait,have no,don t have,dont have,haven t got,havent got,have not found,haven t found,"
    "havent found,not found,still no,lack"
)
"""What says that it is wanting, though it denies."""
_SEEKS = frozenset(
    [
        "besoin", "cherche", "cherchons", "chercher", "recherche", "recherchons", "faut", "faudrait", "envie",
        "trouver", "need", "needs", "want", "looking", "search", "find", "to", "voudrais", "voudrions", "aimerais",
    ]
)  # fmt: skip
"""Words of a wish: what was said before one says nothing of what follows it."""


def lacks(said: Utterance, span: Span) -> bool:
    """Whether a text says of what stands in a span that it is wanting."""
    return _stands_before(said, span, _LACKS)


def has(said: Utterance, span: Span, spans: Sequence[Span]) -> bool:
    """Whether a text says that it is there; `spans` are all that it names."""
    following = min((first for first, _ in spans if first >= span[1]), default=len(said.words))
    end = next((at for at in range(span[1], len(said.words)) if not _together(said, at, span)), len(said.words))
    done = _places(said, _DONE, span[1], min(following, end)) or _places(said, _ALL_DONE, span[1], end)
    return bool(done) or _stands_before(said, span, _HAS) or _is_said_after(said, span)


def _is_said_after(said: Utterance, span: Span) -> bool:
    """Whether the next clause says so, and nothing more."""
    clause = said.clauses[span[1] - 1]
    last = max(at for at, number in enumerate(said.clauses) if number == clause)
    following = [said.words[at] for at, number in enumerate(said.clauses) if number == clause + 1]
    done = {word for way in (*_DONE, *_ALL_DONE) for word in way} - _AROUND
    return last == span[1] - 1 and bool(done & set(following)) and set(following) <= done | _AROUND


def _stands_before(said: Utterance, span: Span, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of some phrases stands before a span, or reaches into it ("j'ai | un local"), and no wish between."""
    begin = next((at for at in range(span[0]) if _together(said, at, span)), span[0])
    wishes = [at for at in range(begin, span[0]) if said.words[at] in _SEEKS]
    after = wishes[-1] + 2 if wishes else begin  # "je cherche déjà"
    return any(at < span[0] for at in _places(said, phrases, after, span[1]))


def _places(said: Utterance, phrases: Sequence[tuple[str, ...]], first: int, end: int) -> list[int]:
    """Where phrases stand between two words."""
    within = [(at, one) for one in phrases for at in range(first, end - len(one) + 1)]
    return [at for at, one in within if said.words[at : at + len(one)] == one]


def _together(said: Utterance, at: int, span: Span) -> bool:
    return said.clauses[at] == said.clauses[span[0]]
