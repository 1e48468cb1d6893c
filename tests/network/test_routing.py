"""Who is proposed: every commune, sector and nature of the demonstration, then each rule on its own."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from network.model import Nature, Network, Role
from network.phrase import Phrase
from network.routing import KEYS, WITHOUT_BUSINESS, Proposal, Situation, route
from network.substitutes import COORDINATION, stand_in, substitutes_for

# The sector's own adviser, for the four natures of a business.
ADVISERS = {
    "agriculture": "conseiller-agricole",
    "foret-bois": "conseillere-foret",
    "alimentaire": "conseillere-bouche",
    "commerce": "conseiller-commerce",
    "restauration": "conseillere-tourisme",
    "hebergement": "conseillere-tourisme",
    "loisirs-nature": "conseillere-tourisme",
    "batiment": "conseiller-batiment",
    "production": "conseillere-production",
    "reparation": "conseiller-mecanique",
    "transport": "conseiller-mecanique",
    "services-personne": "conseillere-services",
    "beaute": "conseillere-beaute",
    "sante": "conseillere-creation",
    "conseil-numerique": "conseillere-services",
    "culture-ess": "conseillere-solidaire",
    "autre": "conseillere-creation",
}
WELCOME = {
    "les-cheires": "charge-accueil-les-cheires",
    "rochefort-montagne": "chargee-accueil-rochefort-montagne",
    "massif-du-sancy": "chargee-accueil-massif-du-sancy",
    "sancy-artense": "charge-accueil-sancy-artense",
}
CRAFTS = ["alimentaire", "batiment", "production", "reparation", "transport", "beaute"]


def _without(network: Network, *ids: str) -> Network:
    return network.model_copy(update={"referents": tuple(r for r in network.referents if r.id not in ids)})


def _with(network: Network, **changes: object) -> Network:
    """The network with the food adviser changed."""
    changed = tuple(r.model_copy(update=changes) if r.id == "conseillere-bouche" else r for r in network.referents)
    return network.model_copy(update={"referents": changed})


def _keys(reason: Phrase) -> set[str]:
    nested = [param for param in reason.params.values() if isinstance(param, Phrase)]
    return {reason.key}.union(*(_keys(one) for one in nested)) if nested else {reason.key}


def test_every_commune_sector_and_nature_has_both_referents(network: Network) -> None:
    seen = 0
    for (_, territory), sector, nature in product(network.commune_by_insee.values(), network.sectors, Nature):
        routing = route(network, Situation((nature,), (sector.id,), territory.id))
        seen += 1
        assert routing.territorial.referent == WELCOME[territory.id]
        assert routing.territorial.reason.key == "route.territorial.territory"
        if nature in WITHOUT_BUSINESS:
            assert not routing.technical.needed
            assert routing.technical.referent is None
            assert routing.technical.reason.key == "route.technical.not_needed"
        else:
            expected = "conseillere-creation" if nature is Nature.UNKNOWN else ADVISERS[sector.id]
            assert routing.technical.needed
            assert routing.technical.referent == expected
            assert routing.technical.others
            assert expected not in routing.technical.others
    assert seen == 44 * 17 * 8


def test_an_unstaffed_network_sends_everything_to_the_coordination(network: Network) -> None:
    only = _without(network, *(r.id for r in network.referents if Role.COORDINATOR not in r.roles))
    for sector, nature in product(network.sectors, set(Nature) - WITHOUT_BUSINESS):
        routing = route(only, Situation((nature,), (sector.id,), "sancy-artense"))
        assert routing.technical.needed
        assert routing.technical.referent is None
        assert routing.technical.reason.key.startswith("route.technical.nobody")
        assert routing.coordinators == ("animatrice-reseau",)


@pytest.mark.parametrize("sector", CRAFTS)
@pytest.mark.parametrize(("jobs", "chamber"), [(None, "CMA"), (0, "CMA"), (10, "CMA"), (11, "CCI"), (500, "CCI")])
def test_crafts_above_ten_jobs_go_to_the_other_chamber(
    network: Network, sector: str, jobs: int | None, chamber: str
) -> None:
    technical = route(network, Situation((Nature.CREATION,), (sector,), "les-cheires", jobs)).technical
    assert technical.referent is not None
    organisation = network.organisation_by_id[network.referent_by_id[technical.referent].organisation]
    assert chamber in organisation.kinds
    assert technical.reason.key == ("route.technical.size" if chamber == "CCI" else "route.technical.lead_kind")


def test_size_moves_only_the_kinds_that_the_rule_names(network: Network) -> None:
    technical = route(network, Situation((Nature.CREATION,), ("agriculture",), "les-cheires", 50)).technical
    assert technical.referent == "conseiller-agricole"


def test_others_follow_kind_then_who_names_the_sector_then_the_file(network: Network) -> None:
    technical = route(network, Situation((Nature.CREATION,), ("agriculture",), "les-cheires")).technical
    assert technical.others == ("animatrice-installation", "conseillere-creation", "conseiller-creation")
    food = route(network, Situation((Nature.CREATION,), ("alimentaire",), "les-cheires")).technical
    assert food.others == ("conseillere-creation", "conseiller-creation", "conseiller-industrie")


def test_who_names_the_sector_comes_before_who_takes_all(network: Network) -> None:
    last = network.referent_by_id["conseiller-creation"].model_copy(update={"sectors": ("sante",)})
    changed = (*_without(network, "conseiller-creation").referents, last)
    technical = route(
        network.model_copy(update={"referents": changed}), Situation((Nature.CREATION,), ("sante",))
    ).technical
    assert technical.referent == "conseiller-creation"
    assert technical.others == ("conseillere-creation",)


def test_the_first_sector_leads_and_the_second_adds_candidates(network: Network) -> None:
    case = Situation((Nature.CREATION,), ("sante", "agriculture"), "sancy-artense")
    technical = route(network, case).technical
    assert technical.referent == "conseillere-creation"
    assert technical.others == ("conseiller-creation", "conseiller-agricole", "animatrice-installation")


def test_the_second_sector_takes_over_where_nobody_fits_the_first(network: Network) -> None:
    thin = _without(network, "conseillere-creation", "conseiller-creation")
    technical = route(thin, Situation((Nature.CREATION,), ("sante", "agriculture"))).technical
    assert technical.referent == "conseiller-agricole"
    assert technical.reason.key == "route.technical.second_sector"


def test_a_partner_who_names_the_sector_without_leading_it_comes_last(network: Network) -> None:
    thin = _without(network, "conseillere-bouche", "conseillere-creation", "conseiller-creation")
    technical = route(thin, Situation((Nature.CREATION,), ("alimentaire",))).technical
    assert technical.referent == "conseiller-industrie"
    assert technical.reason.key == "route.technical.other_partner"


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"natures": (Nature.TRANSFER,)}, False),
        ({"natures": ()}, True),
        ({"territories": ("les-cheires",)}, False),
        ({"territories": ("sancy-artense", "les-cheires")}, True),
        ({"roles": (Role.TERRITORIAL,)}, False),
        ({"sectors": ("batiment",)}, False),
    ],
)
def test_who_does_not_take_such_cases_is_not_proposed(network: Network, changes: dict[str, object], fits: bool) -> None:
    case = Situation((Nature.CREATION,), ("alimentaire",), "sancy-artense")
    technical = route(_with(network, **changes), case).technical
    assert ("conseillere-bouche" in (technical.referent, *technical.others)) is fits


@pytest.mark.parametrize(
    ("natures", "needed"),
    [
        ((Nature.JOB,), False),
        ((Nature.JOB, Nature.TELEWORK, Nature.NONE), False),
        ((Nature.JOB, Nature.CREATION), True),
        ((Nature.TELEWORK, Nature.UNKNOWN), True),
        ((), True),
    ],
)
def test_only_a_business_needs_a_technical_referent(
    network: Network, natures: tuple[Nature, ...], needed: bool
) -> None:
    assert route(network, Situation(natures, ("alimentaire",))).technical.needed is needed


@pytest.mark.parametrize(
    "natures", [c for size in (2, 3) for c in combinations(sorted(Nature), size)], ids=lambda c: "+".join(c)
)
def test_of_several_natures_each_opens_its_own_door(network: Network, natures: tuple[Nature, ...]) -> None:
    """The union: who takes one of them fits; a business or an unknown nature is enough for a technical referent."""
    together = route(network, Situation(natures, ("alimentaire",), "sancy-artense"))
    apart = [route(network, Situation((nature,), ("alimentaire",), "sancy-artense")) for nature in natures]
    assert together.technical.needed == any(one.technical.needed for one in apart)
    business = set(natures) - WITHOUT_BUSINESS - {Nature.UNKNOWN}
    if business:
        assert together.technical.referent == "conseillere-bouche"
        able = {id_ for one in apart for id_ in (one.technical.referent, *one.technical.others) if id_}
        assert set(together.technical.others) <= able
    elif together.technical.needed:
        assert together.technical.reason.key == "route.technical.generalist"
    assert together.territorial.referent == "charge-accueil-sancy-artense"
    assert route(network, Situation(natures[::-1], ("alimentaire",), "sancy-artense")) == together


@pytest.mark.parametrize("sectors", [(), ("not-here",)])
def test_a_business_without_a_known_sector_goes_to_the_generalists(network: Network, sectors: tuple[str, ...]) -> None:
    technical = route(network, Situation((Nature.TAKEOVER,), sectors)).technical
    assert technical.referent == "conseillere-creation"
    assert technical.reason.key == "route.technical.generalist"


@pytest.mark.parametrize("territory", [None, "not-here"])
def test_no_place_yet_means_the_coordination(network: Network, territory: str | None) -> None:
    territorial = route(network, Situation((Nature.NONE,), (), territory)).territorial
    assert territorial.referent == "animatrice-reseau"
    assert territorial.reason.key == "route.territorial.undecided"


def test_a_place_that_is_not_of_the_network_means_the_coordination_and_says_why(network: Network) -> None:
    routing = route(network, Situation((Nature.CREATION,), ("alimentaire",), outside="Saint-Nectaire"))
    assert routing.territorial.referent == "animatrice-reseau"
    assert routing.territorial.reason.key == "route.territorial.outside"
    assert routing.territorial.reason.params["place"] == "Saint-Nectaire"
    assert routing.technical.referent == "conseillere-bouche"
    inside = route(network, Situation((Nature.CREATION,), (), "sancy-artense", outside="Saint-Nectaire"))
    assert inside.territorial.reason.key == "route.territorial.territory"


def test_a_territory_without_its_own_referent_falls_to_the_whole_network(network: Network) -> None:
    thin = _without(network, "charge-accueil-sancy-artense")
    territorial = route(thin, Situation((Nature.NONE,), (), "sancy-artense")).territorial
    assert territorial.referent == "animatrice-reseau"
    assert territorial.reason.key == "route.territorial.whole_network"


def test_a_territory_that_nobody_holds_goes_to_the_coordination(network: Network) -> None:
    thin = _without(network, "charge-accueil-sancy-artense", "animatrice-reseau")
    routing = route(thin, Situation((Nature.NONE,), (), "sancy-artense"))
    assert routing.territorial == Proposal(Role.TERRITORIAL, True, None, (), routing.territorial.reason)
    assert routing.territorial.reason.key == "route.territorial.nobody"
    nowhere = route(thin, Situation((Nature.NONE,)))
    assert nowhere.territorial.reason.key == "route.territorial.nobody_undecided"
    assert nowhere.coordinators == ()


def _away(substitute: str | None, *also: str) -> Situation:
    """The food adviser is away and named somebody themselves; `also` are away as well."""
    away = frozenset({"conseillere-bouche", *also})
    return Situation((Nature.CREATION,), ("alimentaire",), absent=away, substitutes={"conseillere-bouche": substitute})


@pytest.mark.parametrize(
    ("case", "proposed"),
    [
        (_away("conseillere-beaute"), "conseillere-beaute"),
        (_away(None), "conseillere-creation"),
        (_away(COORDINATION), None),
        (_away("conseiller-batiment", "conseiller-batiment"), "conseillere-production"),
        (_away("nobody-any-more"), "conseillere-creation"),
        (_away("conseillere-bouche"), "conseillere-creation"),
    ],
)
def test_whom_somebody_named_for_their_absence_stands_in_where_they_stood(
    network: Network, case: Situation, proposed: str | None
) -> None:
    technical = route(network, case).technical
    assert technical.needed
    assert technical.referent == proposed
    assert "conseillere-bouche" not in (technical.referent, *technical.others)
    if proposed is None:
        assert technical.reason.key == "route.coordination"
        assert technical.others[0] == "conseillere-creation"


def test_an_equal_who_is_there_goes_before_the_team_that_stands_in(network: Network) -> None:
    away = frozenset({"conseillere-creation"})
    case = Situation((Nature.CREATION,), ("sante",), absent=away, substitutes={"conseillere-creation": COORDINATION})
    technical = route(network, case).technical
    assert technical.referent == "conseiller-creation"
    assert technical.reason.key == "route.technical.lead_kind"
    assert not any("least_busy" in key for key in _keys(technical.reason))


def test_two_who_stand_in_for_each_other_are_both_away(network: Network) -> None:
    case = Situation((), absent=frozenset({"conseillere-creation", "conseiller-creation"}))
    assert stand_in(network, "conseillere-creation", case.absent, case.substitutes) is None
    assert stand_in(network, "conseiller-batiment", case.absent, case.substitutes) == "conseiller-batiment"
    assert stand_in(network, "nobody", case.absent, case.substitutes) is None


def test_who_may_stand_in(network: Network) -> None:
    able = substitutes_for(network, "conseillere-bouche")
    assert able[0] == "conseiller-batiment", "whom the file names"
    assert set(able[1:4]) == {"conseillere-production", "conseiller-mecanique", "conseillere-beaute"}, "colleagues"
    assert set(able[4:]) == {"conseiller-industrie", "conseillere-creation", "conseiller-creation"}, "who fits"
    assert substitutes_for(network, "charge-accueil-sancy-artense") == (
        "chargee-accueil-massif-du-sancy",
        "animatrice-reseau",
    )
    assert substitutes_for(network, "nobody") == ()


def test_the_next_candidate_is_the_first_who_has_not_passed(network: Network) -> None:
    technical = route(network, Situation((Nature.CREATION,), ("alimentaire",))).technical
    assert technical.next_after(()) == "conseillere-bouche"
    assert technical.next_after({"conseillere-bouche"}) == "conseillere-creation"
    assert technical.next_after({"conseillere-bouche", *technical.others}) is None


def test_every_reason_is_announced_and_every_announced_reason_is_given(network: Network) -> None:
    bare = _without(network, *(r.id for r in network.referents))
    thin = _without(network, "charge-accueil-sancy-artense", "conseillere-bouche", *_generalists(network))
    cases = [
        Situation((nature,), sectors, territory, jobs)
        for nature, sectors, territory, jobs in product(
            Nature, [(), ("alimentaire",), ("sante", "agriculture")], [None, "sancy-artense", "les-cheires"], [None, 11]
        )
    ]
    cases.append(Situation((Nature.JOB,), outside="Issoire"))
    cases.append(Situation((Nature.CREATION,), busy={"conseillere-creation": 1}))
    cases.append(Situation((Nature.CREATION,), ("alimentaire",), absent=frozenset({"conseillere-bouche"})))
    cases.append(_away(COORDINATION))
    cases.append(Situation((Nature.CREATION,), ("commerce",), lead="fleurs"))
    routings = [route(one, case) for one, case in product((network, bare, thin), cases)]
    proposals = [proposal for routing in routings for proposal in (routing.technical, routing.territorial)]
    given = set().union(*(_keys(one) for p in proposals for one in (p.reason, *p.reasons.values())))
    assert given == {*KEYS, "label"}


def _generalists(network: Network) -> list[str]:
    return [r.id for r in network.referents if Role.TECHNICAL in r.roles and not r.sectors]


def test_a_reason_names_people_in_both_languages(network: Network) -> None:
    reason = route(network, Situation((Nature.CREATION,), ("alimentaire",))).technical.reason
    assert isinstance(reason.params["referent"], Phrase)
    assert reason.params["referent"].params == {"fr": "Conseillère métiers de bouche", "en": "Food crafts adviser"}
    assert reason.params["organisation"] == "Chambre de métiers et de l'artisanat"
