"""The page for everybody: what its files hold, whatever was typed, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from network.offers import Audience, Energy, Facts, Kind, Offer
from network.site import open_to_all
from reports.site import files
from reports.site.scales import COLOURS
from tests.reports.reading import Page, pages_of
from tests.reports.site_samples import BESSE, HOSTILE, TODAY, offers, site


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return files.made(site())


@pytest.fixture(scope="module")
def pages(made: Mapping[str, bytes]) -> Mapping[str, Page]:
    return pages_of(made)


def test_every_page_is_well_formed(pages: Mapping[str, Page]) -> None:
    """Everything closes, no id stands twice, every picture has words; no script, no form, no style within."""
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}


def test_every_link_leads_somewhere(made: Mapping[str, bytes], pages: Mapping[str, Page]) -> None:
    """And nothing is loaded from anywhere else."""
    there = {**made, **files.pictures(site())}
    assert {path: bad for path, page in pages.items() if (bad := page.dangling(there, pages))} == {}


def test_every_page_has_its_outline(pages: Mapping[str, Page]) -> None:
    """One first heading, no level left out, landmarks, its language; the same pages in each language."""
    for page in pages.values():
        assert page.levels[0] == 1
        assert page.levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(page.levels)), page.path
        assert [page.tags.count(name) for name in ("header", "main", "footer")] == [1, 1, 1]
        assert page.languages == ["en" if page.path.startswith("en/") else "fr"]
    english = [path for path in pages if path.startswith("en/")]
    assert 2 * len(english) == len(pages)


def test_the_same_data_are_the_same_bytes(made: Mapping[str, bytes]) -> None:
    assert files.made(site()) == made


def test_an_empty_page_is_one_too() -> None:
    empty = site(())
    pages = pages_of(made := files.made(empty))
    assert all(page.faults == [] and page.dangling(made, pages) == [] for page in pages.values())
    assert "Rien n’est proposé en ce moment" in pages["index.html"].text
    assert not any(path.startswith("offres/") for path in pages.keys() - {"offres/index.html"})


def test_what_was_typed_is_read_and_never_run(made: Mapping[str, bytes], pages: Mapping[str, Page]) -> None:
    """Tags, quotes and marks that turn what is read around."""
    assert '<script>alert("1")</script> "l’atelier" & fils' in pages["offres/5.html"].text
    for content in made.values():
        assert b"<script" not in content
        assert "\N{RIGHT-TO-LEFT OVERRIDE}".encode() not in content


def test_what_somebody_wrote_keeps_its_language_on_an_english_page(made: Mapping[str, bytes]) -> None:
    assert '<span lang="fr" dir="auto">Ancienne épicerie</span>' in made["en/offers/12.html"].decode()
    assert '<span dir="auto">Ancienne épicerie</span>' in made["offres/12.html"].decode()


def test_what_the_law_asks_stands_there(pages: Mapping[str, Page]) -> None:
    whole, card = pages["offres/6.html"].text, pages["offres/logements.html"].text
    for said in ("CLASSE ÉNERGIE G, CLASSE CLIMAT E", "Logement à consommation énergétique excessive : classe G"):
        assert said in whole.replace("\xa0", " ")
        assert said in card.replace("\xa0", " ")
    assert "entre 1 900 € et 2 610 €" in whole.replace("\u202f", " ").replace("\xa0", " ")
    assert "https://www.georisques.gouv.fr" in pages["offres/6.html"].links


def test_search_engines_are_asked_to_leave_offers_alone(made: Mapping[str, bytes]) -> None:
    """They would go on showing what is over; the directory is to be found."""
    for path, content in made.items():
        shows = path.startswith(("offres/", "en/offers/")) or path in ("index.html", "en/index.html")
        if path.endswith(".html"):
            assert (b'content="noindex, noarchive"' in content) == shows


def test_only_a_town_hall_is_named(pages: Mapping[str, Page]) -> None:
    assert "Proposé par Mairie de Tauves" in pages["offres/8.html"].text
    assert "Proposé par" not in pages["offres/10.html"].text


def test_an_address_of_an_employer_is_a_link_and_nothing_else_is() -> None:
    told = Offer(1, Kind.JOB, BESSE, facts=Facts(link="javascript:alert(1)"))
    content = files.made(site((replace(offers()[3], offer=told),)))["offres/1.html"]
    assert b"javascript" not in content


def test_a_number_that_somebody_typed_into_the_words_is_not_shown() -> None:
    """Whom to call is said once both have agreed, wherever an owner wrote it; figures that are no number stay."""
    told = "Appelez le 01.99.00.00.77 ou +33 1 99 00 00 77, ou plantee.locaux@exemple.fr : 120 m², 45 000 €, 63420."
    shown = Offer(1, Kind.PREMISES, BESSE, told[:80], told, facts=Facts(why=told, aid=told, free_since=told))
    made = files.made(site((replace(offers()[3], offer=shown),)))
    for path, content in made.items():
        if "offres/" in path or "offers/" in path:
            for planted in ("00 00 77", "00.00.77", "plantee.locaux"):
                assert planted.encode() not in content, path
    assert "120 m², 45 000 €, 63420." in pages_of(made)["offres/1.html"].text


OPEN = Offer(1, Kind.PREMISES, BESSE)


@pytest.mark.parametrize(
    ("offer", "open_"),
    [
        (OPEN, True),
        (replace(OPEN, audience=Audience.PARTNERS), False),
        (replace(OPEN, kind=Kind.CLOSING), False),
        (replace(OPEN, kind=Kind.TAKEOVER), True),
        (replace(OPEN, kind=Kind.TAKEOVER, confidential=True), False),
        (replace(OPEN, kind=Kind.HOUSING), False),  # nothing is known of its energy
        (replace(OPEN, kind=Kind.HOUSING, facts=Facts(energy=Energy.D, climate=Energy.C, cost=(900, 1200))), True),
        (replace(OPEN, facts=Facts(flat=True)), False),
        (replace(OPEN, kind=Kind.JOB, facts=Facts(ends_on=TODAY)), True),
        (replace(OPEN, kind=Kind.JOB, facts=Facts(ends_on=date(2026, 11, 29))), False),
    ],
)
def test_who_sees_what(offer: Offer, open_: bool) -> None:
    assert open_to_all(offer, TODAY) is open_


def test_the_sample_is_hostile() -> None:
    assert any(HOSTILE in one.offer.words for one in offers())


def test_classes_are_shown_in_colour_on_their_scales(made: Mapping[str, bytes]) -> None:
    """R126-22: whoever reads it sees A to G, the class of the offer, and hears it where nothing is seen."""
    told = [page.decode() for path, page in made.items() if re.fullmatch(r"offres/\d+\.html", path)]
    drawn = [page for page in told if 'class="scales"' in page]
    classed = [one for one in offers() if one.offer.facts.energy not in (None, Energy.VACANT)]
    assert len(drawn) == len(classed) > 0
    for page in drawn:
        assert "Classe énergie" in page
        assert all(colour in page for colour in COLOURS["energy"])
        assert page.count('stroke="currentColor"') == page.count("<figure") - page.count('class="code"')


def test_who_pays_stands_on_every_page(made: Mapping[str, bytes]) -> None:
    """With their emblem, in the language of the page, until their last day."""
    for path, data in made.items():
        if path.endswith(".html"):
            text = data.decode()
            sentences = (
                ("With the support", "A region") if path.startswith("en/") else ("Avec le soutien", "Une région")
            )
            assert all(one in text for one in sentences), path
            assert "ancien fonds" not in text
            assert "former fund" not in text
    assert [path for path in made if path.startswith("emblems/")] == ["emblems/fonds.svg"]
