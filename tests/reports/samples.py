"""Two sheets as a network would print them: a private record, and what a person takes home from a counter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reports.sheet import Section, Sheet

MADE = datetime(2026, 6, 9, 8, 30, tzinfo=UTC)
LINK = "https://t.me/PorteDEntreeBot?start=s-7Qm2xV9pLr4Kc81TzYbWn3"
_IMPRINT = "Réseau Sancy Volcans · Comité d’expansion économique · 01 99 00 00 31 · imprimé le 9 juin 2026"

RECORD = Sheet(
    language="fr",
    made=MADE,
    letterhead="Réseau Sancy Volcans",
    heading="Dossier SV-0001",
    sub_heading="Pour le métier",
    highlights=(("À contacter au plus tard le", "mardi 16 juin 2026"),),
    sections=(
        Section(
            "La personne",
            (
                ("Nom", "Dominique Exemple"),
                ("Téléphone", "01 99 00 00 01"),
                ("Mail", "dominique.exemple@example.org"),
                ("Quand appeler", "En semaine, après 18 h"),
            ),
        ),
        Section(
            "Le projet",
            (
                (
                    "En ses mots",
                    "Je suis boulanger depuis onze ans et je voudrais reprendre une boulangerie de village, avec un peu"
                    " d’épicerie. Ma compagne ferait la vente. Nous sommes venus trois fois en vacances et nous"
                    " aimerions vivre ici toute l’année.",
                ),
                ("Nature", "Reprise d’une activité"),
                ("Domaine", "Métiers de bouche"),
                ("Emplois la première année", "2"),
                ("Où il en est", "Dossier prêt, cherche un local"),
                ("Déjà suivi par", "Personne pour l’instant"),
            ),
        ),
        Section("Le lieu", (("Où", "La Tour-d’Auvergne (Sancy Artense)"), ("Quand", "Au printemps prochain"))),
        Section("Avec vous sur ce dossier", (("Sur place", "Camille Exemple, Sancy Artense, 01 99 00 00 22"),)),
        Section("Pourquoi vous", (("", "Vous suivez les métiers de bouche dans ce territoire."),)),
    ),
    footer=("Confidentiel : ces informations ne sont que pour vous.", _IMPRINT),
)

TAKEN_HOME = Sheet(
    language="fr",
    made=MADE,
    letterhead="Réseau Sancy Volcans",
    heading="Merci, votre projet est bien reçu",
    sub_heading="Pour Dominique Exemple",
    highlights=(
        ("Votre référence", "SV-0001"),
        ("On s’en occupe au plus tard le", "jeudi 11 juin"),
        ("On vous appelle au plus tard le", "mardi 16 juin"),
    ),
    paragraphs=(
        "Vous avez raconté votre projet le 9 juin à la mairie de La Tour-d’Auvergne. Gardez cette feuille :"
        " elle dit ce qui se passe maintenant et qui appeler.",
    ),
    sections=(
        Section(
            "Et maintenant",
            steps=(
                "Une personne qui connaît votre métier et une qui connaît le pays lisent votre projet.",
                "Elles vous appellent au 01 99 00 00 01, l’une puis l’autre.",
                "Vous n’avez rien à faire. Si personne n’a appelé le 16 juin, appelez-nous.",
            ),
        ),
        Section(
            "Une question d’ici là ?",
            (("Appelez", "Camille Exemple, animatrice du réseau"), ("Téléphone", "01 99 00 00 31")),
        ),
        Section(
            "Vos données",
            (("Responsable", "Réseau d’exemple, 1 place de l’Exemple"), ("Réclamation", "CNIL, Paris")),
            small=True,
        ),
    ),
    link=LINK,
    link_words="Pour suivre votre demande sur Telegram",
    footer=(
        "Vos réponses ne servent qu’à votre projet. Pour les faire corriger ou effacer, appelez le 01 99 00 00 31.",
        _IMPRINT,
    ),
)

WITHOUT_LINK = replace(TAKEN_HOME, link="", link_words="")
