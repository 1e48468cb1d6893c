"""What stands on a poster or a leaflet: of the network as it is, for a place, in a language. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from handlers.turn.screen import plain
from network import sources
from network.look import standing
from network.model import Network
from network.phrase import Param, phrase
from reports.leaflet import Format, Leaflet
from reports.support import support


def leaflet(
    network: Network,
    signed: Collection[str],
    day: date,
    bot: str,
    place: str,
    language: str,
    format_: Format,
    *,
    marks: bool = False,
) -> Leaflet:
    """`signed` are the organisations that have signed the charter of now in the bot, `day` is that of printing, by
    which some pay for it, `bot` is its name with Telegram, `place` a word of `sources.displays`.
    """

    def words(key: str, **about: Param) -> str:
        return plain(language, phrase(key, **about))

    identity, look, contact = network.identity, network.look, network.identity.contact
    title, own = look.title, tuple(sentence.in_(language) for sentence in look.sentences)
    days = network.charter.contact_within_days
    told = own or (words("leaflet.sentence.1"), words("leaflet.sentence.2"), words("leaflet.sentence.3", count=days))
    hangs = "leaflet.place.poster" if format_ == "poster" else "leaflet.place.leaflet"
    return Leaflet(
        language,
        format_,
        identity.name,
        look.main,
        look.accent,
        title=title.in_(language) if title is not None else words("leaflet.title"),
        hello=words("leaflet.hello", network=identity.name),
        how=words("leaflet.how"),
        sentences=told,
        where=words("leaflet.where"),
        territories=tuple((t.name, tuple(one.insee for one in t.communes)) for t in network.territories),
        link=f"https://t.me/{bot}?start={sources.PREFIX}{place}",
        scan=words("leaflet.scan"),
        opens=words("leaflet.opens"),
        call=words("leaflet.call"),
        talk=words("leaflet.talk"),
        phone=contact.phone,
        ask=", ".join((contact.name.in_(language), contact.organisation)),
        partners_title=words("leaflet.partners"),
        partners=tuple(_partners(network, signed)),
        support=support(standing(network.funders, day), language),
        logo=look.logo,
        place="" if place == sources.LEAFLET else words(hangs, place=sources.displays(network)[place].in_(language)),
        marks=marks,
    )


def _partners(network: Network, signed: Collection[str]) -> Iterator[str]:
    version = network.charter.version
    return (one.name for one in network.organisations if one.id in signed or one.signed_charter == version)


def filename(format_: Format, place: str, language: str, *, marks: bool = False) -> str:
    """ "plaquette-a4-mairie-tauves-en-traits.pdf"."""
    kind = ("affiche",) if format_ == "poster" else ("plaquette", format_)
    more = (*(() if place == sources.LEAFLET else (place,)), *(() if language == "fr" else (language,)))
    return "-".join((*kind, *more, *(("traits",) if marks else ()))) + ".pdf"
