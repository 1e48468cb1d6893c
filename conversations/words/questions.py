"""Questions that people ask back: whether a text is one, and which common question it is; both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from conversations.words.cleaning import fold
from conversations.words.matching import CLEAR
from conversations.words.negation import denials_in
from network.text import unaccented

A_NAME = 5
"""Words that a name with its article and question mark may take; a longer question is a question."""
LONGEST = 300
"""A sentence longer than this tells more than it asks."""
SURE = 91
"""How alike (0 to 100) a sentence that does not look like a question must be to a way of asking one."""
_LIKE = 84
"""How alike (0 to 100) two words must be to be one."""


def _phrases(listed: str) -> tuple[str, ...]:
    """Phrases parted by commas, the longest first."""
    return tuple(sorted((" ".join(one.split()) for one in listed.split(",")), key=len, reverse=True))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_POLITE = _phrases(
    "bonjour,bonsoir,salut,coucou,excusez moi,pardon,svp,s il vous plait,s il te plait,merci,merci d avance,au fait,"
    "une question,j ai une question,j aurais une question,juste une question,petite question,une petite question,"
    "d abord,avant tout,avant de commencer,hello,hi,good morning,good evening,please,sorry,excuse me,by the way,"
    "a question,quick question,one question,i have a question,just a question,first,before i start,thanks,thank you,"
    "et,mais,alors,euh,heu,bon,donc,ok,oui,and,but,so,well,madame,monsieur"
)
"""What may stand before or after a question and is none of it, …"""
_ASKING = _phrases(
    "je voudrais savoir si,je voudrais savoir,j aimerais savoir si,j aimerais savoir,je veux savoir si,"
    "je veux savoir,je me demande si,je me demande,on se demande si,on voudrais savoir,on voudrait savoir si,"
    "on voudrait savoir,nous voudrions savoir si,nous voudrions savoir,nous aimerions savoir si,"
    "nous aimerions savoir,pouvez vous me dire si,pouvez vous me dire,pourriez vous me dire si,pourriez vous me dire,"
    "dites moi si,dites moi,dis moi si,dis moi,savez vous si,savez vous,est ce que vous savez si,"
    "est ce que vous savez,vous savez si,i would like to know if,i would like to know,i d like to know if,"
    "i d like to know,i want to know if,i want to know,i was wondering if,i wonder if,i wonder,can you tell me if,"
    "can you tell me,could you tell me if,could you tell me,do you know if,do you know whether,do you know,"
    "tell me if,tell me"
)
"""… and what says that one follows."""
_BEGINS = _phrases(
    "est ce que,est ce qu,est ce,qu est ce,combien,comment,pourquoi,qui,a qui,pour qui,avec qui,quel est,quelle est,"
    "quels sont,quelles sont,quelle sera,quel sera,quelle aide,quelles aides,quel delai,dans combien,sous combien,"
    "sous quel,y a t il,il y a combien,que deviennent,que devient,que faites vous,que va t il,que se passe t il,"
    "qu allez vous,c est quoi,c est qui,c est combien,ca coute combien,what,who,how,is it,is this,is there,are you,"
    "are there,do i,do you,do we,does it,does this,can i,can you,can we,could i,could you,may i,should i,must i,"
    "will i,will you,will it,where do,where is,where are,when will,when do,when can,am i,have you,which"
)
"""How a question begins, with or without its mark."""
_NO_BEGINNING = _phrases("pourquoi pas,comment vous dire,comment dire,why not,what i want,what we want,how about")
_WHETHER = _phrases(
    "est ce que c est,est ce possible,is it,"
    "c est possible,ce serait possible,ca serait possible,est possible,possible,c est faisable,faisable,ca existe,"
    "on peut,vous pouvez,vous pourriez,vous aidez,vous avez ca,vous faites ca,"
    "would it be possible,would that be possible,is that,that possible,doable,is that doable,you can,can that"
)
"""How a question begins that stands behind what it is about: "un logement, c'est possible ?"."""
_OFFERED = _phrases(
    "a vendre,a louer,a reprendre,a ceder,disponible,disponibles,libre,libres,for sale,to let,to rent,available"
)
"""How a question ends that asks whether there is something, where its mark alone says that it asks."""
_JOINT = re.compile(r"[,;:]\s+|\s+[-–—]\s+|\s+(?=(?:est-?\s?ce|c['’ ]est possible|is (?:it|that))\b)", re.IGNORECASE)
"""Where a sentence may go on with a question."""
_INVERTED = re.compile(r"(?:\S+\s+){0,2}?\w+-(?:t-)?(?:vous|je|tu|il|elle|on|nous|ils|elles)\b(?!-)", re.IGNORECASE)
"""A verb before its pronoun, at the beginning: "puis-je", "y a-t-il", "où dois-je"."""
_TELLS = _phrases(
    "je veux,je voudrais,j aimerais,je souhaite,je souhaiterais,je cherche,je compte,je pense,j envisage,je vais,"
    "je suis,j ai,je reve,nous voulons,nous voudrions,nous aimerions,nous souhaitons,nous cherchons,nous pensons,"
    "nous sommes,nous avons,nous envisageons,on veut,on voudrait,on aimerait,on cherche,on souhaite,on pense,"
    "mon projet,notre projet,ouvrir,reprendre,creer,m installer,nous installer,i want,i would like,i d like,"
    "i m looking,i am looking,we want,we would like,we d like,we are looking,we re looking,i plan,we plan,my project,"
    "our project,to open,opening,i m,i am,we are,i have,we have"
)
"""How somebody begins who tells and does not ask."""
_SMALL = _words(
    "a ai as ce cet cette ca cela c s d l m n t j de du des la le les un une en y et au aux pour sur par avec est "
    "sont etes es suis sera va vais allez je tu il elle on nous vous ils me moi te mon ma mes votre vos notre nos "
    "que qu se si bien vraiment vrai exactement ici tout toutes tous donc alors aussi pas ne ni deja encore cher "
    "chez service site formulaire questionnaire faire fait ceci peu the an is it this that are am do does did i you "
    "we my your our me to of for in on at be will would can could all really actually exactly here thing service "
    "form with and there any t il"
)
"""Words that tell no question from another."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its mark."""
    found = re.findall(r"[^.!?…\n]+(?:[.!?…]+|\n|$)|[.!?…]+", text)
    return [sentence.strip() for sentence in found if sentence.strip()]


def asks(sentence: str, *, free: bool) -> bool:
    """Whether a sentence is a question of the person's own. "Besse ?" is a place to confirm; where the answer is
    `free`, a longer one with a question mark asks as well, unless it tells: "je voudrais un gîte, c'est possible ?".
    """
    if len(sentence) > LONGEST:
        return False
    bare, asking = _bare(fold(sentence))
    begins = asking or _begun(bare, _BEGINS) or bool(_INVERTED.match(_unmarked(sentence)))
    marked = sentence.rstrip().endswith("?")
    if not bare or _begun(bare, _NO_BEGINNING):
        return False
    if begins:
        return marked or not _begun_within(bare, _TELLS) or asking
    if marked and any(f" {bare}".endswith(f" {phrase}") for phrase in _OFFERED):
        return True
    return marked and free and len(bare.split()) > A_NAME and not _begun(bare, _TELLS)


def parted(sentence: str) -> Iterator[tuple[str, str]]:
    """What a sentence with a question mark may say before it asks, and what it asks: "un logement, c'est possible ?".
    Where its beginning asks, it says nothing, nor where it asks about two: "créer ou reprendre, quelle différence ?".
    """
    if len(sentence) <= LONGEST and sentence.rstrip().endswith("?"):
        for joint in _JOINT.finditer(sentence):
            said = sentence[: joint.start()].strip()
            asked = sentence[joint.end() :]
            either = {"ou", "or"}.intersection(fold(said).split()) and not _begun(fold(asked), _WHETHER)
            if said and not either and not asks(said, free=False):
                yield said, asked


def asks_of_it(asked: str) -> bool:
    """Whether what follows an answer is a question: "est-ce possible ?", "c'est possible ?"."""
    return asks(asked, free=False) or _begun(fold(asked), _WHETHER)


def common(sentence: str, ways: Mapping[str, Sequence[str]]) -> str | None:
    """Which common question a sentence is, of those that are asked in some `ways`; spelling and small words aside."""
    if len(sentence) > LONGEST:
        return None
    whole = fold(sentence)
    bare, _ = _bare(whole)
    asked = asks(sentence, free=False) or sentence.rstrip().endswith("?")
    spoken = [said for said in dict.fromkeys((bare, whole)) if " " in said]
    every = [(name, _way(said)) for name, listed in ways.items() for said in listed]
    return _asked(bare, spoken, every) if asked else _told(denials_in(sentence), spoken, every)


def _asked(bare: str, spoken: Sequence[str], ways: Sequence[tuple[str, _Way]]) -> str | None:
    """Which of some ways a sentence is that asks: by its letters, or by the words that tell it from others."""
    telling = _telling(bare)
    best, found = (0.0, 0.0), None
    for name, way in ways:
        letters = max((fuzz.ratio(one, way.folded) for one in spoken), default=0.0) if " " in way.folded else 0.0
        score = max(letters, _same_words(telling, way.telling)), letters
        if score > best:
            best, found = score, name
    return found if best[0] >= CLEAR else None


def _told(denials: int, spoken: Sequence[str], ways: Sequence[tuple[str, _Way]]) -> str | None:
    """Which of some ways a sentence is that does not look like a question: letter by letter, all at once."""
    alike = [(name, way.folded) for name, way in ways if way.denials == denials and " " in way.folded]
    texts = [folded for _, folded in alike]
    found = (process.extractOne(one, texts, scorer=fuzz.ratio, score_cutoff=SURE) for one in spoken)
    best = min(((-score, place) for _, score, place in filter(None, found)), default=None)
    return None if best is None else alike[best[1]][0]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of asking a common question, as it is compared: one word alone is like none, letter by letter."""

    folded: str
    telling: tuple[str, ...]
    denials: int


@lru_cache(maxsize=4096)
def _way(said: str) -> _Way:
    """Of the words of a network's file: they are the same for every sentence."""
    folded = fold(said)
    return _Way(folded, _telling(folded), denials_in(said))


def _same_words(these: Sequence[str], those: Sequence[str]) -> float:
    """How alike two questions are by the words that tell them from others, each found in the other."""
    if not these or not those:
        return 0.0
    likes: list[float] = []
    for words, others in ((these, those), (those, these)):
        for word in words:
            likes.append(max(fuzz.ratio(word, other) for other in others))
            if likes[-1] < _LIKE:
                return 0.0
    return 86.0 + 14.0 * (sum(likes) / len(likes) - _LIKE) / (100 - _LIKE)


def _telling(folded: str) -> tuple[str, ...]:
    return tuple(word for word in folded.split() if word not in _SMALL)


def _bare(folded: str) -> tuple[str, bool]:
    """A sentence without politeness around it, and without what says that it asks; whether anything did."""
    asking = False
    while True:
        before = folded
        for phrase in _POLITE:
            if folded.startswith(phrase) and _begun(folded, (phrase,)):
                folded = folded[len(phrase) :].strip()
            if folded.endswith(phrase) and f" {folded}".endswith(f" {phrase}") and folded != phrase:
                folded = folded[: len(folded) - len(phrase)].strip()
        for phrase in _ASKING:
            if folded.startswith(phrase) and _begun(folded, (phrase,)):
                folded, asking = folded[len(phrase) :].strip(), True
        if folded == before:
            return folded, asking


def _begun(folded: str, phrases: tuple[str, ...]) -> bool:
    return folded.startswith(phrases) and any(f"{folded} ".startswith(f"{phrase} ") for phrase in phrases)


def _begun_within(folded: str, phrases: Iterable[str]) -> bool:
    return any(f" {phrase} " in f" {folded} " for phrase in phrases)


def _unmarked(sentence: str) -> str:
    """A sentence as it begins, without the politeness before it, its hyphens kept."""
    plain = unaccented(sentence).lower().strip()
    return re.sub(r"^(?:(?:bonjour|bonsoir|salut|hello|hi|et|mais|pardon|excusez-moi)\b[\s,!.:]*)+", "", plain)
