"""Negation: which words of a text it denies, and whether one that costs something stands alone; both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii

from conversations.words.cleaning import fold

Span = tuple[int, int]
"""Words of a text, from the first to the one after the last."""
Limit = Literal["from", "until"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    """Phrases parted by commas, as words, the longest first."""
    return tuple(sorted((tuple(one.split()) for one in listed.split(",")), key=len, reverse=True))


_DENY = _words(
    "pas pa non nn ni jamais aucun aucune aucunement nullement sans rien refuse refuser refusons eviter evite "
    "evitez arreter arrete arretez annuler annule annulez impossible inutile desaccord deteste ne n no not nope "
    "nah never neither nor none nothing without cannot avoid refuse decline disagree hate doesnt didnt isnt arent "
    "wont cant couldnt wouldnt shouldnt havent hasnt"
)
"""Words that deny what stands after them in their clause; where nothing does, what stands before."""
_WEAK = frozenset({"ne", "n"})
"""These alone deny nothing where "que" follows: "je n'ai besoin que d'un logement"."""
_ANSWERS = frozenset({"non", "nn", "no", "nope", "nah", *_WEAK})
"""These say no to a question, and do not turn round the words that follow: "non, rien"."""
_STEMS = _words("don doesn didn isn aren wasn weren won wouldn couldn shouldn can haven hasn hadn mustn needn")
"""What stands before "t" in "don't", …"""
_ASKED = frozenset({"i", "we", "you", "please"})
"""… and before "dont" where it is English; in French it is another word."""
_EXCEPT = _phrases(
    "sauf,hormis,excepte,ailleurs que,ailleurs qu,hors de,en dehors de,en dehors du,plus besoin,plus envie,"
    "no longer,other than,plutot que,plutot qu,au lieu,except,excluding,rather than,instead of,anything but,"
    "everything but,any time but,anytime but,all but,anywhere but,everywhere but"
)
"""What denies what follows, and makes less of what was said before."""
_AGREEING = _phrases(
    "pas de souci,pas de soucis,pas de probleme,pas de problemes,pas de pb,pas d inquietude,sans souci,"
    "sans probleme,sans hesiter,sans hesitation,sans attendre,sans tarder,sans aucun doute,aucun souci,"
    "aucun probleme,aucune objection,pas d objection,rien contre,rien a redire,rien a ajouter,rien a changer,"
    "rien a corriger,rien a dire,rien d autre,pourquoi pas,n hesitez pas,hesitez pas,pas d erreur,aucune erreur,"
    "rien ne manque,ne dis pas non,dis pas non,demande pas mieux,il ne manque rien,no problem,no problems,"
    "no worries,no objection,no objections,nothing against,nothing to add,nothing to change,nothing to correct,"
    "nothing else,why not,no doubt,without hesitation,without delay,don t hesitate,dont hesitate,not a problem,"
    "no issue,no issues,no mistakes,no mistake,i don t mind,i dont mind,can t wait,cant wait"
)
"""What says yes in words of denial, …"""
_HARMLESS = _phrases(
    "sans doute,pas loin,non loin,pas cher,pas grand,pas trop cher,pas trop grand,pas trop loin,pas trop tot,"
    "pas trop tard,pas seulement,non seulement,pas plus tard que,pas mal,ne sais pas,sais pas,n importe,"
    "no matter,not only,not far,not too far,not too big,not too expensive,not too early,not too late,"
    "no later than,not later than,pas choisi entre,pas encore choisi entre,pas decide,pas encore decide,pas tranche,"
    "pas encore tranche,not decided,not yet decided,not chosen between,haven t decided,haven t chosen between,"
    "can t decide,can t choose,cant decide,cant choose,not bad,not sure,don t know,dont know,do not know,no idea,"
    "aucune idee,pas d idee,pas sur,pas de calais,pas de jeu,pas en artois,plus ou moins"
)
"""… and what denies none of the words around it."""
_CONTRASTS = _words("mais plutot car parce puisque revanche contre sinon but rather instead because otherwise")
"""Words that begin anew: what was denied before is so no longer."""
_ASSERTS = _words(
    "oui yes est is veux voulons prefere preferons voudrais cherche faut besoin aimerais prefer want need would rather"
)
"""Words by which a clause after a denied one says what is wanted."""
_BARE_NO = _words(
    "merci possible du tout c est ca moi pour surtout vraiment va me convient bon thanks thank you at all really "
    "for that is it s"
)
"""What may stand beside a denial that is a clause of its own: "le matin, surtout pas"."""
_EMPTY = _BARE_NO | _words(
    "je j on nous il elle a ai de d des le la les un une en y au aux et ou veux veut peux vais aller ira irai "
    "plus trop i we to the a and or in go want can will do work works me"
)
"""What names nothing by itself."""
_AROUND = _EMPTY - {"plus", "trop", "ou", "or"} | _words(
    "n ne ai envie question euh bah ben oui ouais ouep yes yep yeah ok okay daccord accord sure bien sur svp stp "
    "s te plait plaisir please allez allons vas ahead parfait super juste correct exact ma mon mes demande "
    "dossier projet message request project my this them everything now maintenant suite voudrais souhaite "
    "souhaitez would like vous pouvez pouvons have are bonjour bonsoir hello hi alors donc then so entendu tres "
    "volontiers gladly let faites fais comme absolument absolutely certainement definitely effectivement confirme "
    "confirm valide approve approuve suis accepte accept parfaitement n ne ai vos votre mentions informations "
    "information notice well fine good great voila right away l m"
)
"""What may stand around a word that costs something and leaves it as it is."""
_LIMITS: dict[Limit, tuple[tuple[str, ...], ...]] = {
    "from": _phrases(
        "plus de,plus d,plus du,au moins,apres,au dela de,au dela d,passe,minimum,au plus tot,at the earliest,"
        "more than,at least,over,after,later than"
    ),
    "until": _phrases(
        "moins de,moins d,avant,d avant,jusqu a,jusqu au,less than,fewer than,under,before,until,till,sooner than"
    ),
}
"""What turns a time round: "pas avant un an" is not a year. What is meant lies from it on, or ends with it."""
_LIMITS_AFTER = _phrases(
    "minimum,au plus tot,au moins,et plus,ou plus,passe,passes,at least,at the earliest,or more,or later"
)
"""The same behind it; all of them mean what lies from it on."""
_BETWEEN = _words("le la l les the d de a an dans in")
"""What may stand between a limit and its time."""
TIMES = _words(
    "mois an ans annee annees semaine semaines midi matin soir month months year years week weeks noon lunch "
    "morning evening afternoon"
)
"""Words of which a time is made."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text as words; `clauses` has the number of each one's clause, `begins` those that begin anew.

    `denials` are the places of the words that deny, `agreed` of those that only seem to.
    """

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    begins: frozenset[int]
    denials: frozenset[int]
    agreed: frozenset[int]
    excepts: bool

    def denied(self, spans: Sequence[tuple[Span, Sequence[str]]], *, carries: bool = True) -> list[bool]:
        """Of each name found in the text, whether the text denies it or turns it round.

        `carries`: whether a clause may go on denying what the one before it denies.
        """
        inside = {i for span, name in spans if _says_no(name) for i in range(*span)}
        plain = [span for span, name in spans if not _says_no(name)]
        carried = self._carried(plain) if carries else frozenset[int]()
        found = [not _says_no(name) and self._denies(span, plain, inside, carried) for span, name in spans]
        about = {self.clauses[span[0]] for (span, _), no in zip(spans, found, strict=True) if no}
        return [
            no or (_says_no(name) and (self._denied_before(span, inside) or self._is_of_another(span, about)))
            for (span, name), no in zip(spans, found, strict=True)
        ]

    def _is_of_another(self, span: Span, about: set[int]) -> bool:
        """ "Aucun" of "aucun logement" is not the answer "aucun"."""
        return self.clauses[span[0]] in about

    def _denied_before(self, span: Span, inside: set[int]) -> bool:
        """Of a name that says no by itself: "non, rien" means nothing, "pas rien" something."""
        before = [i for i in self.denials - inside if i < span[0] and self._together(i, span[0])]
        return any(self.words[i] not in _ANSWERS for i in before)

    def _denies(self, span: Span, plain: Sequence[Span], inside: set[int], carried: frozenset[int]) -> bool:
        first, end = span
        here = [i for i in self.denials if self._together(i, first) or self._together(i, end - 1)]
        after = [i for i in here if i >= end and i not in inside]
        return (
            self.clauses[first] in carried
            or any(i < end for i in here)
            or any(not any(other > i and self._together(other, i) for other, _ in plain) for i in after)
            or self._said_no_after(end - 1)
            or self._turned(span)
        )

    def _carried(self, plain: Sequence[Span]) -> frozenset[int]:
        """Clauses that go on denying: "pas le matin, le midi"."""
        carried: set[int] = set()
        for clause in sorted(set(self.clauses)):
            denied = any(
                self.clauses[first] == clause - 1 and any(i < end and self._together(i, first) for i in self.denials)
                for first, end in plain
            )
            goes_on = clause not in self.begins and not _ASSERTS & set(self._words_of(clause))
            if goes_on and (denied or clause - 1 in carried):
                carried.add(clause)
        return frozenset(carried)

    def _said_no_after(self, last: int) -> bool:
        """Whether the next clause is a no and nothing more."""
        following = [i for i, clause in enumerate(self.clauses) if clause == self.clauses[last] + 1]
        denials = [i for i in following if i in self.denials]
        return bool(denials) and all(i in self.denials or self.words[i] in _BARE_NO for i in following)

    def _turned(self, span: Span) -> bool:
        """Whether a time stands behind a limit."""
        return bool(TIMES & set(self.words[span[0] : span[1]])) and limit(self.words, span) is not None

    def _together(self, one: int, other: int) -> bool:
        return self.clauses[one] == self.clauses[other]

    def _words_of(self, clause: int) -> list[str]:
        return [word for word, number in zip(self.words, self.clauses, strict=True) if number == clause]

    def asserted(self) -> Iterator[str]:
        """The words that are not denied, clause by clause."""
        denying = False
        for clause in sorted(set(self.clauses)):
            places = [i for i, number in enumerate(self.clauses) if number == clause and i not in self.agreed]
            denials = [i for i in places if i in self.denials]
            anew = clause in self.begins or bool(_ASSERTS & set(self._words_of(clause)))
            if denials:
                named_after = any(self.words[i] not in _EMPTY for i in places if i > denials[-1])
                kept = [i for i in places if i < denials[0]] if named_after else []
            else:
                kept = [] if denying and not anew else places
            denying = bool(denials) or (denying and not anew)
            if any(self.words[i] not in _EMPTY for i in kept) and not self._no_follows(clause):
                yield " ".join(self.words[i] for i in kept if self.words[i] not in _CONTRASTS)

    def _no_follows(self, clause: int) -> bool:
        return self._said_no_after(self.clauses.index(clause))


def heard(text: str) -> Utterance:
    """A text with what it denies."""
    words, clauses, begins = _clauses(anyascii(text).lower())
    agreed = _covered(words, clauses, _AGREEING)
    harmless = agreed | _covered(words, clauses, _HARMLESS)
    excepts = _covered(words, clauses, _EXCEPT)
    denials = {i for i in range(len(words)) if i not in harmless and _is_denial(words, clauses, i, harmless)}
    return Utterance(words, clauses, begins, frozenset(denials | excepts), agreed, bool(excepts))


def asserted(text: str) -> str:
    """What a text says without what it denies: "pas à Murol, mais à Besse" → "a besse". As it is, if nothing is."""
    said = heard(text)
    return ", ".join(said.asserted()) if said.denials or said.agreed else text


def stands_alone(text: str, ways: Sequence[str]) -> bool:
    """Whether `text` says one of some words, and besides only what affirms it: "pas de souci, envoyez"."""
    said = heard(text)
    left = [i for i in range(len(said.words)) if i not in said.agreed]
    most = len(left)
    for way in sorted((fold(way).split() for way in ways), key=len, reverse=True):
        while way and (at := _find([said.words[i] for i in left], way)) is not None:
            left = [*left[:at], *left[at + len(way) :]]
    return len(left) < most and all(i not in said.denials and said.words[i] in _AROUND for i in left)


def affirms(text: str) -> bool:
    """Whether a text is yes in other words, and nothing else: "pas de souci", "oui allez-y"."""
    said = heard(text)
    rest = [word for i, word in enumerate(said.words) if i not in said.agreed]
    return bool(said.words) and not said.denials and all(word in _AROUND for word in rest)


def refuses(text: str, ways: Sequence[str]) -> bool:
    """Whether a text denies one of some words, or is no more than a no."""
    said = heard(text)
    if not said.denials:
        return False
    words = list(said.words)
    names = [(_find(words, way), way) for way in (fold(one).split() for one in ways) if way]
    spans = [((at, at + len(way)), way) for at, way in names if at is not None]
    bare = all(i in said.denials or word in _AROUND for i, word in enumerate(said.words))
    return bare or any(said.denied(spans))


def limit(words: Sequence[str], span: Span) -> Limit | None:
    """Whether some words name no more than a limit, and which: "plus de 2 ans" and "10 au moins" are from."""
    first, end = span
    if any(tuple(words[end : end + len(one)]) == one for one in _LIMITS_AFTER):
        return "from"
    before = list(words[:first])
    while True:
        for way in (before, before[:-1]) if before and before[-1] in _BETWEEN else (before,):
            found = next((which for which, ways in _LIMITS.items() if any(_ends(way, one) for one in ways)), None)
            if found is not None:
                return found
        if not before or before[-1] not in _BETWEEN:
            return None
        before = before[:-1]


def denials_in(text: str) -> int:
    """How many words of denial a text has, whatever they deny."""
    words = fold(text).split()
    return sum(word in _DENY or _is_denial(words, [0] * len(words), i, frozenset()) for i, word in enumerate(words))


# --- reading ----------------------------------------------------------------------------------------------------------


def _clauses(said: str) -> tuple[tuple[str, ...], tuple[int, ...], frozenset[int]]:
    """The words, the number of each one's clause, and the clauses that begin anew."""
    words: list[str] = []
    clauses: list[int] = []
    begins, clause, tokens = {0}, 0, re.findall(r"[a-z0-9]+|[.;!?\n,:()]", said)
    for word, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if not word.isalnum():
            clause += bool(clauses) and clauses[-1] == clause
            if word in ".;!?\n":
                begins.add(clause)
            continue
        if word in _CONTRASTS and not _compares(words, word, following):
            clause += bool(clauses) and clauses[-1] == clause
            begins.add(clause)
        words.append(word)
        clauses.append(clause)
    return tuple(words), tuple(clauses), frozenset(begins)


def _compares(before: Sequence[str], word: str, following: str) -> bool:
    """ "Plutôt que", "rien contre", "anything but" do not begin anew."""
    return (
        following in ("que", "qu", "than", "of")
        or (word == "contre" and before[-1:] != ["par"])
        or (word == "but" and any(_ends([*before, word], phrase) for phrase in _EXCEPT))
    )


def _covered(words: Sequence[str], clauses: Sequence[int], phrases: Sequence[tuple[str, ...]]) -> frozenset[int]:
    covered: set[int] = set()
    for phrase in phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase and clauses[at] == clauses[at + len(phrase) - 1]:
                covered |= set(range(at, at + len(phrase)))
    return frozenset(covered)


def _is_denial(words: Sequence[str], clauses: Sequence[int], at: int, harmless: frozenset[int]) -> bool:
    word, before = words[at], words[at - 1] if at else ""
    if word == "t":
        return before in _STEMS
    if word == "dont":
        return not before or clauses[at - 1] != clauses[at] or before in _ASKED
    if word in _WEAK:
        rest = [i for i in range(at + 1, len(words)) if clauses[i] == clauses[at]]
        return not any(i in harmless or words[i] in ("que", "qu") for i in rest)
    return word in _DENY


def _says_no(name: Sequence[str]) -> bool:
    """Whether an option's name says no by itself: "rien", "pas encore"."""
    return any(word in _DENY - _WEAK for word in name)


def _find(words: Sequence[str], way: Sequence[str]) -> int | None:
    return next((at for at in range(len(words) - len(way) + 1) if list(words[at : at + len(way)]) == list(way)), None)


def _ends(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return tuple(words[-len(phrase) :]) == tuple(phrase)
