"""How easily our texts are read, and how long an intake takes. `python -m tests.conversations.readability` prints both.

Readability is Flesch's for English and Kandel and Moles' for French (1958), which is Flesch's refitted: out of 100, 60
to 70 is plain, 70 to 80 fairly easy. Syllables are counted by rule of thumb, so a figure is right to a few points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.engine import flows
from conversations.engine.check import visible
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.words.catalogue import words
from tests.conversations.chat import Chat

PARTNERS = (
    "absence.", "alarm.", "annex.", "attendance.", "away.", "basket.", "before.", "bilan.", "brief.",
    "bulletin.", "bulletins.",
    "card.", "changed.", "charter_print.", "confidential.", "confirm.", "coordination.", "coordinator.", "departed.",
    "digest.", "export.cases.", "find.", "fresh.", "group.", "handing.", "handover.", "help.coordinator",
    "help.referent", "helps.",
    "holder.", "import.", "importing.", "imports.", "managing.", "matches.beyond", "matches.count", "matches.mail",
    "matches.new", "matches.tell", "matches.wanted", "meetings.", "mine.", "moved-meeting.", "new-agenda-line.",
    "new-decision.", "new-meeting.", "new-offer.", "new-organisation.", "new-pilot.", "new-referent.", "new-service.",
    "new-value.", "note.", "notes.", "offer-", "offer.",
    "organism.", "passing.", "pictures.", "pilot.", "proposal.", "record.", "report-words.", "resource.",
    "resource_person.", "route.", "signature.", "signed-sheet.", "state.partner.", "stats.", "tool.", "tool_file.",
)  # fmt: skip
"""What project holders never read."""
PRESS, CHARACTER, READ = 1.5, 0.25, 240 / 60
"""Seconds a press, seconds a typed character, words read a second."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all sentences a project holder may read, in one language."""

    texts: int
    words_a_sentence: float
    syllables_a_word: float
    score: float


def readability(locale: str) -> Figures:
    """The figures of one catalogue; a text counts where it holds a sentence."""
    told = [
        re.sub(r"\{\w+\}", "Murol", visible(form))
        for key, forms in sorted(words(locale, strict=True).texts.items())
        for form in forms
        if not key.startswith((*PARTNERS, "words.")) and not key.endswith(".words") and re.search(r"[.?!]$", form)
    ]
    sentences = [s for text in told for s in re.split(r"[.?!]\s+|[.?!]?\n+|[.?!]$", text) if _words(s)]
    said = [word for sentence in sentences for word in _words(sentence)]
    length = len(said) / len(sentences)
    syllables = sum(_syllables(word, locale) for word in said) / len(said)
    base, weight = (207.0, 73.6) if locale == "fr" else (206.835, 84.6)
    return Figures(len(told), length, syllables, base - 1.015 * length - weight * syllables)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.replace("’", " "))


def _syllables(word: str, locale: str) -> int:
    small = word.lower()
    if locale == "fr":
        small = re.sub(r"(?<=[^aeiouyàâéèêëîïôöûùü])(?:es?|ent)$", "", small) if len(small) > 3 else small
        return max(1, len(re.findall(r"[aeiouyàâéèêëîïôöûùüœæ]+", small)))
    small = re.sub(r"(?<=[^aeiouyl])e[sd]?$", "", small) if len(small) > 3 else small
    return max(1, len(re.findall(r"[aeiouyé]+", small)))


@dataclass(frozen=True, slots=True)
class Effort:
    """What one intake costs: `read` counts the words of every message, and of every button where it first appears.

    `around` is the part of them that belongs to no question: the information before, the summary after.
    """

    presses: int
    characters: int
    read: int
    around: int

    @property
    def seconds(self) -> float:
        """The estimate in seconds, from the first message to the last press."""
        return self.presses * PRESS + self.characters * CHARACTER + self.read / READ

    @property
    def of_questions(self) -> float:
        """The estimate for the questions alone: without the information, the summary and the press that ends each."""
        return self.seconds - 2 * PRESS - self.around / READ


def effort(chat: Chat) -> Effort:
    """What a chat has cost so far."""
    read = sum(len(_words(said)) for said in (*chat.said, *dict.fromkeys(chat.labels)))
    summary = [said for said in chat.said if re.search(r"^Voici votre demande|Est-ce que tout est juste", said)]
    around = sum(len(_words(said)) for said in (chat.said[0], *summary))
    return Effort(chat.presses, chat.characters, read, around)


def shortest(intake: Flow, knowledge: Knowledge) -> Chat:
    """A baker in haste: [Send right away] at the third question, the number by the contact button."""
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Boulangerie")
    chat.press("C'est juste", "Reprendre une activité", "C'est tout", "2")
    chat.press("Envoyer tout de suite")
    chat.type("Camille")
    chat.share("+33199000001")
    chat.press("Envoyer")
    return chat


def ordinary(intake: Flow, knowledge: Knowledge) -> Chat:
    """The ten steps, each answered once."""
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Ouvrir un gîte à la ferme")
    chat.press("C'est juste", "Hébergement touristique", "C'est tout")
    chat.type("Murol")
    chat.tell(when="Dans 6 à 12 mois", stage="C'est une idée", household=("2 adultes", "C'est tout"))
    chat.tell(needs=("Un logement", "C'est tout"), followed="Personne")
    chat.until("name")
    chat.type("Camille Roux")
    chat.share("+33199000001")
    chat.tell(recap="Envoyer")
    return chat


def fullest(intake: Flow, knowledge: Knowledge) -> Chat:
    """Everything asked, several answers wherever several are possible, a number and an address typed."""
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie à deux, et ouvrir un gîte au-dessus")
    chat.press("C'est juste")
    chat.press("Métiers de bouche et agroalimentaire", "Hébergement touristique", "C'est tout", "3")
    chat.type("La Tour-d'Auvergne")
    chat.tell(when="Dans 3 à 6 mois", stage="Financement trouvé")
    chat.tell(household=("2 adultes", "Primaire", "✓ 1 en primaire", "C'est tout"))
    chat.tell(needs=("Un logement", "Une formation", "École ou garde", "Affaire à reprendre", "C'est tout"))
    chat.tell(followed=("Chambre de métiers", "BGE", "C'est tout"))
    chat.until("name")
    chat.type("Dominique et Camille Exemple")
    chat.type("01 99 00 00 01 camille@example.org")
    chat.press("Le soir", "Un message", "Envoyer")
    return chat


PLAYED = {"shortest": shortest, "ordinary": ordinary, "fullest": fullest}


def main() -> None:
    """Print both tables as they stand in docs/texts.md."""
    from network import file
    from tests.conversations.conftest import NETWORK_FILE

    for locale in ("fr", "en"):
        print(locale, readability(locale))
    knowledge = Knowledge.of(file.load(NETWORK_FILE))
    for name, play in PLAYED.items():
        spent = effort(play(flows.load("intake"), knowledge))
        print(name, spent, round(spent.of_questions), round(spent.seconds))


if __name__ == "__main__":
    main()
