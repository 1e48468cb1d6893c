"""A wish for discretion in typed words, in French and in English: whether there is one, and what else is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conversations.words import negation
from network.text import unaccented


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    """Phrases parted by commas, as words, the longest first."""
    return tuple(sorted((tuple(one.split()) for one in listed.split(",")), key=len, reverse=True))


_SAID = _phrases(
    "confidentiel,confidentielle,confidentiels,confidentielles,confidentiellement,confidentialite,top secret,"
    "discretement,discretion,en toute discretion,rester discret,rester discrete,rester discrets,restons discrets,"
    "restez discret,restez discrets,reste discret,reste discrete,soyez discret,soyez discrets,soyez discrete,"
    "etre discret,etre discrets,sois discret,rester secret,reste secret,garder secret,garder le secret,"
    "gardez le secret,garder ca secret,gardez ca secret,garder cela secret,en secret,secretement,projet secret,"
    "entre nous,entre vous et moi,anonymement,confidential,confidentially,confidentiality,in confidence,in secret,"
    "secretly,discreet,discreetly,discretely,discretion,keep it secret,keep this secret,keep that secret,kept secret,"
    "stay secret,stays secret,remain secret,a secret,keep it quiet,keep this quiet,keep it private,keep this private,"
    "kept private,stay private,stays private,remain private,between us,between you and me,low profile,anonymously"
)
"""What says it where nothing denies it."""
_KNOW = _words(
    "savoir sait sache savent sachent saura sauront saches su courant apprenne apprendre apprennent informe informer "
    "prevenir prevenu prevenus prevenue prevenez contacter contactez appeler appelez dire dis dit dites dise parler "
    "parle parlez ebruiter ebruitez know knows knowing known learn learns find finds hear hears told tell tells "
    "telling contact call inform informed aware"
)
"""What others must not do, or what must not be done to them, …"""
_OTHERS = _words(
    "patron patronne patrons boss chef cheffe employeur employeurs employer employers manager superieur direction "
    "collegue collegues colleague colleagues voisin voisins voisine neighbour neighbours neighbor neighbors "
    "concurrent concurrents competitor competitors client clients customers proprietaire bailleur landlord "
    "associe associes entreprise boite company mairie village famille family entourage gens people personne "
    "nobody anyone anybody everyone everybody monde banquier cedant vendeur"
)
"""… and who they are. Both in one sentence, and denied, are the wish: "mon patron ne doit pas savoir"."""
_BARE = _phrases(
    "ne pas ebruiter,n ebruitez pas,pas ebruiter,que ca ne se sache pas,que ca se sache,que cela se sache,"
    "que ca s ebruite,que cela s ebruite,n en parlez pas,n en parlez a personne,ne dites rien,n en dites rien,"
    "ne le dites pas,ne le dites a personne,ne rien dire,sans rien dire,garder pour vous,gardez pour vous,"
    "gardez ca pour vous,gardez cela pour vous,keep it to yourself,keep this to yourself,keep it to yourselves,"
    "no one must know,no one should know,no one may know,no one knows,"
    "don t tell anyone,dont tell anyone,do not tell anyone,don t tell anybody,tell no one,tell nobody"
)
"""What is denied already, and says it by itself."""
_MINDS = _words("derange gene gener grave importe probleme souci mind minds matter matters problem fine")
"""Words by which a denied clause says that others may know."""
_FILLING = _words(
    "ne n pas que qu ca cela ce c cet cette ceci il elle on nous vous je j tu me m mon ma mes notre nos votre le la "
    "les l un une "
    "d de des du en au a et mais donc alors car puis si est soit sera serait etre reste rester restera restons doit "
    "devrait faut faudrait veux veut voudrais voulons voudrions aimerais aimerions souhaite souhaiterais souhaitons "
    "prefere preferons tiens tenons merci svp s te plait plaisir please thanks thank bonjour bonsoir hello hi tout "
    "toute tous tres bien absolument strictement surtout vraiment aussi pour moment instant l projet demande dossier "
    "information informations garder gardez garde maniere facon restez soyez possible peut pouvez pourrait pouvons "
    "i we you it this that my our your the an to be is are should must stay stays remain remains keep kept want would "
    "like prefer need needs can could may and but so all everything strictly very project request now let us s d ll "
    "as matter possible with in on handle treat treated"
)
"""What says nothing beside it."""


def parted(text: str) -> str | None:
    """What a text says beside a wish for discretion, empty where it is that alone; None where there is no such wish."""
    if not _wished(text):
        return None
    left = [kept for piece in re.split(r"\s*(?:[.;!?\n,()]|\bmais\b|\bbut\b)\s*", text) if (kept := _without(piece))]
    return ", ".join(left)


def _wished(text: str) -> bool:
    said = negation.heard(text)
    spans = list(_spans(said.words, _SAID))
    if spans and not all(said.denied([(span, said.words[slice(*span)]) for span in spans])):
        return True
    return any(True for _ in _spans(said.words, _BARE)) or _kept_from_others(said)


def _kept_from_others(said: negation.Utterance) -> bool:
    """Whether a clause denies that somebody knows, and its sentence names who."""
    sentence, of_clause = 0, {}
    for clause in sorted(set(said.clauses)):
        sentence += clause in said.begins
        of_clause[clause] = sentence
    for clause in of_clause:
        here = {said.words[i] for i, number in enumerate(said.clauses) if number == clause}
        around = {said.words[i] for i, number in enumerate(said.clauses) if of_clause[number] == of_clause[clause]}
        denied = any(said.clauses[i] == clause for i in said.denials)
        if (denied or "nobody" in here) and here & _KNOW and around & _OTHERS and not here & _MINDS:
            return True
    return False


def _without(piece: str) -> str:
    """A piece of a text without what makes the wish; nothing where only filling words are left."""
    if _kept_from_others(negation.heard(piece)):
        return ""
    words = piece.split()
    plain = ["".join(re.findall(r"[a-z0-9]+", unaccented(word).lower())) for word in words]
    gone = {i for span in _spans(plain, (*_SAID, *_BARE)) for i in range(*span)}
    left = [i for i in range(len(words)) if i not in gone]
    rest = {part for i in left for part in re.findall(r"[a-z0-9]+", unaccented(words[i]).lower())}
    if rest <= _FILLING:
        return ""
    return " ".join(words[i] for i in left) if gone else piece.strip()


def _spans(words: tuple[str, ...] | list[str], phrases: tuple[tuple[str, ...], ...]) -> Iterator[negation.Span]:
    """Where some phrases stand; of two that begin at one word, the longer."""
    at = 0
    while at < len(words):
        found = next((one for one in phrases if tuple(words[at : at + len(one)]) == one), None)
        if found is not None:
            yield at, at + len(found)
        at += len(found) if found else 1
