"""Letters: one of every kind that the bot writes, out of the lives of cases that are led by e-mail."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from conversations.engine.effects import Submit
from handlers.turn import forms
from network.text import code
from tests.stage import COORDINATOR
from tests.stage.correspondent import Correspondent
from tests.stage.inside import ANSWERS, happen, press, send_case
from tests.stage.post_office import Letter
from tests.test_by_mail import ALLOWED, BOTH, NO_MORE, UNDO, Post, posted

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OTHER = ("telegram_id = 1116\n", "")
"""The adviser for new businesses has no account with Telegram either, and fits a baker’s case too."""
ADDRESS = "https://www.exemple.fr/" + "installation" * 8
"""One word, longer than a telephone is wide."""


async def every_kind(url: str, folder: Path) -> dict[str, Letter]:
    """Letters by a word for their kind."""
    seen: dict[str, Letter] = {}
    async with posted(url, folder, *BOTH, OTHER, ALLOWED) as post:
        await _refused(post, seen)
        await _acted(post, seen)
        await _gathered(post, seen)
        await _about_a_person(post, seen)
    return seen


def _writes(post: Post, address: str) -> Correspondent:
    return Correspondent(address, post.stage, post.office, post.box)


async def _refused(post: Post, seen: dict[str, Letter]) -> None:
    """A proposal, the answer to it, and what does nothing, with fresh links."""
    adviser, stranger = post.adviser, _writes(post, "quelquun@example.org")
    await send_case(post.stage)
    seen["proposal"], seen["proposal-officer"] = adviser.last, post.officer.last
    used = adviser.composed("Je m’en occupe")
    await adviser.send(used)
    seen["taken"] = adviser.last
    await adviser.send(adviser.mail(str(used["Subject"]), ""))
    seen["used-link"] = adviser.last
    await adviser.send(adviser.mail(str(used["Subject"])[:-1] + "3", ""))
    seen["unknown-link"] = adviser.last
    await stranger.send(stranger.mail(f"TR: {used['Subject']}", ""))
    seen["foreign-link"] = stranger.last
    await stranger.send(stranger.mail("Bonjour", "Bonjour"))
    seen["stranger"] = stranger.last


async def _acted(post: Post, seen: dict[str, Letter]) -> None:
    """Acts by link and number, an undo, words, a file; and what waits."""
    adviser, officer = post.adviser, post.officer
    for kind, label in (("reasons", "Je réoriente"), ("passed", "Ce n’est pas ma zone"), ("undone", UNDO)):
        await officer.follow(label)
        seen[kind] = officer.last
    await officer.reply("ok je prends")
    seen["words-noted"] = officer.last
    await officer.reply("1")
    seen["taken-beside"] = officer.last
    await adviser.follow("Contacté")
    seen["contacted"] = adviser.last
    await officer.follow("Injoignable")
    seen["unreachable"] = officer.last
    with_file = officer.mail("SV-0001", f"Voici le plan, et l’adresse : {ADDRESS}")
    with_file.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    await officer.send(with_file)
    seen["file"] = officer.last
    await officer.send(officer.mail("Bonjour", "Où en suis-je ?"))
    seen["waiting"] = officer.last


async def _gathered(post: Post, seen: dict[str, Letter]) -> None:
    """Open cards, a reminder, the one letter of a day, and its end."""
    adviser, other = post.adviser, _writes(post, "conseiller-creation@example.org")
    for _ in range(2):
        await send_case(post.stage)
    await post.stage.pass_time(2 * HOUR + MINUTE)
    seen["open-cards"] = other.last
    await post.stage.pass_time(DAY)
    for _ in range(3):
        await send_case(post.stage)
    for reference in ("SV-0002", "SV-0003"):
        await press(post.stage, COORDINATOR, f"to|{reference}|technical|{code('conseiller-commerce')}|late")
    await post.stage.settle()
    await post.stage.pass_time(DAY - HOUR)
    [seen["daily"]] = [one for one in adviser.letters if "réuni en un seul e-mail" in one.text]
    for _ in range(5):
        await post.stage.pass_time(DAY)
    seen["reminder"] = [one for one in adviser.letters if "dossiers vous attendent" in one.text][-1]
    await adviser.send(adviser.mail("", ""))
    seen["no-words"] = adviser.last
    await adviser.follow(NO_MORE)
    seen["no-more"] = adviser.last
    await adviser.follow("Recevoir à nouveau les récapitulatifs")
    seen["again"] = adviser.last


async def _about_a_person(post: Post, seen: dict[str, Letter]) -> None:
    """Somebody who was met at a counter: the acknowledgement, who follows them, words both ways, the question at the
    deadline, the end, and SUPPRIMER.
    """
    adviser, officer, person = post.adviser, post.officer, _writes(post, "camille@example.org")
    reference, entered = "SV-0007", {**ANSWERS, "contact": {"phone": None, "email": person.address}}
    post.stage.told.append(entered)
    await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", entered)))
    await post.stage.settle()
    await press(post.stage, COORDINATOR, f"post|{reference}")
    await post.stage.settle()
    seen["person-sent"] = person.last
    for who in (adviser, officer):
        await who.follow("Je m’en occupe")
    await post.stage.pass_time(MINUTE)
    seen["person-followed"] = person.last
    await post.stage.pass_time(DAY)
    await person.reply("Bonjour, quand puis-je vous voir ?")
    seen["person-wrote"] = person.last
    [told] = [one for one in adviser.letters if "quand puis-je" in one.text]
    seen["their-words"] = told
    await adviser.reply(f"Jeudi à 14 h. Le dossier : {ADDRESS}\n\n-- \nConseillère exemple", told)
    seen["words-shown"] = adviser.last
    await adviser.follow("Envoyer à la personne")
    seen["words-sent"], seen["person-letter"] = adviser.last, person.last
    before = len(person.letters)
    await post.stage.pass_time(8 * DAY)
    asked = next(one for one in person.letters[before:] if person.links(one))
    seen["person-asked"] = asked
    await person.follow(next(iter(person.links(asked))), asked)
    seen["person-answered"] = person.last
    for label in ("Contacté", "Terminé"):
        for who in (adviser, officer):
            await who.send(who.mail(reference, f"Avant : {label}"))
            await who.follow(label)
    seen["done"] = officer.last
    await post.stage.pass_time(10 * MINUTE)
    seen["person-end"] = person.last
    await person.send(person.mail(reference, "SUPPRIMER"))
    seen["person-erase-how"] = person.last
    for kind, label in (("person-kept", "Non, garder"), ("person-erased", "Oui, tout effacer")):
        await person.reply("Supprimer.", asked)
        seen["person-erase"] = person.last
        await person.follow(label)
        seen[kind] = person.last
