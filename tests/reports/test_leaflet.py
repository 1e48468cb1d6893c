"""Posters and leaflets: everything is on them and fits, whatever a network is called and however many it is; the
codes are read from a bad photograph of the page.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import get_args

import pytest
import segno
from PIL import Image, ImageChops

from reports.leaflet import Format, Leaflet, printed, to_json
from reports.support import Support
from tests.reports import codes, paper

LINK = "https://t.me/sancy_volcans_bot?start=src_mairie-tauves"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"><path fill="currentColor" '
    'd="M0 {high} L{half} 0 L{wide} {high} Z"/></svg>'
)
SQUARE, WIDE, TALL = (LOGO.format(wide=w, high=h, half=w / 2) for w, h in ((40, 40), (400, 40), (40, 400)))
BASE = Leaflet(
    "fr",
    "a4",
    "Sancy Volcans",
    "#1f6b4f",
    "#b4452c",
    title="Vous voulez vivre et travailler ici ?",
    hello="Dites votre projet, le réseau vous met en lien avec ceux qui peuvent vous aider.",
    how="Comment ça se passe",
    sentences=("Vous racontez votre projet une fois.", "Deux référents vous suivent.", "On vous contacte vite."),
    where="Où",
    territories=(("Sancy Artense", ("63426", "63024")), ("Massif du Sancy", ("63236", "63047"))),
    link=LINK,
    scan="Photographiez ce code avec votre téléphone",
    opens="Une conversation s’ouvre dans Telegram.",
    call="ou appelez",
    talk="Pour en parler",
    phone="01 99 00 00 31",
    ask="Animatrice du réseau, Comité d’expansion économique",
    partners_title="Les partenaires du réseau",
    partners=tuple(f"Organisme numéro {number}" for number in range(1, 16)),
    logo=SQUARE,
    place="Affiche : Mairie de Tauves",
)
EU = Support("Fonds", "Avec le soutien du fonds d’exemple, de 2026 à 2028.", SQUARE)
LONG = "Communauté de communes des Monts, des Lacs et des Vallées d’entre les Deux-Rivières et le Grand-Plateau"
CASES = {
    "as it should be": BASE,
    "nobody has signed": replace(BASE, partners=()),
    "one partner": replace(BASE, partners=("Chambre d’agriculture",)),
    "thirty partners": replace(BASE, partners=tuple(f"Organisme numéro {number}" for number in range(30))),
    "thirty long partners": replace(BASE, partners=tuple(f"{number} {LONG}" for number in range(30))),
    "no logo": replace(BASE, logo=""),
    "a wide logo": replace(BASE, logo=WIDE),
    "a tall logo": replace(BASE, logo=TALL),
    "no telephone": replace(BASE, phone=""),
    "nobody to call": replace(BASE, phone="", ask=""),
    "no place": replace(BASE, place=""),
    "land of which no outline is known": replace(BASE, territories=(("Ailleurs", ("99999",)),)),
    "no territory": replace(BASE, territories=()),
    "ten territories": replace(BASE, territories=tuple((f"Territoire {n}", ("63426",)) for n in range(10))),
    "long everywhere": replace(
        BASE, network=LONG, title=LONG, hello=f"{LONG}. {LONG}.", sentences=(f"{LONG}. {LONG}. {LONG}.",) * 3,
        ask=LONG, place=LONG, scan=LONG, how=LONG, where=LONG, talk=LONG, partners_title=LONG,
    ),
    "a word without an end": replace(BASE, network="A" * 60, title="B" * 80, partners=("C" * 90,), ask="D" * 90),
    "one funder": replace(BASE, support=(EU,)),
    "three funders": replace(BASE, support=(EU, replace(EU, emblem=WIDE), replace(EU, emblem="", sentence=LONG))),
    "in English": replace(BASE, language="en"),
    "what means something to the typesetter": replace(BASE, title="#panic() $x$ *b* [c] @d", ask="#let _e_ \\"),
}  # fmt: skip


def made(leaflet: Leaflet) -> bytes:
    return printed(to_json(leaflet))


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("format_", get_args(Format))
@pytest.mark.parametrize("name", CASES)
def test_all_of_it_stands_on_the_paper(name: str, format_: Format) -> None:
    """On as many pages as there are, within their edges, no word over another, as it was said."""
    leaflet = replace(CASES[name], format=format_)
    pdf = made(leaflet)
    facts = paper.facts(pdf)
    assert facts["Pages"] == ("1" if format_ == "poster" else "2")
    width, height = (float(side) for side in facts["Page size"].split()[:3:2])
    words = paper.words(pdf)
    outside = [w for w in words if w.left < 20 or w.right > width - 20 or w.top < 14 or w.bottom > height - 14]
    assert outside == []
    assert _over_each_other(pdf) == []
    page = paper.squeezed("".join(paper.pages(pdf)))
    told = [leaflet.network, leaflet.title, leaflet.hello, leaflet.scan, leaflet.opens, leaflet.phone]
    told += [leaflet.place, *(one.sentence for one in leaflet.support), *(name for name, _ in leaflet.territories)]
    if format_ != "poster":
        told += [leaflet.how, *leaflet.sentences, *leaflet.partners]
    assert [one for one in told if paper.squeezed(one) not in page] == []


def _over_each_other(pdf: bytes) -> list[tuple[str, str]]:
    """Words of one page that share more than a little of their boxes."""
    found = []
    for page in paper.words_by_page(pdf):
        for at, one in enumerate(page):
            for other in page[at + 1 :]:
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                least = min(one.bottom - one.top, other.bottom - other.top)
                if wide > 1 and high > least * 0.45:
                    found.append((one.text, other.text))
    return found


@pytest.mark.usefixtures("poppler")
def test_territories_have_their_names_on_the_map() -> None:
    """And no legend, which would ask to tell colours apart; where two would lie on each other there is one."""
    for leaflet, colours in ((BASE, 0), (CASES["ten territories"], 10)):
        [inside] = paper.pages(made(leaflet))[1:]
        assert all(inside.count(name.split()[0]) >= 1 for name, _ in leaflet.territories)
        names = [word for word in paper.words_by_page(made(leaflet))[1] if word.text in ("Artense", "Territoire")]
        assert len(names) == (colours or 1)


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("format_", get_args(Format))
def test_the_code_is_read_from_a_bad_photograph(format_: Format) -> None:
    """At print size, with a lot of noise, a little askew; whatever the place is called."""
    for link in (LINK, "https://t.me/sancy_volcans_bot?start=src_" + "mairie-de-" * 5 + "longueville"):
        png = Image.open(io.BytesIO(paper.png(made(replace(BASE, format=format_, link=link)), 150))).convert("L")
        noise = Image.effect_noise(png.size, 80)
        photograph = ImageChops.add(png, noise, offset=-128).rotate(3, fillcolor=220, resample=Image.Resampling.BICUBIC)
        assert codes.read(photograph) == link


def test_the_reader_of_codes_mends_what_is_covered_and_reads_nothing_into_the_rest() -> None:
    """The reader itself: every level and version it knows, a spot on the code, and paper without one."""
    for level in "lmqh":
        for count in (5, 30, 60, 100):
            link = "https://t.me/b?start=" + "a" * count
            code = segno.make(link, error=level, micro=False, boost_error=False)
            if int(code.version) > 10:
                continue
            file = io.BytesIO()
            code.save(file, kind="png", scale=5, border=4)
            picture = Image.open(file).convert("L")
            assert codes.read(picture) == link
            middle = picture.width // 2
            picture.paste(0, (middle, middle, middle + 15, middle + 15))
            assert codes.read(picture) == link
    with pytest.raises(codes.UnreadableError):
        codes.read(Image.new("L", (400, 400), 255))


@pytest.mark.usefixtures("poppler")
def test_marks_stand_around_what_is_cut_and_the_colour_reaches_over_it() -> None:
    """For a printer the paper is 12 mm wider on each side; in the 3 mm beyond the cut there is colour, then white."""
    for format_, wide, high in (("a5", 148, 210), ("a4", 297, 210)):
        pdf = made(replace(BASE, format=format_, marks=True))  # type: ignore[arg-type]
        width, height = (float(side) / 72 * 25.4 for side in paper.facts(pdf)["Page size"].split()[:3:2])
        assert (round(width), round(height)) == (wide + 24, high + 24)
        page = paper.picture(pdf, 127)  # 5 dots a millimetre

        def dark(x: float, y: float, page: paper.Picture = page) -> bool:
            return page.dark(int(x * 5), int(y * 5))

        def inked(x: float, y: float, page: paper.Picture = page) -> bool:
            return page.pixels[int(y * 5) * page.width + int(x * 5)] < 235

        assert dark(12 + wide + 2, 12 + high - 20), "the band in the bleed, on the right"
        assert dark(12 + wide - 20, 12 + high + 2), "and below"
        assert not dark(12 + wide + 4, 12 + high - 20), "but not beyond it"
        for x in (12.0, 12.0 + wide):
            assert any(inked(x + off, 3) for off in (-0.2, 0, 0.2)), "a crop mark above"
            assert any(inked(x + off, high + 21) for off in (-0.2, 0, 0.2)), "and below"
            assert not any(inked(x + off, 10) for off in (-0.2, 0, 0.2)), "which ends before the bleed"
    assert not dark(12 + 148.5 - 2, 12 + high - 20), "the band ends at the fold"


@pytest.mark.usefixtures("poppler")
def test_the_same_leaflet_is_the_same_bytes_and_says_what_it_is() -> None:
    for format_ in get_args(Format):
        leaflet = replace(BASE, format=format_)
        pdf = made(leaflet)
        assert pdf == made(leaflet)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        facts = paper.facts(pdf)
        assert facts["Title"].startswith("Sancy Volcans")
        assert facts["Tagged"] == "yes"
        assert "CreationDate" not in facts
        rows = paper.fonts(pdf)
        assert rows
        assert [row for row in rows if "+Inter-" not in row] == []


def test_what_no_font_can_draw_keeps_nobody_from_printing() -> None:
    assert made(replace(BASE, title="Ici \N{HERB} 中文")).startswith(b"%PDF")


def test_a_logo_takes_the_colour_of_its_network() -> None:
    green, blue = made(BASE), made(replace(BASE, main="#123456"))
    assert green != blue
    assert made(replace(BASE, logo=SQUARE.replace("currentColor", "#1f6b4f"))) == green
