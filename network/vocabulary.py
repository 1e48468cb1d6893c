"""Everyday French and English words around an answer: those that name no place or trade, and "not yet"."""

from __future__ import annotations

from network.text import plain


def _set(block: str) -> frozenset[str]:
    return frozenset(block.split())


def _phrases(block: str) -> tuple[str, ...]:
    return tuple(plain(line) for line in block.split("|"))


ARTICLES = _set("le la les l d de du des et ou a au aux en sur s pres lez un une the of in at to and or")
"""Words that people drop or add at will inside a name."""

SPELLED_OUT = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mont",
    "cc": "communaute",
    "comcom": "communaute",
    "fd": "ferrand",
}
"""Written abbreviations inside place names."""

TERRITORY_CUES = _set("communaute intercommunalite epci canton territoire pays")
"""Words that say that the whole territory is meant, not the commune of the same name."""

AROUND_PLACES = TERRITORY_CUES | _set(
    """
    je j on nous me m moi y c ce ca est cela il elle que qu ici alors ben euh bonjour bonsoir merci svp oui ok voila
    veux voudrais voudrait voudrions veut aimerais aimerait aimerions souhaite souhaiterais souhaitons pense pensons
    cherche cherchons compte envisage prefere preferons prefererais vais allons va aller venir habiter vivre
    installer installe travailler ouvrir s plutot surtout vers chez dans cote cotes environs alentours autour proche
    proximite secteur coin zone region commune communes village bourg ville hameau mairie lieu par pour mon ma mes
    notre nos projet ideal idealement possible si bien serait choix premier tout toute tous cours jour trop puy dome
    auvergne france reseau network 63 centre i we d would like want wish hope prefer think looking look live living
    bord bords lac haut bas pied habiterons habiterai habite habitons vivrons comme demenager emmenager rester poser
    etablir tester regarde regardons vise visons voit voyons verrais verrions aime aimons adore moins peu peut etre
    sommes suis interesse interesses interessee interessees bien sur volcans montagne campagne nature pays ailleurs
    move moving settle settling work working near around close by towards toward somewhere area town my our it is
    please yes hello hi thanks rather be for valley from plairait plait conviendrait irait suffirait parfait parfaite
    super top genial impeccable reve lovely perfect great suit suits ideally us fine
    """
)
"""Words beside a place that change nothing to it. Any other ("sauf", "pas", "Lyon") is a reason to ask."""

REFUSALS = _set("pas non ni no not nor but sauf except sans")
"""Short words that turn a name round."""

MEASURES = _set(
    "m m2 m3 km kms ha are ares h kg t l an ans mois eur euro euros k keur hab pers people children men women kids "
    "adult adulte personne person"
)
"""What a number before it counts, where the plural does not say so."""

SINGULAR = _set("sans depuis apres mais puis jamais ailleurs toujours alors dehors hors voire deux this was has unless")
"""Words that end as a plural does, and are none."""

TO_NUMBERS = _set("a et ou to or and")
"""Words between two numbers that count the same: "15 à 20 lits"."""

PLACE_CUES = _set(
    "a au aux vers sur de d du pres cote habite habitons vis vivons ville commune in at near from to around"
)
"""Words before which a name is most likely a place."""

EVERYDAY_NAMES = _set(
    """
    nice tours sens gap bar mer die orange job parent parents champs bains beaux vals ris lens allier loire creuse lot
    nord manche montagne foret forge mars aime pain plan bois fort gare port pont roche val vaux ville neuve bonne
    belle grand petit mas pin fleurs lure laval angers lille bourges vif metz sable salles salle moulins chateau
    place places coin calme
    royat martin pierre julien bonnet vincent laurent michel georges maurice marcel arc aire avenir brie cognac
    roquefort cantal beaumont bellevue plaisance retour marche culture vienne vire
    """
)
"""Names of communes that are everyday words or first names as well: places only when nothing else is said."""

FOREIGN = _set(
    """
    suisse belgique espagne italie portugal allemagne angleterre irlande hollande maroc tunisie algerie canada quebec
    londres london bruxelles geneve lausanne madrid barcelone rome milan lisbonne berlin montreal dakar
    switzerland belgium spain italy germany england scotland wales ireland netherlands
    """
)
"""Countries and cities abroad whose names are close to those of French communes."""

NO_PLACE_YET = _phrases(
    "je ne sais pas|sais pas|ne sait pas|pas encore|peu importe|peut importe|indifférent|indifférente|n'importe|"
    "aucune idée|aucune préférence|pas de préférence|sans préférence|partout|où vous voulez|comme vous voulez|"
    "pas décidé|pas choisi|pas fixé|indécis|indécise|j'hésite|on verra|à voir|à définir|à déterminer|connais pas|"
    "tout le territoire|tout le réseau|tout me va|ouvert à tout|m'est égal|toutes les communes|jsp|chépa|"
    "aucun lieu|pas de lieu|où c'est possible|selon les opportunités|ça dépend|"
    "not sure|don't know|dont know|do not know|dunno|no idea|anywhere|everywhere|wherever|no preference|"
    "don't mind|not decided|undecided|whatever|any place|doesn't matter|haven't decided|not yet|it depends|"
    "open to suggestions|any of them|all of them|"
    "on hésite|nous hésitons|hésitons encore|hésite encore|connait pas|connaissons pas|pas arrêté|rien d'arrêté|"
    "à discuter|à réfléchir|en réflexion|on y réfléchit|j'y réfléchis|visite d'abord|visiter d'abord|"
    "cherche encore|cherchons encore|conseillez moi|conseillez nous|que me conseillez|que nous conseillez|"
    "où vous pensez|à vous de me dire|suis ouvert|suis ouverte|sommes ouverts|suis flexible|sommes flexibles|flexible|"
    "suis mobile|sommes mobiles|aucun endroit|pas d'endroit|pas d'idée|pas d'avis|là où il y a|là où il y aura|"
    "no particular place|no place in mind|nowhere in particular|nowhere yet|still looking|still thinking|"
    "up to you|advise me|where do you suggest|we are flexible|i am flexible"
)
"""Ways of saying that no place is chosen yet."""

AROUND_ACTIVITIES = _set(
    """
    a ai ait au aux avec avoir c ce ces cet cette comme d dans de des du elle en ensuite est et etre eu faire fais
    fait il ils j je l la le les leur leurs lors ma mais me mes mettre moi mon m n ne nos notre nous on ou par pas
    peu plus pour pourquoi qu que qui quoi s sa se ses si soit sont sous suis sur ta te tenir toi ton toujours
    tout toute tous toutes tres un une veux veut voulons veulent voudrais voudrait voudrions aimerais aimerait aimerions
    souhaite souhaiterais souhaitons envie projet idee cherche chercher
    ouvrir ouvre ouverture creer cree creation monter
    monte lancer lance lancement installer installe reprendre reprends reprise developper devenir mener proposer
    propose activite activites entreprise societe metier petit petite petits petites grand grande nouveau nouvelle
    bon bonne local locale locaux village campagne region coin chez vers y aussi puis bonjour merci svp plutot genre
    sorte type notamment am an and are as at be by do for from have i in into is it like my of or our own some that
    their then this to up us want we what which will with would ll re ve t please hello hi thanks open opening run
    running set setting start starting take over create creating launch small little big new good countryside
    business company project idea activity area become
    sommes etes
    autres responsable directeur directrice technicien technicienne charge chargee employe employee gerant gerante
    operateur operatrice specialiste coordinateur coordinatrice expert experte manager
    """
)
"""Words of an answer that name no trade."""

VAGUE_ACTIVITIES = _set(
    """
    fabriquer fabrication fabricant fabriques production produire atelier artisan artisanal artisanale artisanat
    createur vente vendre vendeur revendre magasin boutique commerce commercant travaux montagne sport service
    services conseil soins auto machines transport culture chef internet making maker workshop craft crafts
    manufacture manufacturing handmade shop store sell selling retail building the
    autre conducteur conductrice conseiller conseillere conseilleres cheffe agent agente assistant assistante aide
    ouvrier ouvriere auxiliaire animateur animatrice preparateur preparatrice equipe restaurateur restauration
    installation gestion location construction entretien accueil developpement produits materiel equipement equipements
    """
)
"""Words that go with many trades: beside another ("cheese maker") the other decides. "the" is also "thé"."""

LIFE_WORDS = _set(
    """
    vivre vivons vie ici logement logements loger appartement maison maisons famille familles enfant enfants mari femme
    conjoint conjointe compagnon compagne fille filles fils bebe adulte adultes ville villes calme terrain terrains
    acheter louer habiter trouver quitter travail septembre mois annee annees appelle marie bien ecole ecoles
    lycee lycees college colleges scolaire maternelle primaire jeune jeunes
    house home family kids children wife husband live living here life flat rent buy school stay people
    """
)
"""Words of a life project: they name a trade only together with another word ("garde d'enfants")."""

ASKING_AROUND = AROUND_ACTIVITIES | _set(
    """
    aide aider aident aidez aiderait quelqu quelque quelques personne personnes contacter contact joindre adresse
    numero telephone tel appeler comment ou quand quel quelle quels quelles besoin faut faudrait falloir trouver
    trouve trouvons parler demander demande renseignement renseignements info infos information informations
    peut peux peuvent pouvez pouvoir avoir as va vais aller venir voudrions aimerions cote pres alentours environs
    deux trois quatre ici la bas svp stp ca cela c est y rien tres trop vraiment
    who can help find looking where how somebody someone need needs please contact number address near around there
    """
)
"""Words around what somebody looks for in a directory, which name nothing of it."""

NEED_WORDS = {
    "premises": _phrases(
        "local|locaux|atelier|ateliers|boutique|bureau|bureaux|hangar|garage|entrepôt|labo|laboratoire|pas de porte|"
        "vitrine|cellule commerciale|murs commerciaux|cabinet médical|espace de travail|coworking|tiers lieu|"
        "premises|workshop space|office space|warehouse|shop to rent"
    ),
    "land": _phrases(
        "terrain|terrains|terres|terre agricole|foncier|hectare|hectares|parcelle|parcelles|prairie|prairies|pâture|"
        "champ|champs|pré|land|plot|acres"
    ),
    "successor": _phrases(
        "cédant|cédants|repreneur|affaire à reprendre|affaires à reprendre|entreprise à reprendre|commerce à reprendre|"
        "ferme à reprendre|exploitation à reprendre|fonds de commerce|entreprise à vendre|transmission|"
        "business for sale|take over a business|successor"
    ),
    "financing": _phrases(
        "financement|financements|financer|argent|prêt|prêts|prêter|banque|crédit|emprunt|emprunter|subvention|"
        "subventions|aide financière|sous|fric|thune|apport|euros|investisseur|investisseurs|trésorerie|"
        "money|loan|funding|grant|bank|borrow|lend"
    ),
    "market_study": _phrases(
        "étude de marché|étude|clientèle|concurrence|chiffre d'affaires|rentable|rentabilité|business plan|"
        "plan d'affaires|prévisionnel|market study|market research|customers"
    ),
    "training": _phrases(
        "formation|formations|me former|se former|stage|diplôme|diplômes|apprendre|reconversion|cap|training|course|"
        "learn|qualification"
    ),
    "recruiting": _phrases(
        "recruter|recrutement|embaucher|embauche|salarié|salariés|apprenti|apprentie|employé|employés|personnel|"
        "saisonnier|saisonniers|main d'œuvre|hire|hiring|staff|employee|employees|apprentice"
    ),
    "housing": _phrases(
        "logement|logements|maison|maisons|appartement|appartements|appart|se loger|loger|location|hébergement|"
        "habitation|colocation|maison à louer|où vivre|où habiter|housing|house|flat|apartment|home|rent a house"
    ),
    "school": _phrases(
        "école|écoles|crèche|crèches|nounou|nourrice|garde d'enfants|garde|garder|garderie|périscolaire|"
        "assistante maternelle|maternelle|primaire|collège|lycée|scolariser|scolaire|cantine|inscrire les enfants|"
        "school|nursery|childcare|childminder|kindergarten|college"
    ),
    "partner_job": tuple(
        f"{who} {work}"
        for who in sorted(_set("mari femme conjoint conjointe compagne compagnon copine copain husband wife partner"))
        for work in sorted(_set("travail emploi boulot poste job work"))
    ),
}
"""What people call the needs of the intake, when they look for who answers them. The words of one may stand apart."""

SAME_WORDS = tuple(
    tuple(line.split())
    for line in """
    medecin docteur toubib doctor
    conduire conduis conduit permis voiture auto chauffeur trajet
    alcool biere vin boisson boissons bar bistrot
    papiers formalites autorisation licence declaration demarches dossier
    sejour jours jour visite visiter decouverte reperage
    enfant enfants petit gamin gosse bebe
    travail boulot bosser job emploi poste taf
    mari copain compagnon conjoint epoux husband
    femme copine compagne conjointe epouse wife
    retaper renover renovation restaurer rafistoler
    vieille vieux ancienne ancien
    maison batisse baraque bati
    refus refuse refuser veut
    zero nul gratuit
    essayer essai tester test
    compta comptes comptabilite comptable
    subvention prime aide coup
    apprenti apprentissage alternance
    jeune ado adolescent
    louer location loyer bail rent
    vendre cede ceder cedant
    acheter achat rachat
    """.strip().splitlines()
)
"""Everyday words of nearly the same meaning, as people put one for the other."""
