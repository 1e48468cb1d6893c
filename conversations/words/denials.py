"""The words of denial and what stands around them, as data for `negation`, which alone reads them; both languages."""

from __future__ import annotations

import re
from typing import Literal

Limit = Literal["from", "until"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    """Phrases parted by commas, as words, the longest first."""
    return tuple(sorted((tuple(one.split()) for one in listed.split(",")), key=len, reverse=True))


DENY = _words(
    "pas pa non nn ni jamais aucun aucune aucunement nullement sans rien refuse refuser refusons eviter evite "
    "evitez arreter arrete arretez annuler annule annulez impossible inutile desaccord deteste ne n no not nope nan "
    "nah never neither nor none nothing without cannot avoid refuse decline disagree hate doesnt didnt isnt arent "
    "wont cant couldnt wouldnt shouldnt havent hasnt"
)
"""Words that deny what stands after them in their clause; where nothing does, what stands before."""
WEAK = frozenset({"ne", "n"})
"""These alone deny nothing where "que" follows: "je n'ai besoin que d'un logement"."""
ANSWERS = frozenset({"non", "nn", "no", "nope", "nah", "nan", *WEAK})
"""These say no to a question, and do not turn round the words that follow: "non, rien"."""
STEMS = _words("don doesn didn isn aren wasn weren won wouldn couldn shouldn can haven hasn hadn mustn needn")
"""What stands before "t" in "don't", …"""
ASKED = frozenset({"i", "we", "you", "please"})
"""… and before "dont" where it is English; in French it is another word."""
EXCEPT = _phrases(
    "sauf,hormis,excepte,ailleurs que,ailleurs qu,hors de,en dehors de,en dehors du,plus besoin,plus envie,"
    "no longer,other than,plutot que,plutot qu,au lieu,except,excluding,rather than,instead of,anything but,"
    "everything but,any time but,anytime but,all but,anywhere but,everywhere but"
)
"""What denies what follows, and makes less of what was said before."""
CONSENTING = _phrases(
    "pas de souci,pas de soucis,pas de probleme,pas de problemes,pas de pb,sans souci,sans probleme,aucun souci,"
    "aucun probleme,zero souci,zero probleme,aucune objection,pas d objection,pas d inconvenient,aucun inconvenient,"
    "no problem,no problems,no worries,no objection,no objections,not a problem,no issue,no issues,no prob"
)
"""What is a yes by itself, in words of denial, …"""
AGREEING = CONSENTING + _phrases(
    "pas d inquietude,sans hesiter,sans hesitation,sans attendre,sans tarder,sans aucun doute,rien contre,"
    "rien a redire,rien a modifier,rien a signaler,rien a reprendre,pas de faute,aucune faute,rien a ajouter,"
    "rien a changer,rien a corriger,rien a dire,rien d autre,pourquoi pas,n hesitez pas,hesitez pas,"
    "pas d erreur,aucune erreur,rien ne manque,ne dis pas non,dis pas non,demande pas mieux,il ne manque rien,"
    "nothing against,nothing to add,nothing to change,nothing to correct,"
    "nothing else,why not,no doubt,without hesitation,without delay,don t hesitate,dont hesitate,nothing wrong,"
    "no mistakes,no mistake,i don t mind,i dont mind,can t wait,cant wait"
)
"""… what goes with one, …"""
HARMLESS = _phrases(
    "sans doute,pas loin,non loin,pas cher,pas grand,pas trop cher,pas trop grand,pas trop loin,pas trop tot,"
    "pas trop tard,pas seulement,non seulement,pas plus tard que,pas mal,ne sais pas,sais pas,n importe,"
    "no matter,not only,not far,not too far,not too big,not too expensive,not too early,not too late,"
    "no later than,not later than,pas choisi entre,pas encore choisi entre,pas decide,pas encore decide,pas tranche,"
    "pas encore tranche,not decided,not yet decided,not chosen between,haven t decided,haven t chosen between,"
    "can t decide,can t choose,cant decide,cant choose,not bad,not sure,don t know,dont know,do not know,no idea,"
    "aucune idee,pas d idee,pas sur,sais rien,sait rien,sais trop rien,sait trop rien,pas presse,pas pressee,"
    "pas presses,haven t got a clue,havent got a clue,haven t a clue,havent a clue,don t really know,"
    "dont really know,pas de calais,pas de jeu,pas en artois,plus ou moins"
)
"""… and what denies none of the words around it."""
CONTRASTS = _words("mais plutot car parce puisque revanche contre sinon but rather instead because otherwise")
"""Words that begin anew: what was denied before is so no longer."""
NONE_OF = frozenset({"aucun", "aucune", "sans", "no", "without"})
"""Words of denial that, as "pas de", say that there shall be none of what follows: …"""
ONE = frozenset({"un", "une", "a", "an"})
"""… a clause that begins with one of these names another thing."""
ASSERTS = _words(
    "oui yes est is veux voulons prefere preferons voudrais cherche faut besoin aimerais prefer want need would rather "
    "serait irait plairait conviendrait"
)
"""Words by which a clause after a denied one says what is wanted."""
BARE_NO = _words(
    "merci possible du tout c est ca moi pour surtout vraiment va me convient bon thanks thank you at all really "
    "for that is it s"
)
"""What may stand beside a denial that is a clause of its own: "le matin, surtout pas"."""
EMPTY = BARE_NO | _words(
    "je j on nous il elle a ai de d des le la les un une en y au aux et ou veux veut peux vais aller ira irai "
    "plus trop i we to the a and or in go want can will do work works me"
)
"""What names nothing by itself."""
AROUND = EMPTY - {"plus", "trop", "ou", "or"} | _words(
    "n ne ai envie question euh bah ben oui ouais ouep yes yep yeah ok okay daccord accord sure bien sur svp stp "
    "s te plait plaisir please allez allons vas ahead parfait super juste correct exact ma mon mes demande "
    "dossier projet message request project my this them everything now maintenant suite voudrais souhaite "
    "souhaitez would like vous pouvez pouvons have are bonjour bonsoir hello hi alors donc then so entendu tres "
    "volontiers gladly let faites fais comme absolument absolutely certainement definitely effectivement confirme "
    "confirm valide approve approuve suis accepte accept parfaitement n ne ai vos votre mentions informations "
    "information notice well fine good great voila right away l m c cest jai jsuis chuis vois voit trouve parait "
    "semble sembles looks look seems sounds relu verifie nickel impeccable impec top tip cool genial chouette super "
    "roule hop allo certain certaine exactement tous toute toutes ca cela ok k oki yup happy banco marche moi nous feu "
    "partir tu rolling great lovely am m re all"
)
"""What may stand around a word that costs something and leaves it as it is."""
PAIRED = frozenset({"ni", "neither", "nor"})
"""Of these the last one ends what is denied: a clause after it says something else."""
ONLY = frozenset({"juste", "just", "only"})
PARTED = _words("le la les l mon ma mes ce ca cela un une the my this that")
"""A word of the first before one of the second leaves out the rest, which is less than was asked about."""
LIMITS: dict[Limit, tuple[tuple[str, ...], ...]] = {
    "from": _phrases(
        "plus de,plus d,plus du,au moins,apres,au dela de,au dela d,passe,minimum,au plus tot,at the earliest,"
        "more than,at least,over,after,later than"
    ),
    "until": _phrases(
        "moins de,moins d,avant,d avant,jusqu a,jusqu au,less than,fewer than,under,before,until,till,sooner than"
    ),
}
"""What turns a time round: "pas avant un an" is not a year. What is meant lies from it on, or ends with it."""
LIMITS_AFTER = _phrases(
    "minimum,au plus tot,au moins,et plus,ou plus,passe,passes,at least,at the earliest,or more,or later"
)
"""The same behind it; all of them mean what lies from it on."""
BETWEEN = _words("le la l les the d de a an dans in")
"""What may stand between a limit and its time."""
TIMES = _words(
    "heure heures am pm mois an ans annee annees semaine semaines midi matin soir month months year years week weeks "
    "noon lunch morning evening afternoon"
)
"""Words of which a time is made, …"""
HOUR = re.compile(r"[0-9]{1,2}(?:h[0-9]{0,2}|am|pm)")
"""… and an hour of the day as one word: "18h30"."""
