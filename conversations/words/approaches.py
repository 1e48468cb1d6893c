"""Approaches: who writes without a project of their own. Somebody who sells or hands on a business, a commune that has
premises or looks for somebody, and whoever writes for somebody else; both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conversations.words import negation
from conversations.words.courtesies import is_greeting

SELLER, TOWN, COMPANION = "seller", "town", "companion"
KNOWN = (SELLER, TOWN, COMPANION)
READ = 60
"""Words that are looked at."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.split()) for one in listed.split(","))


_MINE = _words("mon ma mes notre nos le la les l my our the")
_OWN = _words("mon ma mes notre nos my our")
_A = _words("un une des a an the le la les d autres some")
_BUSINESS = _words(
    "commerce commerces fonds entreprise entreprises affaire affaires exploitation ferme societe etablissement "
    "activite boutique magasin atelier garage hotel restaurant cafe bar bistrot bistro snack tabac salon cabinet "
    "pharmacie officine auberge camping gite gites pressing institut licence murs clientele patientele fournil "
    "cheptel gaec scierie haras kiosque local moulin laboratoire food foodtruck business shop store bakery farm "
    "company restaurant pub inn hotel guesthouse campsite practice pharmacy butchery butcher grocery workshop salon "
    "premises sawmill brewery dairy nursery garage cafe firm"
)
"""What is sold as a business. Words that end in "erie" are as well: "boulangerie"."""
_GOODS = _phrases(
    "sur les marches,au marche,sur le marche,en ligne,sur internet,sur place,a la ferme,en direct,aux touristes,"
    "aux restaurants,en circuit court,at the market,at markets,on markets,online,to tourists,to shops"
)
"""Beside these something is sold day by day, and no business."""
_SELLS = _words(
    "vend vends vendons vendre vendrais revends revendre cede cedons ceder cederais transmets transmettons "
    "transmettre remettre sell selling sells"
)
_I = _words("je j nous on i we moi")
_SUCCESSORS = _words(
    "repreneur repreneuse repreneurs repreneuses successeur acquereur acquereurs acheteur acheteurs buyer successor"
)
_SEEKS = _words(
    "cherche cherchons chercher recherche recherchons rechercher trouver trouve looking find finding seek seeking "
    "need want"
)
_FOR_SALE = _phrases("a vendre,a ceder,a reprendre,a transmettre,en vente,for sale,up for sale")
_SOUGHT_TOO = _phrases("a reprendre")
"""Words that begin a notice of whoever sells, and of whoever seeks: "à reprendre une boulangerie"."""
_ENDS = _words("ferme fermons arrete arretons quitte quittons lache lachons stoppe close closing leave leaving quit")
_FOR_WHOEVER = _phrases(
    "interesse quelqu un,interesserait quelqu un,interesse un jeune,interesser quelqu un,retraite,"
    "anyone is interested,anybody is interested,someone is interested,"
    "somebody is interested,interests anyone,interests somebody,retiring"
)
"""Beside these, whoever closes a business of their own offers it to somebody."""
_TAKEN_OVER = _phrases("take over my,take over our,takes over my,reprendre mon,reprendre ma,reprendre notre")
_SOMEBODY = _words("quelqu quelqun personne someone somebody")
_SALE = _words("vente cession transmission sale")
_PLANS = _phrases(
    "m installer,nous installer,ouvrir,venir vivre,venir habiter,venir travailler,demenager,emmenager,lancer mon,"
    "lancer notre,lancer ma,creer,veux reprendre,voudrais reprendre,voulons reprendre,souhaite reprendre,"
    "aimerais reprendre,aimerions reprendre,voudrions reprendre,veux racheter,voudrais racheter,pour reprendre un,"
    "pour reprendre une,to open,to start,to move,moving to,to settle,to take over a,to take over an,to buy a,"
    "to buy an,to create,to set up"
)
"""Who says so besides has a project of their own."""

_TOWNS = _words(
    "mairie commune municipalite village bourg maire adjoint adjointe elu elue elus conseil conseillere conseiller "
    "intercommunalite collectivite town council mayor municipality parish councillor"
)
_PREMISES = _words(
    "local locaux commerce commerces boutique magasin batiment batiments logement logements atelier epicerie "
    "boulangerie auberge bistrot cafe bar restaurant multiservice presbytere ecole maison licence premises shop "
    "building unit house workshop pub bakery store"
)
_VACANT = _phrases(
    "vide,vides,vacant,vacante,vacants,vacantes,libre,libres,inoccupe,inoccupee,inoccupes,disponible,disponibles,"
    "a louer,a pourvoir,a proposer,desaffecte,desaffectee,empty,vacant,unoccupied,unused,available,to let,to rent"
)
_LETS = _words("propose proposons loue louons possede possedons own rent")
_HAVE = _words("ai avons dispose have ve got")
_OFFERS = _words("cherche recherche cherchons recherchons seeks looking seeking wants")
_SPEAKS_AS = _phrases(
    "on est la,nous sommes la,nous sommes une,je suis,je suis le,je suis la,je suis l,ici la,ici,we are the,we re the,"
    "we are a,i am the,i m the,i am a,i m a,this is the"
)
"""Before a word for a commune: the writer is one, and what they look for is for it."""
_COMMUNE = _words("mairie commune municipalite maire council mayor municipality parish")
_HEADS = frozenset({"mairie", "municipalite"})
"""A text that begins so speaks for a commune as well."""
_SEEK_ALL = _OFFERS | {"cherche", "cherchons", "voudrions", "voudrait", "aimerions", "souhaitons"}
_FOR_OURS = _phrases("pour notre,pour la,for our")
_THEIRS = _words("la notre ma le mon les our the my une un")

_RELATIVES = _words(
    "fils fille ami amie frere soeur neveu niece cousin cousine cousins parents pere mere voisin voisine voisins "
    "couple client cliente clients collegue gendre bru copain copine petit filleul filleule jeune personne "
    "connaissance son daughter friend friends brother sister nephew cousin neighbour neighbours neighbor parents "
    "client clients colleague couple acquaintance somebody someone"
)
_WE_ARE = _phrases("nous sommes,on est,je suis,we are,we re,i am,i m")
_HOUSEHOLDS = _words("famille familles menage couple family families household couple")
"""Whom a writer may accompany; "ma famille" is the writer's own."""
_OF_MINE = _words("mon ma mes un une des d my a some notre nos our")
_WANTS = _words(
    "cherche cherchent recherche recherchent veut veulent voudrait voudraient souhaite souhaitent aimerait "
    "aimeraient envisage envisagent desire desirent projette compte reve wants want looking hoping hopes plans "
    "planning wishes projet project"
)
_FOR_THEM = _phrases(
    "c est pour,ce n est pas pour moi,pas pour moi,au nom de,de la part de,pour le compte de,j ecris pour,"
    "je vous ecris pour,je demande pour,je me renseigne pour,on behalf of,it is for,it s for,not for me,writing for,"
    "asking for,enquiring for,inquiring for,j accompagne,nous accompagnons,on accompagne,i am helping,i m helping,"
    "we are helping,i support,we support,i am supporting,i m supporting"
)
_I_WANT = _phrases(
    "je veux,je voudrais,j aimerais,je souhaite,je cherche,nous voulons,nous voudrions,nous aimerions,nous cherchons,"
    "nous souhaitons,on veut,on voudrait,on cherche,avec moi,avec nous,et moi,m installer,nous installer,mon projet,"
    "notre projet,i want,i would like,i d like,i m looking,i am looking,we want,we would like,we d like,"
    "we are looking,with me,with us,and i,and me,my project,our project"
)
_WITH = _words("avec with et and")


def approach(text: str) -> str | None:
    """Who writes: one of `KNOWN`, or None where the text denies it, or tells a project of its writer's own."""
    said = negation.heard(text)
    if len(said.words) > READ:
        return None
    for name, found in _READERS:
        if any(not said.denied([(span, said.words[slice(*span)])])[0] for span in found(said.words)):
            return name
    return None


# --- a business that is sold ------------------------------------------------------------------------------------------


def _sold(words: Sequence[str]) -> Iterator[negation.Span]:
    """The words by which a writer sells or hands on a business of their own, or looks for who takes it over."""
    if _holds(words, _PLANS):
        return
    for at, word in enumerate(words):
        before = words[max(0, at - 6) : at]
        if word in _SELLS and _I & set(before) and _business(words[at + 1 : at + 6]) and not _holds(words, _GOODS):
            yield at, at + 1
        if word in _SUCCESSORS and set(before) & _SEEKS and (_I | _OWN) & {*before, *words}:
            yield at, at + 1
        if word in _SALE and _business(words[at + 1 : at + 5], _OWN):
            yield at, at + 1
    for phrase in _FOR_SALE:
        for at in _places(words, phrase):
            if _business(words[max(0, at - 6) : at], _OWN):
                yield at, at + len(phrase)
            begins = phrase not in _SOUGHT_TOO and all(is_greeting(word) for word in words[:at])
            if begins and _trade(words[at + len(phrase) : at + len(phrase) + 8]):
                yield at, at + len(phrase)
    for at, word in enumerate(words):
        if word in _ENDS and _business(words[at + 1 : at + 6], _OWN) and _holds(words, _FOR_WHOEVER):
            yield at, at + 1
    for phrase in _TAKEN_OVER:
        for at in _places(words, phrase):
            if set(words[max(0, at - 6) : at]) & _SOMEBODY:
                yield at, at + len(phrase)


def _business(words: Sequence[str], owners: frozenset[str] = _MINE) -> bool:
    """Whether some words name a business that is somebody's: "ma petite boulangerie"."""
    owned = next((at for at, word in enumerate(words) if word in owners), None)
    if owned is None:
        return False
    return _trade(words[owned + 1 : owned + 5])


def _trade(words: Sequence[str]) -> bool:
    """Whether some words name a kind of business: "bar", "boulangerie"."""
    return any(word in _BUSINESS or (word.endswith("erie") and len(word) > 5) for word in words)


# --- a commune with premises ------------------------------------------------------------------------------------------


def _offered(words: Sequence[str]) -> Iterator[negation.Span]:
    """The words by which a commune, or an owner, offers premises, or a commune looks for somebody."""
    if _holds(words, _PLANS):
        return
    towns = [at for at, word in enumerate(words) if word in _TOWNS]
    for at in towns:
        if tuple(words[max(0, at - 2) : at]) in _FOR_OURS and set(words[: at - 2]) & _OFFERS:
            yield at, at + 1
    for at in towns:
        if _speaks(words, at):
            yield from ((place, place + 1) for place in range(at + 1, len(words)) if words[place] in _SEEK_ALL)
    if _holds(words, _I_WANT):
        return
    premises = [at for at, word in enumerate(words) if word in _PREMISES]
    for phrase in _VACANT:
        for at in _places(words, phrase):
            mine = any(_has(words[max(0, place - 4) : place]) for place in premises)
            if any(at - 5 <= place <= at + 2 for place in premises) and (towns or mine):
                yield at, at + len(phrase)
    for at in towns:
        if at and words[at - 1] in _THEIRS:
            seeks = [place for place in range(at + 1, min(at + 6, len(words))) if words[place] in _OFFERS]
            yield from ((place, place + 1) for place in seeks)


def _speaks(words: Sequence[str], at: int) -> bool:
    """Whether a writer says that they are the commune, or of its council."""
    deputy = words[at] in ("adjoint", "adjointe") and tuple(words[at + 1 : at + 3]) == ("au", "maire")
    if words[at] not in _COMMUNE and not deputy:
        return False
    begins = words[at] in _HEADS and all(is_greeting(word) for word in words[:at])
    return begins or any(tuple(words[max(0, at - len(way)) : at]) == way for way in _SPEAKS_AS)


def _has(words: Sequence[str]) -> bool:
    """Whether a writer says that they have what follows."""
    return bool(set(words) & _LETS) or (bool(set(words) & _I) and bool(set(words) & _HAVE))


# --- somebody for somebody else ---------------------------------------------------------------------------------------


def _brought(words: Sequence[str]) -> Iterator[negation.Span]:
    """The words by which a writer says what somebody else wants, or that they write for them."""
    if _holds(words, _I_WANT):
        return
    people = [at for at, word in enumerate(words) if word in _RELATIVES and _is_named(words, at)]
    for phrase in _FOR_THEM:
        for at in _places(words, phrase):
            helped = set(words[at + len(phrase) : at + len(phrase) + 3]) & _HOUSEHOLDS and words[at + len(phrase)] in _A
            if helped or any(at < place <= at + len(phrase) + 3 for place in people):
                yield at + len(phrase), at + len(phrase)
    for place in people:
        wants = [at for at in range(place + 1, min(place + 7, len(words))) if words[at] in _WANTS]
        yield from ((at, at + 1) for at in wants[:1])


def _is_named(words: Sequence[str], at: int) -> bool:
    """Whether it is somebody of the writer's, not one who comes along ("avec mon fils") nor the writer ("nous sommes un
    couple").
    """
    before = words[max(0, at - 3) : at]
    itself = any(tuple(words[max(0, end - 2) : end]) in _WE_ARE for end in (at - 1, at - 2))  # "nous sommes un jeune …"
    return bool(set(before[-2:]) & _OF_MINE) and not itself and not set(before) & _WITH


def _holds(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(True for phrase in phrases for _ in _places(words, phrase))


def _places(words: Sequence[str], phrase: tuple[str, ...]) -> Iterator[int]:
    return (at for at in range(len(words) - len(phrase) + 1) if tuple(words[at : at + len(phrase)]) == phrase)


_READERS = ((COMPANION, _brought), (TOWN, _offered), (SELLER, _sold))
