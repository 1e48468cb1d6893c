"""Commands and the words that stand for them when they are typed alone."""

from __future__ import annotations

from conversations.words.cleaning import fold

_WORDS = {
    "aide": ("aide", "aidez moi", "help", "?"),
    "annuler": ("annuler", "annule", "stop", "quitter", "cancel", "quit"),
    "retour": ("retour", "precedent", "revenir", "back", "go back"),
    "passer": ("passer", "skip"),
    "garder": ("garder", "keep"),
    "rappel": ("rappel", "etre rappele", "etre rappelee", "rappelez moi", "call me", "call me back", "callback"),
    "envoyer_tout_de_suite": ("envoyer tout de suite", "send right away", "send now"),
    "recommencer": ("recommencer", "restart", "start again"),
    "langue": ("langue", "language"),
}
_LANGUAGES = {
    "fr": ("francais", "en francais", "french", "in french"),
    "en": ("english", "in english", "anglais", "en anglais"),
}
"""How somebody names a language, alone, anywhere: they want to be spoken to in it."""
_LOCALES = {word: locale for locale, words in _LANGUAGES.items() for word in (locale, *words)}
_MEANT = {
    **{word: name for name, words in _WORDS.items() for word in words},
    **{word: "langue" for words in _LANGUAGES.values() for word in words},
}


def meant(text: str) -> str | None:
    """The canonical name of the command that `text`, and nothing else, stands for."""
    return _MEANT.get(fold(text) or text.strip())


def locale_named(text: str) -> str | None:
    """The language somebody names: "en", "anglais", "English"."""
    return _LOCALES.get(fold(text))
