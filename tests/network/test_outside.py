"""Communes outside the network: recognised, told apart from ours, with the nearest that are in and who serves them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from network import gazetteer as tables
from network.gazetteer import Gazetteer, departments, gazetteer
from network.model import Neighbour, Network
from network.outside import MAX_OUTSIDE, NEAREST
from network.places import PlaceIndex
from tests.work import calls


@pytest.mark.parametrize(
    ("text", "name", "department", "nearest"),
    [
        ("Saint-Nectaire", "Saint-Nectaire", "Puy-de-Dôme", "Murol"),
        ("st nectaire", "Saint-Nectaire", "Puy-de-Dôme", "Murol"),
        ("Saint-Genès-Champespe", "Saint-Genès-Champespe", "Puy-de-Dôme", "Égliseneuve-d'Entraigues"),
        ("clermont", "Clermont-Ferrand", "Puy-de-Dôme", "Chanonat"),
        ("clermont ferrand", "Clermont-Ferrand", "Puy-de-Dôme", "Chanonat"),
        ("63000", "Clermont-Ferrand", "Puy-de-Dôme", "Chanonat"),
        ("je veux m'installer à Issoire", "Issoire", "Puy-de-Dôme", "Saint-Sandoux"),
        ("Issoir", "Issoire", "Puy-de-Dôme", "Saint-Sandoux"),
        ("Ceyrat", "Ceyrat", "Puy-de-Dôme", "Chanonat"),
        ("Murat (Cantal)", "Murat", "Cantal", "Égliseneuve-d'Entraigues"),
        ("Murat 15300", "Murat", "Cantal", "Égliseneuve-d'Entraigues"),
        ("Lyon", "Lyon", "Rhône", None),
        ("le puy en velay", "Le Puy-en-Velay", "Haute-Loire", None),
    ],
)
def test_a_place_outside_is_named_with_its_department_and_the_nearest_of_ours(
    places: PlaceIndex, network: Network, text: str, name: str, department: str, nearest: str | None
) -> None:
    found = places.find(text)
    assert (found.kind, found.communes, found.territory) == ("outside", (), None)
    first = found.outside[0]
    assert (first.name, first.department) == (name, department)
    near = [network.commune_by_insee[insee][0].name for insee in first.nearest]
    assert near[:1] == ([nearest] if nearest else [])
    assert len(near) in (0, NEAREST)


@pytest.mark.parametrize("text", ["Ceyssat", "Besse", "Bagnols", "Saint-Donat", "Cros", "Saint-Saturnin", "Avèze"])
def test_a_name_of_ours_is_ours_wherever_else_it_exists(places: PlaceIndex, text: str) -> None:
    assert places.find(text).kind == "commune"


@pytest.mark.parametrize(
    ("text", "ours", "elsewhere"),
    [("Murat", "63246", "Murat"), ("Rochefort", "63305", "Rochefort"), ("Le Cres", "63126", "Le Crès")],
)
def test_a_short_or_misspelt_name_of_ours_that_exists_elsewhere_is_asked(
    places: PlaceIndex, text: str, ours: str, elsewhere: str
) -> None:
    found = places.find(text)
    assert (found.kind, found.communes[0]) == ("ask", ours)
    assert found.outside[0].name == elsewhere


def test_a_postal_code_shared_with_a_commune_outside_says_so(places: PlaceIndex) -> None:
    found = places.find("63710")
    assert found.kind == "ask"
    assert "Saint-Nectaire" in [one.name for one in found.outside]


def test_several_of_one_name_are_all_told_and_the_postal_code_decides(places: PlaceIndex) -> None:
    several = places.find("Ussel").outside
    assert [one.department for one in several] == ["Corrèze", "Cantal"]
    assert len(places.find("63500").outside) == MAX_OUTSIDE
    assert [one.department for one in places.find("Ussel 19200").outside] == ["Corrèze"]


@pytest.mark.parametrize(
    ("text", "served_by"),
    [
        ("Clermont-Ferrand", "Chambre de commerce et d'industrie (démonstration)"),
        ("Saint-Nectaire", "Communauté de communes voisine (démonstration)"),
        ("Ambert", "Conseil général du Puy-de-Dôme, service accueil (démonstration)"),
        ("Aurillac", "Agence d'attractivité du Cantal (démonstration)"),
        ("Lyon", ""),
    ],
)
def test_who_serves_a_place_is_told_where_the_file_says(places: PlaceIndex, text: str, served_by: str) -> None:
    outside = places.find(text).outside[0]
    assert outside.served_by == served_by
    assert bool(outside.phone) == bool(served_by)
    assert outside.phone == "" or outside.phone.startswith("01 99 00 ")


@pytest.mark.parametrize(
    ("text", "name", "department"),
    [
        ("Dallet", "Dallet (Mur-sur-Allier)", "Puy-de-Dôme"),
        ("à Chidrac", "Chidrac (Les Deux-Rives)", "Puy-de-Dôme"),
        ("Vernet la Varenne", "Vernet-la-Varenne (Le Vernet-Chaméane)", "Puy-de-Dôme"),
        ("Saint-Amand-de-Coly", "Saint-Amand-de-Coly (Coly-Saint-Amand)", "Dordogne"),  # not our Saint-Amant
        ("Venosc", "Vénosc (Les Deux Alpes)", "Isère"),
    ],
)
def test_a_former_commune_is_told_with_the_one_that_it_is_a_part_of(
    places: PlaceIndex, text: str, name: str, department: str
) -> None:
    found = places.find(text)
    assert (found.kind, found.outside[0].name, found.outside[0].department) == ("outside", name, department)


def test_a_former_commune_of_ours_is_ours(network: Network) -> None:
    """Saint-Anastaise is named in the file; the table knows it as well."""
    territory = network.territory_by_id["massif-du-sancy"]
    bare = [commune.model_copy(update={"aliases": ()}) for commune in territory.communes]
    changed = network.model_copy(update={"territories": (territory.model_copy(update={"communes": tuple(bare)}),)})
    assert PlaceIndex(changed).find("Saint-Anastaise").communes == ("63038",)


def test_no_former_commune_is_silently_taken_for_one_of_ours(places: PlaceIndex) -> None:
    """Every fifth of the table: ours are offered, if at all, beside the commune that is meant."""
    rows = [line.split(",") for line in (tables.DATA / "former_communes.csv").read_text(encoding="utf-8").splitlines()]
    found = [(places.find(name), insee, name) for _, insee, name in rows[::5]]
    known = [name for one, insee, name in found if insee in (*one.communes, *(there.insee for there in one.outside))]
    assert [name for one, _, name in found if one.kind in ("commune", "territory")] == []
    assert len(known) >= 0.95 * len(found)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Liège", "BE"),
        ("à Bruxelles", "BE"),
        ("Gand", "BE"),
        ("Mons", "BE"),
        ("Genève", "CH"),
        ("Köln", "DE"),
        ("Londres", "GB"),
        ("I live in Newcastle upon Tyne", "GB"),
        ("la Belgique", "BE"),
        ("Suisse", "CH"),
        ("the Netherlands", "NL"),
    ],
)
def test_a_place_abroad_is_known_as_such(places: PlaceIndex, text: str, country: str) -> None:
    found = places.find(text)
    assert (found.kind, found.communes, found.outside) == ("nothing", (), ())
    assert [place.country for place in found.abroad] == [country]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Le Liège", "outside"),  # Indre-et-Loire: the article is its own
        ("Mons 63310", "outside"),
        ("Vienne", "outside"),
        ("Valence", "outside"),
        ("Murol, nous venons de Bruxelles", "ask"),
        ("Bagnols", "commune"),
        ("une boulangerie belge", "nothing"),
    ],
)
def test_what_is_french_as_well_is_not_sent_abroad(places: PlaceIndex, text: str, kind: str) -> None:
    found = places.find(text)
    assert (found.kind, found.abroad) == (kind, ())


def test_a_neighbour_serves_something() -> None:
    with pytest.raises(ValidationError, match="serves no place"):
        Neighbour(name="Nobody's neighbour")


@pytest.mark.parametrize("text", ["pas à Issoire", "je cherche un job", "Londres", "la Belgique", "nice place to live"])
def test_what_is_no_wish_for_a_place_outside_is_not_taken_for_one(places: PlaceIndex, text: str) -> None:
    assert places.find(text).kind == "nothing"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Murol", "commune", "Murol"),
        ("j'habite à Rennes", "outside", "Rennes"),
        ("29770 Plogoff", "outside", "Plogoff"),
        ("Plogoff", "outside", "Plogoff"),
        ("I live in Paris", "outside", "Paris"),
        ("Belgique", "nothing", None),
        ("peu importe", "nothing", None),
        ("xyzzy", "nothing", None),
    ],
)
def test_where_people_live_now_is_any_commune_of_france(
    places: PlaceIndex, network: Network, text: str, kind: str, name: str | None
) -> None:
    found = places.anywhere(text)
    named = [network.commune_by_insee[i][0].name for i in found.communes] + [one.name for one in found.outside]
    assert found.kind == kind
    assert named[:1] == ([name] if name else [])


def test_one_code_is_told_again_as_it_was(places: PlaceIndex) -> None:
    assert places.outside("63380") == places.find("Saint-Nectaire").outside[0]
    assert places.outside("63247") is None  # Murol is ours
    assert places.outside("99999") is None


def test_every_commune_around_is_found_by_its_own_name_and_code(places: PlaceIndex, network: Network) -> None:
    """2,095 communes of seven departments; those that bear the name of one of ours are ours first."""
    rows = [line.split(",") for line in (tables.DATA / "communes_france.csv").read_text(encoding="utf-8").splitlines()]
    around = [row for row in rows if row[1][:2] in {"63", "15", "19", "23", "03", "42", "43"}]
    missed = [
        name
        for _, insee, name, codes, *_ in around
        if insee not in network.commune_by_insee
        and insee not in {one.insee for one in places.find(f"{name} {codes.split()[0]}").outside}
    ]
    assert len(around) == 2139
    assert missed == []


def test_the_tables_are_whole_sorted_and_credited() -> None:
    lines = (tables.DATA / "communes_france.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 34969
    assert lines == sorted(lines)
    assert all(line.count(",") == 6 for line in lines)
    assert len(departments()) == 109
    notice = (tables.DATA / "NOTICE.md").read_text(encoding="utf-8")
    for name, least in (("former_communes", 2497), ("abroad", 16_000)):
        rows = (tables.DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert rows == sorted(rows)
        assert len(rows) >= least
        assert all(row.count(",") == 2 for row in rows)
    for credit in ("Licence Ouverte", "6.0.0", "GeoNames", "CC BY 4.0", "What was cut"):
        assert credit in notice


def test_the_tables_are_read_once_and_with_little_work() -> None:
    text = (tables.DATA / "communes_france.csv").read_text(encoding="utf-8")
    assert calls(lambda: Gazetteer(text)) < 2 * len(text.splitlines())
    assert gazetteer() is gazetteer()


@pytest.mark.parametrize(
    "text",
    [
        "15 salariés à Besse", "Besse, 15 lits", "15 ans à Besse", "à 15 km de Besse", "15 m² à Besse",
        "15 euros, Besse", "15 à 20 couverts à Besse", "15 people in Besse", "15 000 nuitées à Besse",
        "15000 salariés à Besse", "15 jeunes enfants à Besse",
    ],
)  # fmt: skip
def test_a_number_that_counts_is_no_department_and_no_postal_code(places: PlaceIndex, text: str) -> None:
    found = places.find(text)
    assert found.kind in ("commune", "ask")
    assert found.communes == ("63038",)


@pytest.mark.parametrize("text", ["Besse 15", "Besse (15)", "à Besse, dans le 15", "15 Besse", "Besse 15140"])
def test_a_number_that_counts_nothing_is_one(places: PlaceIndex, text: str) -> None:
    found = places.find(text)
    assert (found.kind, {one.department for one in found.outside}) == ("outside", {"Cantal"})
