"""Courtesies: words that ask and answer nothing, such as thanks or a good wish; and a mere greeting. Both languages."""

from __future__ import annotations

import re
from collections.abc import Collection

from conversations.words.cleaning import fold


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(one.strip() for one in listed.split(","))


_GREETINGS = _phrases(
    "bonjour,bonsoir,salut,coucou,rebonjour,re bonjour,hello,hi,hey,good morning,good afternoon,good evening,"
    "good day,bjr,bsr,slt,hello there,hi there"
)
_TO_WHOM = _phrases("a tous,a toutes,a vous,madame,monsieur,tout le monde,everybody,everyone,all,there,encore,again")
_KIND = _phrases(
    "merci,mercis,mille mercis,un grand merci,grand merci,je vous remercie,on vous remercie,nous vous remercions,"
    "je te remercie,remerciements,mes remerciements,c est gentil,c est tres gentil,trop gentil,c est sympa,"
    "bonne journee,belle journee,bonne fin de journee,belle fin de journee,bonne fin de matinee,bonne fin de soiree,"
    "bonne soiree,belle soiree,bonne nuit,bon week end,bon weekend,bon dimanche,"
    "bon apres midi,bonne apres midi,bonne matinee,bonne semaine,bonne fin de semaine,bonnes fetes,bonne annee,"
    "bonnes vacances,a bientot,a plus tard,a tres vite,au revoir,bonne continuation,cordialement,bien cordialement,"
    "bien a vous,mrc,mci,thanks,thank you,thankyou,thx,ty,tysm,many thanks,cheers,much appreciated,i appreciate it,"
    "that s kind,that is kind,very kind,how kind,have a nice day,have a good day,have a great day,nice day,good night,"
    "have a good evening,have a nice evening,have a good weekend,have a nice weekend,bye,bye bye,goodbye,see you soon,"
    "see you,kind regards,best regards,take care"
)
"""What is a kind word by itself …"""
_BESIDE = _phrases(
    "ok,okay,d accord,super,parfait,genial,top,impeccable,tres bien,c est note,bien note,note,entendu,c est entendu,"
    "bien recu,beaucoup,bcp,bcq,mille fois,bien,encore,infiniment,tout plein,a vous,a toi,a vous aussi,vous aussi,"
    "a tous,pareillement,"
    "de meme,d avance,par avance,et,vraiment,tres,c est,pour tout,pour votre aide,pour l aide,pour votre reponse,"
    "pour la reponse,pour votre message,pour ce message,pour votre retour,pour vos conseils,pour l info,"
    "pour l information,pour les informations,pour ces informations,pour votre rapidite,pour votre temps,de votre aide,"
    "de votre reponse,de votre message,de votre retour,great,perfect,fine,good,all good,got it,noted,very much,so much,"
    "a lot,a bunch,again,you too,and you,to you,to you all,all,and,very,for your help,for the help,for your answer,"
    "for the answer,for your reply,for the reply,for your message,for everything,for the info,for the information,"
    "for your time,in advance"
) | _GREETINGS | _TO_WHOM  # fmt: skip
"""… and what may stand beside one: "ok" alone may answer a question, "ok merci" does not."""

_KIND_SIGNS = "👍👌🙏💪👏🤝🤗😊🙂😀😃😄😁😉😍🥰☺😘❤💙💚💛🧡💜💖💕✌🎉✨🌞☀🌸🌷💐🙌"
_SIGNS = re.compile(f"[{_KIND_SIGNS}\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}\U0001f3fb-\U0001f3ff]|[:;]-?[)D]|<3")


def is_kind_word(text: str) -> bool:
    """Whether a text is thanks or a good wish, in words or in a sign, and nothing more."""
    said = _SIGNS.sub(" ", text)
    parts = None if "?" in text else _parted(fold(said), _KIND | _BESIDE)
    if parts is None:
        return False
    return bool(_KIND & set(parts)) or (said != text and not _GREETINGS & set(parts) and not _other(said))


def _other(said: str) -> bool:
    """Whether a text has signs besides words and dots: another picture, a question mark."""
    return bool(re.search(r"[^\w\s.,!'’-]", said))


def is_greeting(text: str) -> bool:
    """Whether a text greets, and nothing more."""
    parts = _parted(fold(_SIGNS.sub(" ", text)), _GREETINGS | _TO_WHOM)
    return bool(parts) and bool(_GREETINGS & set(parts or ()))


_MOST_WORDS = 5


def _parted(said: str, known: Collection[str]) -> list[str] | None:
    """A text as a row of known phrases, the longest first; None where something else is in it."""
    words, parts = said.split(), []
    while words:
        found = next((n for n in range(min(_MOST_WORDS, len(words)), 0, -1) if " ".join(words[:n]) in known), 0)
        if not found:
            return None
        parts.append(" ".join(words[:found]))
        words = words[found:]
    return parts
