"""Stories a coordinator can read: whole conversations, each played plain, reloaded at every line, and doubled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conversations.engine.events import Commanded, Elapsed, OtherSent, Pressed
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from tests.conversations.chat import MODES, PLAIN, Chat, too_long

Story = Callable[[Chat], None]
STORIES: dict[str, tuple[str, Story]] = {}


def story(locale: str = "fr") -> Callable[[Story], Story]:
    def remember(play: Story) -> Story:
        STORIES[play.__name__] = (locale, play)
        return play

    return remember


def until_place(chat: Chat) -> None:
    chat.press("J'ai lu, on commence")
    chat.type("Nous voulons reprendre une boulangerie")
    chat.press("C'est juste", "2")


def until_name(chat: Chat, place: str = "chastreix") -> None:
    until_place(chat)
    chat.type(place)
    chat.press("Envoyer tout de suite")
    assert chat.open == "name"


def until_recap(chat: Chat) -> None:
    until_name(chat)
    chat.type("Paul et Marie Martin")
    chat.type("01 99 00 00 11")
    assert chat.open == "recap"


@story()
def a_baker_couple(chat: Chat) -> None:
    assert "Démonstration, périmètre 2005" in chat.last
    assert "01 99 00 00 31" in chat.last
    assert "24 mois" in chat.last
    assert "sur 10" not in chat.last
    until_place(chat)
    assert chat.last.startswith("Étape 3 sur 10\nOù aimeriez-vous")
    chat.type("la tour d'auvergn")
    assert "✓ Lieu souhaité : La Tour-d'Auvergne (Sancy Artense)" in chat.settled
    chat.tell(
        when="Dans 3 à 6 mois",
        stage="Financement trouvé",
        household=("2 adultes", "Maternelle", "Primaire", "✓ 1 en primaire", "C'est tout"),
        needs=("Un logement", "École ou garde", "C'est tout"),
        followed=("Chambre de métiers", "BGE", "C'est tout"),
    )
    chat.until("name")
    assert chat.last.startswith("Étape 9 sur 10\nComment vous appelez-vous")
    chat.type("Paul & Marie Martin")
    chat.share("33199000011")
    assert chat.last == "Étape 10 sur 10\nÀ quelle heure vous appeler ?"
    chat.tell(hours="Le soir", way="Un message")
    assert "1. Projet : Nous voulons reprendre une boulangerie" in chat.recap
    assert chat.line("Contact") == "01 99 00 00 11"
    group = chat.last.partition("verra seulement : ")[2]
    assert group.startswith("reprise · Métiers de bouche et agroalimentaire · Sancy Artense.")
    assert "Auvergne" not in group
    assert "Martin" not in group
    chat.press("Envoyer")
    [answers] = chat.submitted
    assert (
        answers.items()
        >= {
            "info": {"version": "3"},
            "project": "Nous voulons reprendre une boulangerie",
            "sector": ["alimentaire"],
            "nature": ["takeover"],
            "jobs": 2,
            "place": {"kind": "commune", "commune": "63192", "territory": "sancy-artense"},
            "when": "months_6",
            "stage": "funded",
            "household": {"adults": 2, "maternelle": 1, "primaire": 2},
            "needs": ["housing", "school"],
            "followed": ["cma", "bge"],
            "name": "Paul & Marie Martin",
            "contact": {"phone": "+33199000011", "email": None},
            "hours": "evening",
            "way": "message",
            "discretion": {"choice": "card", "version": "1"},
        }.items()
    )
    assert not chat.buttons


@story()
def somebody_goes_back_and_corrects(chat: Chat) -> None:
    until_place(chat)
    chat.press("Retour", "Retour")
    assert "Garder : Reprendre une activité" in chat.buttons
    chat.press("Garder : Reprendre une activité")
    assert chat.open == "place"
    chat.press("Pas encore décidé")
    chat.type("retour")
    chat.press("Choisir une zone", "Massif du Sancy", "Envoyer tout de suite")
    chat.type("Camille")
    chat.type("camille@example.org")
    assert chat.line("Lieu souhaité") == "Massif du Sancy"
    chat.correct("Nom")
    assert "Garder : Camille" in chat.buttons
    assert "sur 10" not in chat.last
    chat.type("Camille Roux")
    assert chat.line("Nom") == "Camille Roux"
    chat.type("3")
    chat.press("Créer une activité", "C'est tout", "Corriger", "Ne rien changer", "Envoyer")
    [answers] = chat.submitted
    assert answers["nature"] == ["creation"]
    assert answers["name"] == "Camille Roux"
    assert answers["place"] == {"kind": "territory", "commune": None, "territory": "massif-du-sancy"}
    assert answers["contact"] == {"phone": None, "email": "camille@example.org"}


@story("en")
def an_english_speaker(chat: Chat) -> None:
    assert "Hello!" in chat.last
    chat.press("I have read it, let us start")
    chat.type("we'd love to run a guest house (gîte)")
    assert "1. Field: Tourist accommodation" in chat.last
    chat.press("Change a line", "1. Field", "See the whole list", "Tourist accommodation", "Done", "That is right")
    chat.type("start a business")
    chat.type("Murol")
    assert chat.last.startswith("Step 4 of 10\nWhen would you like to start?")
    chat.type("soon")
    chat.type("being studied")
    chat.type("two adults, 1 in primary school")
    chat.until("needs")
    chat.type("housing, money")
    chat.until("followed")
    chat.type("nobody")
    chat.until("name")
    chat.type("Ann O'Neill")
    chat.type("+44 7700 900123")
    chat.tell(hours="Any time", way="A call")
    assert chat.line("Who would come") == "2 adults, 1 in primary school"
    assert chat.line("Contact") == "+44 7700 900123"
    chat.press("Send")
    [answers] = chat.submitted
    assert answers["sector"] == ["hebergement"]
    assert answers["place"] == {"kind": "commune", "commune": "63247", "territory": "massif-du-sancy"}


@story()
def the_other_adult_looks_for_a_job(chat: Chat) -> None:
    until_place(chat)
    chat.type("Chastreix")
    chat.tell(needs=("Emploi du conjoint", "C'est tout"))
    assert "Quel est le métier de l'autre adulte ?" in chat.last
    chat.type("infirmière")
    chat.until("name")
    chat.type("Paul et Marie Martin")
    chat.type("paul@exemple.fr")
    assert chat.line("Métier de l'autre adulte") == "infirmière"
    chat.correct("Besoins", "Un local", "C'est tout")
    assert "infirmière" not in chat.last, "no job is sought any more"


@story()
def somebody_changes_the_language_on_the_way(chat: Chat) -> None:
    until_place(chat)
    chat.play(Commanded("langue", "english"))
    assert "Where would you like to settle?" in chat.last
    chat.play(Commanded("langue"))
    chat.press("Français")
    assert "Où aimeriez-vous vous installer ?" in chat.last
    chat.press("Pas encore décidé", "Envoyer tout de suite")
    chat.type("Camille Roux")
    chat.type("01 99 00 12 34")
    assert "1. Projet : Nous voulons reprendre une boulangerie" in chat.recap


@story()
def somebody_gives_up_but_not_by_mistake(chat: Chat) -> None:
    until_recap(chat)
    chat.press("Tout effacer")
    assert chat.last.startswith("Faut-il vraiment tout effacer ?")
    chat.type("peut-être")
    assert chat.last.startswith("Je n'ai pas compris. Touchez un des deux boutons.")
    chat.press("Garder")
    assert chat.open == "recap"
    assert chat.line("Nom") == "Paul et Marie Martin"
    chat.play(Commanded("annuler"))
    assert chat.erased == 0
    chat.press("Tout effacer")
    assert chat.erased == 1
    assert not chat.submitted
    assert not chat.state.answers


@story()
def somebody_starts_again(chat: Chat) -> None:
    until_recap(chat)
    chat.type("recommencer")
    chat.press("Recommencer")
    assert chat.open == "info"
    assert not chat.state.answers
    assert chat.erased == 0


@story()
def somebody_comes_back_after_days(chat: Chat) -> None:
    until_place(chat)
    chat.play(Elapsed("remind", chat.state.revision))
    assert chat.last.startswith("Vous avez commencé à décrire votre projet. On continue ?")
    chat.play(Elapsed("remind", 1))
    chat.play(Commanded("debut"))
    assert chat.last.startswith("Vous étiez en train de décrire votre projet. On continue ?")
    chat.type("Besse")
    assert chat.open == "when"
    chat.play(Elapsed("warn", chat.state.revision))
    assert chat.last.startswith("Dans trois jours, j'efface ce brouillon")
    assert chat.open == "when"
    chat.play(Elapsed("forget", chat.state.revision))
    assert chat.last.startswith("J'ai effacé votre brouillon")
    assert chat.erased == 1
    assert not chat.state.answers


@story()
def somebody_sends_what_is_no_text(chat: Chat) -> None:
    until_place(chat)
    chat.play(OtherSent("voice"))
    assert chat.last.startswith("Je ne sais pas écouter un message vocal.")
    assert "Où aimeriez-vous vous installer ?" in chat.last
    chat.play(OtherSent("photo"))
    before = len(chat.said)
    chat.play(OtherSent("photo", album=True))
    chat.play(OtherSent("photo", album=True))
    assert len(chat.said) == before
    chat.share("33199000011")
    assert chat.last.startswith("Merci. Je vous demanderai comment vous joindre un peu plus loin.")
    chat.play(OtherSent("dice"))
    assert chat.open == "place"


@story()
def somebody_presses_the_contact_button_twice(chat: Chat) -> None:
    until_name(chat)
    chat.type("Camille Roux")
    chat.share("33199000011")
    before = len(chat.said)
    chat.share("33199000011")
    assert len(chat.said) == before
    chat.share("33639980022")
    assert any("Je sais déjà comment vous joindre" in said for said in chat.said[before:])
    assert chat.open == "recap"


@story()
def somebody_asks_in_the_middle(chat: Chat) -> None:
    until_place(chat)
    chat.press("Retour", "Retour")
    chat.type("Quelle différence entre créer et reprendre ?")
    assert chat.last.startswith("Créer, c'est partir de rien.")
    assert "01 99 00 00 31" in chat.last
    assert "Que voulez-vous faire ?" in chat.last
    chat.type("reprise")
    assert chat.open == "place"
    chat.type("c'est grand comment chez vous ?")
    assert chat.last.startswith("Le lieu nous sert à trouver")
    chat.play(Commanded("aide"))
    assert chat.last.startswith("Le lieu nous sert à trouver")


@story()
def somebody_edits_what_they_wrote(chat: Chat) -> None:
    until_place(chat)
    chat.edit(1, "Nous voulons ouvrir un gîte")
    assert chat.last.startswith("Merci, c'est corrigé.")
    assert chat.state.value("project") == "Nous voulons ouvrir un gîte"
    assert chat.open == "place"
    chat.edit(1, "²")
    assert "J'ai donc gardé votre réponse d'avant (Projet)." in chat.last
    assert chat.state.value("project") == "Nous voulons ouvrir un gîte"
    chat.type("xyzzyx")
    assert chat.open == "place"
    chat.edit(2, "Murol")
    assert chat.open == "when"
    chat.edit(2, "Chastreix")
    assert chat.state.value("place")["commune"] == "63098"
    assert chat.open == "when"


@story()
def an_edited_answer_changes_the_recap(chat: Chat) -> None:
    until_recap(chat)
    chat.edit(3, "Marie Martin")
    assert chat.line("Nom") == "Marie Martin"
    assert "✓ Nom : Marie Martin" in chat.settled


@story()
def somebody_presses_an_old_button(chat: Chat) -> None:
    old = chat.buttons["J'ai lu, on commence"]
    until_place(chat)
    chat.play(old)
    assert chat.toasts[-1] == "C'est déjà noté."
    chat.play(Pressed("nature", 1, "on:job"))
    assert "Ce bouton est ancien. Voici où nous en sommes." in chat.toasts
    assert "Où aimeriez-vous vous installer ?" in chat.last
    chat.play(Pressed("no_such_step", 9, "on:x"))
    assert chat.open == "place"


@story()
def a_text_that_came_before_the_question(chat: Chat) -> None:
    chat.press("J'ai lu, on commence")
    chat.type("Allô ? Vous êtes là ?", early=True)
    assert chat.last.startswith("Votre message est parti avant ma question")
    before = len(chat.said)
    chat.type("Allô ?", early=True)
    assert len(chat.said) == before
    assert chat.open == "project"
    chat.type("Reprendre une boulangerie")
    assert chat.open == "understood"


@story()
def somebody_tells_a_place_outside(chat: Chat) -> None:
    until_place(chat)
    chat.type("75011")
    assert chat.open == "place"
    assert "n'est pas dans le réseau Sancy Volcans (périmètre 2005)" in chat.last
    chat.type("63680")
    assert chat.last == "Étape 3 sur 10\nEst-ce un de ces lieux ?"
    chat.press("Aucun de ceux-ci")
    chat.type("63680")
    chat.press("Chastreix (63680)")
    assert chat.state.value("place")["commune"] == "63098"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", STORIES)
def test_story(name: str, mode: str, intake: Flow, knowledge: Knowledge) -> None:
    locale, play = STORIES[name]
    plain, other = Chat(intake, knowledge, locale), Chat(intake, knowledge, locale, mode)
    play(plain)
    play(other)
    assert other.said == plain.said
    assert other.settled == plain.settled
    assert other.submitted == plain.submitted
    assert other.state == plain.state


@pytest.mark.parametrize("name", STORIES)
def test_no_message_is_longer_than_600_characters(name: str, intake: Flow, knowledge: Knowledge) -> None:
    locale, play = STORIES[name]
    chat = Chat(intake, knowledge, locale, PLAIN)
    play(chat)
    assert too_long((*chat.said, *chat.settled)) == []
    assert all(len(text) <= 200 for text in chat.toasts)
