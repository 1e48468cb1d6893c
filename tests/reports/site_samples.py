"""A page for everybody to look at: offers of every kind, in several territories, with pictures and without."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from network.file import load
from network.listings import listings
from network.look import Funder
from network.model import Network
from network.offers import Energy, Facts, Kind, Offer
from reports.site.data import Entry, Shown, Site

TODAY = date(2026, 11, 30)
BESSE, TAUVES, ROCHEFORT = "63038", "63426", "63305"
HOSTILE = '<script>alert("1")</script> "l’atelier" & \N{RIGHT-TO-LEFT OVERRIDE}fils'


@cache
def network() -> Network:
    """The network of the demonstration."""
    return load(Path("networks/sancy-volcans.toml"))


_SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30H0z"/></svg>'
FUNDERS = tuple(
    Funder.model_validate({"id": id_, "name": "Fonds", "sentence": sentence, "emblem": emblem, "last": last})
    for id_, sentence, emblem, last in (
        ("fonds", {"fr": "Avec le soutien du fonds d’exemple.", "en": "With the support of the fund."}, _SIGN, None),
        ("region", {"fr": "Une région y participe.", "en": "A region takes part."}, "", TODAY),
        ("ancien", {"fr": "Un ancien fonds.", "en": "A former fund."}, _SIGN, TODAY - timedelta(days=1)),
    )
)


def offers() -> tuple[Shown, ...]:
    """One of each kind and more, the newest first."""
    told = (
        Offer(12, Kind.PREMISES, BESSE, "Ancienne épicerie", "Vitrine sur la place, réserve et cave voûtée. Tout est "
              "au même niveau ; la mairie aide à l’aménagement.", pictures=3,
              facts=Facts(surface=60, rent=380, tenure="rent", state="refresh", accessible=True, flat=False,
                          free_since="mars 2026", why="départ à la retraite", aid="loyer réduit la première année")),
        Offer(11, Kind.HOUSING, TAUVES, "Maison de bourg", "Trois chambres, jardin, école à deux minutes.", pictures=1,
              facts=Facts(surface=95, rooms=5, rent=540, tenure="rent", energy=Energy.D, climate=Energy.C,
                          cost=(1450, 1990), cost_year=2021)),
        Offer(10, Kind.TAKEOVER, ROCHEFORT, "Boulangerie-pâtisserie", "Seule boulangerie du bourg, four récent, "
              "clientèle fidèle et tournée dans quatre villages.", pictures=2,
              facts=Facts(surface=140, price=85000, jobs=3, flat=None, why="retraite")),
        Offer(9, Kind.JOB, BESSE, "Serveur ou serveuse en salle", facts=Facts(
            link="https://emplois.exemple.fr/salle-12", ends_on=date(2026, 12, 31))),
        Offer(8, Kind.SERVICE, TAUVES, "Infirmière libérale", "Un cabinet est prêt au rez-de-chaussée de la mairie."),
        Offer(7, Kind.LAND, ROCHEFORT, "", "Deux lots viabilisés, vue sur les puys.",
              facts=Facts(surface=1250, price=48000)),
        Offer(6, Kind.HOUSING, BESSE, "Appartement au-dessus de l’ancienne école",
              facts=Facts(surface=48, rooms=2, price=62000, tenure="sale", energy=Energy.G, climate=Energy.E,
                          cost=(1900, 2610))),
        Offer(5, Kind.PREMISES, TAUVES, HOSTILE, f"{HOSTILE}\n{HOSTILE}", facts=Facts(surface=30)),
    )  # fmt: skip
    whose = {12: "Mairie de Besse-et-Saint-Anastaise", 8: "Mairie de Tauves"}
    number, shown = 100, []
    for at, one in enumerate(told):
        numbers = tuple(range(number, number + one.pictures))
        number += one.pictures
        shown.append(Shown(one, date(2026, 11, 28 - 2 * at), whose.get(one.id, ""), numbers))
    return tuple(shown)


def site(shown: tuple[Shown, ...] | None = None) -> Site:
    """The whole page."""
    entries = [Entry(one) for one in listings(network())]
    entries[0] = replace(entries[0], confirmed_on=date(2026, 10, 2))
    entries[1] = replace(entries[1], confirmed_on=date(2024, 10, 1), old=True)
    paid = network().model_copy(update={"funders": FUNDERS})
    return Site(paid, "https://t.me/exemple_bot", TODAY, offers() if shown is None else shown, tuple(entries))


def scene(number: int) -> bytes:
    """A picture of a house before hills, another one for each number."""
    width, height = 1280, 853
    picture = Image.new("RGB", (width, height), (188, 212, 228))
    draw = ImageDraw.Draw(picture)
    turn = number * 37 % 90
    for y in range(height // 2):
        draw.line([(0, y), (width, y)], fill=(150 + y // 8, 190 + y // 12, 225))
    draw.polygon([(0, 560), (320 + turn, 220), (720, 560)], fill=(96, 130, 104))
    draw.polygon([(420, 560), (900 - turn, 260), (1280, 560)], fill=(78, 112, 92))
    draw.rectangle([(0, 540), (width, height)], fill=(126, 148, 96))
    left = 380 + turn
    draw.rectangle([(left, 400), (left + 480, 740)], fill=(222, 208, 182))
    draw.polygon([(left - 30, 400), (left + 240, 260), (left + 510, 400)], fill=(92, 88, 92))
    for at in range(3):
        draw.rectangle([(left + 50 + at * 145, 470), (left + 130 + at * 145, 570)], fill=(70, 98, 118))
    draw.rectangle([(left + 200, 610), (left + 280, 740)], fill=(106, 62, 44))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
