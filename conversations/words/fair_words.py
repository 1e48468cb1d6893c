"""Words that choose people where an offer may not: groups of people, what chooses among them, and what is no choice.

The criteria are those of the code pénal, article 225-1, and of the loi n° 2008-496 of 27 May 2008, article 1; for the
housing that is let the loi n° 89-462, article 1, for a job the code du travail, L1132-1 and L1142-1. What describes a
place or a task is allowed; so are homes that a law keeps for some (students, elderly people, young workers), and a job
kept for people with a disability. All are patterns over folded words: small letters without accents, single blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from network.offers import Kind


class Criterion(StrEnum):
    """By what people are chosen."""

    ORIGIN = "origin"
    NAME = "name"
    RESIDENCE = "residence"
    LANGUAGE = "language"
    SEX = "sex"
    AGE = "age"
    FAMILY = "family"
    PREGNANCY = "pregnancy"
    LOOKS = "looks"
    HEALTH = "health"
    RELIGION = "religion"
    OPINION = "opinion"
    ORIENTATION = "orientation"
    MEANS = "means"
    BANK = "bank"
    MORES = "mores"


_NATIONS = (
    r"(?:francais|europeen|etranger|arabe|maghrebin|africain|asiatique|rom|gitan|tsigane|manouche|portugais|turc|"
    r"roumain|polonais|migrant|refugie|immigre|antillais|algerien|marocain|tunisien|chinois)(?:e|es|s|ne|nes)?"
)

GROUPS: Mapping[Criterion, str] = {
    Criterion.ORIGIN: (
        rf"{_NATIONS}|gens du voyage|noirs|noires|blancs|blanches|personnes? de couleur|foreigners?|immigrants?|"
        r"migrants?|refugees?|french people|french applicants?|europeans?|white people|whites|black people|blacks|"
        r"arabs?|gypsies|travellers|asians?"
    ),
    Criterion.SEX: (
        r"hommes?|femmes?|filles?|garcons?|dames?(?: seules?)?|monsieur|messieurs|etudiantes?|men|man|women|woman|"
        r"males?|females?|lady|ladies|girls?|boys?"
    ),
    Criterion.AGE: (
        r"jeunes?(?= (?:\||uniq|seul|excl|s abst|de pref|non|pas|refus|inter|et|ou|ni|only))|seniors?|retraites?|"
        r"retraitees?|vieux(?= \|)|personnes? agees?|young people|young|elderly|pensioners?|"
        r"retired people|old people|over \d\ds|under \d\ds"
    ),
    Criterion.FAMILY: (
        r"enfants?(?: en bas age)?|bebes?|familles?(?: nombreuses?| monoparentales?)?|couples?(?: sans enfants?)?|"
        r"celibataires?|personnes? seules?|divorcee?s?|mariee?s?|meres? (?:celibataires?|isolees?|seules?)|"
        r"children|kids|families|couples|married couples?|singles|single people|single mothers?|babies"
    ),
    Criterion.HEALTH: (
        r"(?:personnes? |travailleurs? )?handicapee?s?|(?:personnes? )?invalides?|malades?|personnes? valides?|"
        r"fauteuils? roulants?|"
        r"personnes? autonomes?|disabled(?: people| applicants?| persons?)?|wheelchair users?|sick people"
    ),
    Criterion.RELIGION: (
        r"(?:famille |personne |couple )?(?:catholiques?|chretien(?:ne)?s?|musulmane?s?|juifs?|juives?|protestante?s?|"
        r"bouddhistes?|athees?|croyante?s?|pratiquante?s?|temoins? de jehovah)|voiles?|foulards?|signes? religieux|"
        r"christians?|muslims?|jews?|catholics?|headscar(?:f|ves)"
    ),
    Criterion.OPINION: (
        r"ecolos?|ecologistes?|communistes?|gauchistes?|fachos?|militante?s?|macronistes?|lepenistes?|socialistes?|"
        r"syndiquee?s?|syndicalistes?|union members?|activists?|leftists?|communists?"
    ),
    Criterion.ORIENTATION: (
        r"(?:couples? )?(?:heterosexuel(?:le)?s?|heteros?|homosexuel(?:le)?s?|homos?|gays?|lesbiennes?|lgbt|"
        r"trans(?:genres?|sexuel(?:le)?s?)?)|lesbians?|straight people|straight couples?"
    ),
    Criterion.MEANS: (
        r"rsa|apl|caf|aides? sociales?|allocations?|allocataires?|beneficiaires? (?:du rsa|d aides?)|"
        r"chomeu(?:rs?|ses?)|chomage|cas soc(?:iaux|ial)?|assistes?|precaires?|pauvres|sdf|dss|unemployed|welfare|"
        r"housing benefit|poor people"
    ),
    Criterion.RESIDENCE: (
        r"habitants|(?:gens|personnes) (?:du (?:coin|pays|village|cru)|d ici|de chez nous)|residents|"
        r"locaux du village|parisiens?|citadins?|neo ruraux|"
        r"gens de la ville|gens de l exterieur|locals|parisians?|city people|outsiders|people from here"
    ),
    Criterion.MORES: r"fumeurs?|fumeuses?|smokers?",
}
"""Groups of people, of whom some are chosen, or left out, by words around them."""
GROUP_KINDS: Mapping[Criterion, frozenset[Kind]] = {Criterion.MORES: frozenset({Kind.JOB})}
"""Where a group counts, if not everywhere: a dwelling may be free of smoke."""

ONLY_AFTER = (
    r"(?:uniquement|seulement|exclusivement|only|exige\w*|obligatoires?|de preference|prefere\w*|preferred|required|"
    r"requis\w*|s abstenir|non admis\w*|pas admis\w*|refuse\w*|interdit\w*|exclu\w*|non accepte\w*|pas accepte\w*|"
    r"not allowed|not accepted|need not apply|wanted|privilegie\w*)"
)
"""What chooses a group that was named …"""
BEFORE = (
    r"(?:uniquement|seulement|exclusivement|only|reserve\w*|rien que|priorite|preference|de preference|exclusively|"
    r"restricted to|pas|ni|sans|aucune?|refuse\w*|refus|interdit\w*|sauf|hors|non|no|not|without|excluding|"
    r"ne convient pas|ne conviennent pas)"
)
"""… and what chooses or leaves out one that is then named, with these small words between."""
BETWEEN = r"(?:(?:a|aux?|des?|d|du|les?|la|l|pour|un|une|par|for|to|the|any|other) )*"
SEEKS = r"(?:cherch\w*|recherch\w*|recrut\w*|embauch\w*|lou(?:e|er|ons)|vend(?:s|re|ons)?|seek\w*|looking for|hir\w*)"
"""Whoever seeks, lets to or sells to one of these alone: …"""
SOUGHT: tuple[Criterion, ...] = (Criterion.SEX, Criterion.ORIGIN, Criterion.RELIGION)
"""… by what. A business may be for a couple; a post may not, as below."""

IDEAL = r"(?:ideal(?:e|es|ement)?|parfaite?s?|convien(?:t|drait|nent)(?: \w+ment)?|perfect|suits?) "
"""What leans to a group of people without closing the door to others: …"""
LEANT: tuple[Criterion, ...] = (
    Criterion.SEX,
    Criterion.AGE,
    Criterion.ORIGIN,
    Criterion.RELIGION,
    Criterion.ORIENTATION,
    Criterion.RESIDENCE,
)
"""… by what. A home or a business may be said to be ideal for a family or a couple."""
_PEOPLE = (
    r"(?:familles?|couples?|menages?|personnes?|gens|locataires?|colocataires?|voisins?|acquereurs?|acheteu\w+|"
    r"repreneu\w+|candidate?s?|proprietaires?|employee?s?|salariee?s?|household|tenants?|family|couple|people|buyers?)"
)
_FAITHS = (
    r"(?:catholiques?|chretien(?:ne)?s?|musulmane?s?|juifs?|juives?|protestante?s?|athees?|christian|muslim|jewish)"
)
_PEOPLES = _NATIONS.replace("etranger|", "").replace("migrant|refugie|immigre|", "")
"""Nations alone: who accompanies foreign people says so."""
_HIRES = r"(?:cherch\w*|recherch\w*|recrut\w*|embauch\w*) (?:une? |des )?"
_SERVES = r"(?:vendeu\w+|serveu\w+|hotesses?|hotes?|secretaires?|employee?s?|barmaids?)"

EVERYWHERE: tuple[tuple[Criterion, str], ...] = (
    (Criterion.AGE, r"jeunes? (?:homme|femme|fille|garcon|couple|menage|retraite)s?|young (?:man|woman|couple)s?"),
    (Criterion.AGE, r"agee?s? (?:de |entre )?(?:plus de |moins de )?\d\d(?: (?:a|et) \d\d)? ans(?: m[ai][xn]\w*)?"),
    (Criterion.AGE, r"(?:entre )?[1-7]\d (?:a|et) [2-8]\d ans|(?:moins|plus) de [1-8]\d ans"),
    (Criterion.AGE, r"(?:under|over|aged|between) \d\d(?: and \d\d)? years? (?:old|of age)"),
    (
        Criterion.SEX,
        rf"{SEEKS} \w+ (?:a |une? |des )?(?:hommes?|femmes?|dames?(?: seules?)?|monsieur|etudiante|"
        r"man|woman)",
    ),
    (Criterion.AGE, r"(?:homme|femme|dame|personne)s? d (?:au moins|au plus|environ) \d\d ans"),
    (Criterion.AGE, rf"{_HIRES}\w+ jeunes?(?= \|)"),
    (Criterion.RELIGION, rf"{_PEOPLE} (?:tres |bien |vraiment )?{_FAITHS}"),
    (Criterion.ORIGIN, rf"{_PEOPLE} (?:bien |d origine |de )?{_PEOPLES}"),
    (
        Criterion.ORIGIN,
        rf"{_HIRES}(?:medecin|infirmi\w+|pharmacienn?e?|dentiste|veterinaire|\w+(?:eur|euse|trice|angere?)) "
        rf"{_NATIONS}",
    ),
    (Criterion.FAMILY, rf"{SEEKS} {BETWEEN}(?:couples?|familles?)(?: \w+){{0,3}} avec (?:des )?enfants?"),
    (Criterion.FAMILY, r"bons? peres? de famille"),
    (Criterion.RESIDENCE, r"(?:veut|veux|voulons|voudrions) des gens (?:bien )?(?:de chez nous|d ici)"),
    (Criterion.HEALTH, r"personnes? valides?"),
    (Criterion.SEX, r"colocation (?:entre )?(?:filles|garcons|feminine|masculine|femmes|hommes)"),
    (Criterion.PREGNANCY, r"(?:pas|sans|non|ni|not|no) (?:\w+ ){0,4}(?:enceintes?|grossesse|pregnan\w+)"),
    (Criterion.LOOKS, r"(?:beau |bon )?physique (?:agreable|avantageux|attractif|soigne)|belle apparence"),
    (Criterion.LOOKS, r"(?:sans|pas de|ni|no) (?:tatou\w*|piercings?|tattoos?)"),
    (Criterion.LOOKS, r"jolies? (?:femme|fille|personne|vendeuse|serveuse)s?"),
    (Criterion.LOOKS, r"(?:attractive|good looking|slim) (?:waitress|woman|girl|lady|person|staff|barmaid|hostess)"),
    (Criterion.HEALTH, r"(?:en )?(?:bonne|parfaite) sante|(?:in )?(?:good|perfect) health|sans problemes? de sante"),
    (Criterion.ORIGIN, r"nationalite \w+|francais(?:e|es)? de souche|bbr|french nationals?"),
    (Criterion.ORIGIN, r"(?:race|peau) (?:blanche|noire)|d origine (?:francaise|europeenne)"),
    (Criterion.NAME, r"(?:pre)?nom (?:de famille )?(?:francais|a consonance \w+)|french(?: sounding)? names?"),
    (Criterion.LANGUAGE, r"langue maternelle(?: \w+)?|native (?:\w+ )?speakers?|mother tongue|sans accent"),
    (Criterion.ORIENTATION, r"couples? (?:heterosexuel|hetero|homosexuel|homo|gay)s?"),
    (Criterion.BANK, r"compte (?:bancaire )?(?:dans une|en) (?:banque )?(?:francaise|locale|france)"),
    (Criterion.BANK, r"banque (?:francaise|locale) (?:exigee|obligatoire)|french bank account|domiciliation bancaire"),
)
"""Words that choose by themselves, …"""
IN_KIND: Mapping[Kind, tuple[tuple[Criterion, str], ...]] = {
    Kind.JOB: (
        (Criterion.AGE, r"jeunes? (?:diplome|vendeu|serveu|employe|salarie|collaborat|recru)\w*|young graduates?"),
        (Criterion.AGE, r"jeunes? et dynamiques?"),
        (
            Criterion.SEX,
            r"hommes? (?:forts?|costauds?|robustes?)|"
            r"(?:poste|emploi|travail|place) (?:\w+ )?pour (?:une? |des )?(?:homme|femme|dame)s?",
        ),
        (
            Criterion.LOOKS,
            rf"(?:jolies?|belles?|beaux|beau|sexy|minces?) {_SERVES}|"
            rf"{_SERVES} (?:\w+ et )?(?:jolies?|belles?|sexy|minces?)",
        ),
        (Criterion.AGE, r"(?:de )?[2-7]\d ans (?:minimum|maximum|max|min|au plus|au moins)"),
        (Criterion.SEX, r"(?:femme|homme)s? (?:de menage|d entretien|de chambre|a tout faire|d accueil)"),
        (Criterion.FAMILY, rf"{SEEKS} {BETWEEN}(?:couple|celibataire)s?|couples? sans enfants?|sans charge de famille"),
        (Criterion.PREGNANCY, r"(?:pas|sans) (?:\w+ )?(?:projet|desir) (?:de |d )(?:maternite|bebe|enfants?)"),
        (Criterion.LOOKS, r"(?:cv )?(?:avec )?photo (?:\w+ )?(?:obligatoire|exigee|required)|with photo"),
        (Criterion.LOOKS, r"(?:bonne|excellente|tres bonne) presentation"),
        (Criterion.ORIGIN, r"type (?:europeen|africain|asiatique|caucasien)"),
    ),
    Kind.HOUSING: (
        (Criterion.FAMILY, r"couples? sans enfants?|sans charge de famille"),
        (Criterion.MEANS, r"(?:no|not on) benefits?"),
        (Criterion.ORIGIN, r"french only|only french"),
    ),
}
"""… in an offer of whatever kind, or of that one."""

HARMLESS: tuple[str, ...] = (
    # both sexes are named, or clothes and hair, or a place
    r"(?:hommes?|femmes?|men|women)(?: (?:et|ou|and|or))? (?:hommes?|femmes?|men|women)(?: de menage| d entretien)?",
    r"(?:vetements?|mode|pret a porter|coiff\w+|chaussures?|lingerie|barbier|rayon|"
    r"accessoires|jouets|jeux|livres|spectacles?|activites)(?: pour)? "
    r"(?:hommes?|femmes?|enfants?)(?: (?:et|ou) (?:hommes?|femmes?|enfants?))?(?: uniquement| seulement)?",
    r"(?:murs?|volets?|carre(?:aux|lages?)|peintures?|facades?|sols?|meubles?|portes?|fenetres?|enduits?|vins?|linge|"
    r"tuiles?) (?:blanc|noir)(?:he|e)?s?(?: et (?:blanc|noir)(?:he|e)?s?)?(?: uniquement| seulement)?",
    r"(?:actuellement|deja|encore|est|etait|toujours) louee? (?:a|aux?) (?:une? |des |la |le )?(?:\w+ )?"
    r"(?:dame|homme|femme|couple|famille|personne|etudiante?)s?(?: agee?s?| seules?| retraitee?s?)?",
    r"(?:en|de) bons? peres? de famille",
    rf"(?:traduct\w+|interpretes?|professeure?s?|format(?:eur|rice)s?|enseignante?s?) (?:de |d )?{_NATIONS}",
    r"(?:equipe|ambiance|entreprise|societe|structure|association|commune|clientele|cadre|public) "
    r"jeunes? et dynamiques?",
    r"etudiante?s? (?:et|ou) etudiante?s?|student (?:m f|f m)",
    r"(?:salle|club|cours|espace)s? (?:de \w+ )?reserve\w* aux (?:femmes|hommes|enfants|seniors)",
    r"(?:anciennes? )?ecoles? (?:de |des )?(?:filles|garcons)",
    r"(?:chez|aupres d|aupres de) (?:une? |des )?(?:jeunes? |vieilles? )?(?:dame|monsieur|femme|homme|enfant|"
    r"personne)s?(?: seules?| agees?)?",
    # homes and posts that a law keeps for some, and what is said of a law
    r"(?:residences?|foyers?|logements?|habitat|resto|maison) (?:services? )?(?:pour |de |des )?"
    r"(?:seniors?|etudiante?s?|retraites?|retraite|jeunes(?: travailleurs)?|personnes agees|intergenerationnel\w*)",
    r"reserve\w* (?:aux |a des )?(?:etudiant(?:e?s)?(?: et etudiantes)?)",
    r"reserve\w* aux (?:travailleurs|personnes) (?:handicapee?s?|en situation de handicap)",
    r"jeunes? (?:agriculteur|agricultrice|entreprise|pousse|societe|enfant|clientele|sportif|talent)s?",
    r"apprentie?s? (?:de )?(?:\d\d (?:a|et) \d\d|moins de \d\d) ans|"
    r"(?:contrat d apprentissage|alternance|service civique) (?:\w+ )?(?:\d\d (?:a|et) \d\d|moins de \d\d) ans",
    # years of something else, and of those whom a job is about
    r"(?:pret|bail|duree|emprunt|credit|garantie|concession)s? (?:\w+ )?(?:de |sur |entre )?\d\d (?:a|et) \d\d ans",
    r"(?:enfants|jeunes|ados|adolescents|eleves|public|children|teenagers) (?:agee?s )?(?:de |entre |aged )?\d\d? "
    r"(?:a|et|to) \d\d(?: ans)?",
    r"(?:maison|batiment|construction|toiture|entreprise|chaudiere|immeuble|materiel|ferme|vehicule)s? "
    r"(?:\w+ )?(?:de |a )?(?:moins|plus) de \d\d ans",
    r"depuis (?:plus |moins |pres )?(?:de )?\d\d ans|(?:plus|moins) de \d\d ans (?:d|de) "
    r"(?:experience|anciennete|activite|existence|metier|bail|clientele)\w*",
    # how a place is
    r"(?:non|pas|peu|ni) (?:d )?(?:acces\w*|adapte\w*)(?: (?:pmr|aux?|en|pour|les|des?|personnes|fauteuils?|roulants?|"
    r"a|mobilite|reduite|handicapee?s?))*",
    r"(?:ecole|college|lycee|institution|hopital|cimetiere|association) (?:catholique|protestante?|juive|musulmane)s?",
    r"(?:produits?|cuisine|vins?|fromages?|viandes?|restaurants?|epicerie|specialites?|gastronomie|fabrication|bois|cuir|"
    rf"marques?|fournisseurs?|cafe|pain) {_NATIONS}(?: uniquement| seulement)?",
    r"(?:diplome|permis|certificat|passeport|titre)s? (?:\w+ )?(?:francais|europeen)s?|"
    r"francais (?:\w+ )?(?:exige|obligatoire|requis|souhaite)|nationalite (?:indifferente|sans importance)",
    r"(?:parking|stationnement|jardin|cour|garage|place|acces)s? reserve\w* aux (?:habitants|residents)",
    r"francais (?:courant|parle|ecrit|lu)|cours de francais|langue francaise|(?:parler|maitrise du) francais",
    r"(?:gay|lgbt|family|child) friendly",
    r"conge (?:de )?maternite|french (?:food|cuisine|bakery|restaurant|products?)(?: only)?",
    r"vend(?:s|re|u)? (?:pour )?(?:cause|raison) (?:de )?retraite|(?:depart|part|partent) (?:a|en) (?:la )?retraite",
)
"""What is no choice, and is taken out of the words before anything is looked for."""
BOTH_SEXES = r"(?:h f|f h|m f|f m|m w|h f x|m f d|f m x)"
"""A title for both: then no title tells a sex."""
