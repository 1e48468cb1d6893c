"""The words for trades, for what premises and land are used for, and for what is in place; French and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_NAMED = re.compile(r"^ *(\w+):", re.MULTILINE)


def _lines(text: str) -> Mapping[str, tuple[str, ...]]:
    """Entries “name: word, words …”, each as many lines as it takes."""
    _, *parts = _NAMED.split(text)
    named = zip(parts[::2], parts[1::2], strict=True)
    return MappingProxyType({name: tuple(" ".join(way.split()) for way in ways.split(",")) for name, ways in named})


TRADES = _lines("""
    bakery: boulangerie, boulanger, boulangère, pain, fournil, baker, bakery, bread
    pastry: pâtisserie, pâtissier, gâteaux, pastry, pastry cook, cake design, biscuiterie, viennoiserie
    butchery: boucherie, boucher, bouchère, charcuterie, charcutier, butcher, butchery, salaisons, atelier de
        découpe
    caterer: traiteur, plats cuisinés, plats à emporter, caterer, catering
    cheese: fromagerie, fromager, crèmerie, affineur, affinage, cheesemaker, cheese
    chocolate: chocolaterie, chocolatier, confiserie, confiseur, chocolate maker
    jam: conserverie, confitures, confiturier, bocaux, jam
    brewery: brasserie artisanale, microbrasserie, micro brasserie, brasseur, brasseuse, bière artisanale,
        brasser, brasserie, brewery, brewer, microbrewery, craft beer
    distillery: distillerie, distillateur, distillery
    grocery: épicerie, épicier, supérette, alimentation générale, multiservices, multi services, multiple rural,
        dépôt de pain, grocery, grocer, village shop, corner shop, produits locaux
    tobacco: bureau de tabac, tabac, tabac presse, tobacconist
    press: maison de la presse, marchand de journaux, tabac presse, newsagent
    bookshop: librairie, libraire, bouquiniste, bookshop, bookseller
    florist: fleuriste, fleuristerie, fleurs, florist, flowers
    pharmacy: pharmacie, pharmacien, pharmacienne, officine, pharmacist, pharmacy
    hardware: quincaillerie, droguerie, hardware store
    clothes: prêt à porter, vêtements, friperie, clothes shop
    restaurant: restaurant, restaurateur, restauratrice, cuisinier, cuisinière, chef de cuisine, chef cuisinier,
        brasserie, brasserie restaurant, café restaurant, bar restaurant, bistrot, auberge, ferme auberge, cook,
        resto, bistro
    cafe: café, cafetier, bar, bar de village, buvette, guinguette, café de village, café restaurant, bar
        restaurant, bistrot, café associatif, brasserie, barman
    tearoom: salon de thé, tea room, tearoom
    pancakes: crêperie, crêpier, crêpes, pancake house
    pizza: pizzeria, pizza, pizzaïolo
    foodtruck: food truck, foodtruck, snack, friterie, sandwicherie, kebab
    lodging: gîte, gîte rural, gîte d'étape, gîte de groupe, chambres d'hôtes, chambre d'hôtes, maison d'hôtes,
        holiday cottage, guest house, bed and breakfast
    hotel: hôtel, hôtelier, hôtelière, hôtel restaurant, hôtellerie, hotel keeper
    campsite: camping, campsite, glamping, yourtes, tipis
    hair: salon de coiffure, coiffure, coiffeur, coiffeuse, barbier, hairdresser, hair salon, barber
    beauty: institut de beauté, esthéticienne, esthéticien, esthétique, onglerie, prothésiste ongulaire,
        beautician, beauty salon
    massage: massage, masseur, masseuse, réflexologie, réflexologue, sophrologie, sophrologue, shiatsu,
        naturopathe
    tattoo: tatouage, tatoueur, tatoueuse, tattoo
    garage: garage automobile, garagiste, garage mécanique, mécanique auto, mécanique, mécanicien, mécanicienne,
        mécano, garage auto, carrosserie, carrossier, mechanic, car repair, contrôle technique
    farm_machines: mécanique agricole, mécanicien agricole, machinisme agricole, réparation de tracteurs
    bikes: réparation de vélos, vélociste, atelier vélo, bike shop, bike repair
    repair: électroménager, réparation d'électroménager, réparateur
    masonry: maçon, maçonnerie, maçonne, mason, bricklayer, pierre sèche, chef de chantier
    carpentry: charpente, charpentier, couvreur, couvreuse, zinguerie, roofer, carpenter
    joinery: menuisier, menuiserie, menuisière, joiner, joinery
    plumbing: plombier, plomberie, chauffagiste, plumber, plumbing
    electricity: électricien, électricienne, électricité, electrician
    painting: peintre en bâtiment, peinture en bâtiment, plâtrier, plaquiste, house painter
    tiling: carreleur, carrelage, tiler
    landscaping: paysagiste, jardinier, espaces verts, landscape gardener, gardener
    furniture: ébéniste, ébénisterie, fabrication de meubles, cabinet maker
    pottery: poterie, potier, potière, céramique, céramiste, pottery, potter, ceramics
    leather: maroquinerie, maroquinier, sellier, sellerie, leather
    sewing: couture, couturière, couturier, retouches, seamstress, dressmaker
    metal: ferronnerie, ferronnier, forge, forgeron, métallier, coutellerie, coutelier, blacksmith
    soap: savonnerie, savonnier, savonnière, fabrication de savons, savons artisanaux, soap maker
    taxi: taxi, chauffeur de taxi, vtc, taxi driver
    ambulance: ambulance, ambulancier, transport sanitaire
    driver: chauffeur routier, chauffeur, conducteur de bus, chauffeur livreur, livreur, poids lourds, lorry
        driver, bus driver, truck driver
    movers: déménageur, déménagement
    childcare: assistante maternelle, assistant maternel, nounou, nourrice, garde d'enfants, crèche, micro
        crèche, auxiliaire de puériculture, éducatrice de jeunes enfants, childminder, nursery nurse
    home_help: aide à domicile, auxiliaire de vie, aide ménagère, femme de ménage, faire le ménage, agent
        d'entretien, home help, cleaner
    nurse: infirmier, infirmière, infirmière libérale, infirmier libéral, cabinet infirmier, soins infirmiers,
        idel, nurse
    care_assistant: aide soignante, aide soignant, care assistant, nursing assistant
    doctor: médecin, médecin généraliste, docteur, généraliste, medical doctor, doctor, physician, cabinet
        médical
    dentist: dentiste, chirurgien dentiste, dentist
    physio: kinésithérapeute, kiné, kinésithérapie, masseur kinésithérapeute, masseur kiné, physiotherapist
    osteopath: ostéopathe, ostéopathie, osteopath
    speech: orthophoniste, orthophonie, speech therapist
    midwife: sage femme, midwife
    psychologist: psychologue, psychothérapeute, psychologist
    optician: opticien, opticienne, optician
    vet: vétérinaire, clinique vétérinaire, vet, veterinarian, veterinary
    pets: toilettage, toiletteur, toiletteuse, pension canine, éleveur canin, dog grooming, kennels
    teacher: enseignant, enseignante, professeur, professeur des écoles, professeure, institutrice, instituteur,
        teacher
    music_school: professeur de musique, école de musique, music teacher
    ski: moniteur de ski, monitrice de ski, école de ski, ski instructor
    mountain: accompagnateur en montagne, accompagnatrice en montagne, guide de montagne, mountain guide
    riding: centre équestre, équitation, moniteur d'équitation, riding school
    ski_hire: location de skis, location de ski, ski hire
    accounting: comptable, expert comptable, comptabilité, aide comptable, accountant, bookkeeper
    secretary: secrétaire, secrétariat, secrétaire de mairie, assistante administrative, assistant
        administratif, secretary
    developer: développeur, développeuse, développeur web, informaticien, informaticienne, programmeur, software
        developer, web developer, programmer
    designer: graphiste, webdesigner, graphic designer, infographiste
    translator: traducteur, traductrice, traduction, translator
    architect: architecte, architect
    notary: notaire, clerc de notaire, notary
    estate: agent immobilier, agence immobilière, estate agent
    photography: photographe, photographer
    sales: vendeur, vendeuse, caissier, caissière, employé de libre service, shop assistant, cashier
    waiter: serveur, serveuse, waiter, waitress
    engineer: ingénieur, ingénieure, engineer
    market_garden: maraîchage, maraîcher, maraîchère, légumes, market gardener, market garden, market gardening
    sheep: brebis, moutons, ovins, bergère, berger, agneaux, bergerie, sheep, shepherd
    goats: chèvres, chevrier, chevrière, caprins, fromage de chèvre, goats
    cattle: vaches, vaches laitières, vaches allaitantes, bovins, salers, veaux, cattle, cows, dairy farm
    poultry: volailles, poules, poules pondeuses, canards, poultry
    bees: apiculture, apiculteur, apicultrice, abeilles, ruches, miel, beekeeper, beekeeping
    horses: élever des chevaux, chevaux, horses
    lumber: bûcheron, débardeur, débardage, forestier, exploitation forestière, lumberjack, logger
    sawmill: scierie, scieur, sawmill
    tree_care: élagage, élagueur, tree surgeon
""")  # fmt: skip
"""Trades, each by what people and owners call it; a word of two trades stands at both, and the sector decides."""

NEAR = (
    frozenset({"bakery", "pastry", "chocolate"}),
    frozenset({"butchery", "caterer"}),
    frozenset({"restaurant", "caterer"}),
    frozenset({"restaurant", "cafe", "pancakes", "pizza", "tearoom"}),
    frozenset({"tearoom", "pastry"}),
    frozenset({"pancakes", "pizza", "foodtruck"}),
    frozenset({"restaurant", "hotel"}),
    frozenset({"cafe", "tobacco", "press", "grocery"}),
    frozenset({"grocery", "cheese"}),
    frozenset({"press", "bookshop"}),
    frozenset({"lodging", "hotel", "campsite"}),
    frozenset({"hair", "beauty"}),
    frozenset({"beauty", "massage"}),
    frozenset({"garage", "farm_machines"}),
    frozenset({"bikes", "ski_hire", "repair"}),
    frozenset({"carpentry", "joinery"}),
    frozenset({"joinery", "furniture"}),
    frozenset({"painting", "tiling", "masonry"}),
    frozenset({"taxi", "ambulance", "driver", "movers"}),
    frozenset({"home_help", "care_assistant"}),
    frozenset({"accounting", "secretary"}),
    frozenset({"sales", "waiter"}),
    frozenset({"sheep", "goats", "cattle"}),
    frozenset({"lumber", "tree_care", "sawmill"}),
)
"""Trades next to each other."""

USES = _lines("""
    shop: boutique, magasin, commerce, vitrine, pas de porte, local commercial, cellule commerciale, bureau de
        tabac, salon, restaurant, shop, store, shop front
    workshop: atelier, garage, labo, laboratoire, hangar, entrepôt, fournil, workshop, warehouse
    office: bureau, bureaux, cabinet, coworking, espace de travail, office, desk
    farm: ferme, grange, étable, bergerie, stabulation, corps de ferme, bâtiment agricole, barn, farm building
    lodging: gîte, hôtel, camping, chambres d'hôtes, maison d'hôtes, holiday cottage
    farmland: terres, terre agricole, terres agricoles, pré, prés, prairie, prairies, pâture, pâtures, champ,
        champs, farmland, meadow, meadows, pasture, foncier agricole
    plot: terrain à bâtir, terrain constructible, constructible, viabilisé, lotissement, lot à bâtir, building
        plot, building land
""")  # fmt: skip
"""What premises and land are for, by the options of the question about them."""

EQUIPMENT: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = MappingProxyType(
    {
        "oven": (("four", "fours", "four à pain", "oven"), frozenset({"bakery", "pastry", "pizza"})),
        "cold_room": (("chambre froide", "cold room"), frozenset({"butchery", "caterer", "restaurant", "cheese"})),
        "kitchen": (
            ("cuisine équipée", "cuisine professionnelle", "professional kitchen"),
            frozenset({"restaurant", "caterer", "pancakes", "tearoom", "pizza"}),
        ),
        "licence": (("licence iv", "licence 4"), frozenset({"cafe", "restaurant"})),
        "lift": (("pont élévateur", "car lift"), frozenset({"garage", "farm_machines"})),
        "basins": (("bacs à shampoing", "bacs à shampooing", "shampoo basins"), frozenset({"hair"})),
        "kiln": (("four à céramique", "four de potier", "kiln"), frozenset({"pottery"})),
        "boxes": (("box à chevaux", "boxes à chevaux", "stables"), frozenset({"riding", "horses"})),
    }
)
"""What may be in place, by the words for it, and the trades it is for."""

UNDECIDED = ("je ne sais pas", "pas encore décidé", "aucune idée", "not decided yet", "no idea")
"""Words by which a network's file marks the sector of those who have none yet."""
