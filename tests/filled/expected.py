"""What must come of a filled database: of each kind of old button, of dates, of what waited, of open forms.

Written by hand; buttons in the order in which they are pressed. Cases stand in curly brackets, by their words in
`life.py`; people by the case that they sent, or by their role. `<n>` is a number, `<referent>` the code of one. Words
are compared as in stories: what stands between "…" must be there in this order. No words: nothing is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.stage import BOUCHE, COORDINATOR, GROUP, SANCY_ARTENSE

STAFF: Mapping[str, int] = {
    "bouche": BOUCHE,
    "sancy": SANCY_ARTENSE,
    "massif": 1202,
    "building": 1102,
    "tourism": 1107,
    "coordinator": COORDINATOR,
    "group": GROUP,
}


@dataclass(frozen=True, slots=True)
class Press:
    """`who` presses the button that sends `data`, in private or in `chat`; `then` is what is said, by chat.

    `under`: the button has gone from that message, by its logical name, and is pressed all the same.
    """

    who: str
    data: str
    answer: str = ""
    then: Mapping[str, str] = field(default_factory=dict)
    chat: str = ""
    under: str = ""


OVER = "Ce bouton ne sert plus. Écrivez /start pour savoir où vous en êtes."
NOTED = "C'est déjà noté."
NOT_YOURS = "Cette demande n'est pas à vous : rien ne change."
CLOSED = "Cette demande n'attend plus personne."
UNFIT = "Cette demande n'est pas dans votre domaine ou votre zone. Merci quand même."

# fmt: off
PRESSES: tuple[Press, ...] = (
    # --- what was done a minute ago is undone ---
    Press("bouche", "undo|{taken}|technical|<n>", "C'est annulé.", {
        "bouche": "{taken} : annulé. Ce dossier n'est plus chez vous",
        "group": "{taken} … Métier : proposé à Conseillère métiers de bouche",
        "taken": "Conseillère métiers de bouche ne peut finalement pas vous suivre"}),
    Press("bouche", "undo|{contacted}|technical|<n>", "C'est annulé.", {
        "bouche": "Dossier {contacted} … À contacter au plus tard le jeudi 19 mars"}),
    Press("bouche", "undo|{passed}|technical|<n>", "C'est annulé.", {
        "group": "{passed} … Métier : proposé à Conseillère métiers de bouche"}),
    Press("sancy", "undo|{done}|territorial|<n>", "C'est annulé.", {"sancy": "Dossier {done}, sur place"}),
    Press("bouche", "undo|{unreached}|technical|<n>", "C'est annulé.", {
        "bouche": "Dossier {unreached} … À contacter", "unreached": "Conseillère métiers de bouche"}),
    Press("sancy", "undo|{not helped}|territorial|<n>", "C'est annulé.", {
        "sancy": "Dossier {not helped}, sur place", "not helped": "Chargé d'accueil Sancy Artense"}),
    Press("coordinator", "undo|{noted now}|technical|<n>", "C'est annulé."),
    Press("bouche", "undo|{long}|technical|<n>", "Les cinq minutes sont passées."),

    # --- slots: the card, the record, the reminders ---
    Press("bouche", "take|{open}|technical", "C'est à vous. Le dossier vous attend dans notre conversation privée.", {
        "bouche": "Dossier {open}, pour le métier",
        "group": "{open} … Métier : Conseillère métiers de bouche (Chambre de métiers et de l'artisanat) s'en occupe"},
        chat="group"),
    Press("sancy", "take|{late}|territorial", "C'est à vous.", {"sancy": "Dossier {late}, sur place"}),
    Press("coordinator", "take|{basket}|territorial", "C'est à vous.", {
        "coordinator": "Dossier {basket}, sur place", "group": "{basket} … Sur place : Animatrice du réseau"}),
    Press("massif", "take|{late}|technical", UNFIT, chat="group"),
    Press("bouche", "pass|{moved}|technical", "Je vous demande pourquoi dans notre conversation privée.", {
        "bouche": "{moved} : pourquoi réorientez-vous cette demande"}, chat="group"),
    Press("bouche", "why|{passing}|technical|keep", "", {"bouche": "{passing} reste à vous. Rien ne change."}),
    Press("bouche", "why|{passing}|technical|too_close", "C'est noté.", {
        "bouche": "{passing} est maintenant proposé à Conseil", "group": "{passing} … Métier : proposé à Conseil"}),
    Press("bouche", "why|{passing}|technical|known", NOT_YOURS),
    Press("person:uncalled", "asked|{uncalled}|territorial|<n>|yes", "", {
        "uncalled": "Merci, nous sommes contents de l'apprendre … {uncalled} : pour votre métier, avez-vous eu",
        "sancy": "{uncalled} : la personne dit que vous l'avez contactée"}),
    Press("person:uncalled", "asked|{uncalled}|technical|<n>|no", "", {
        "uncalled": "L'équipe du réseau est prévenue",
        "coordinator": "{uncalled}, pour le métier : la personne n'a pas encore été contactée"}),
    Press("massif", "asked|{met}|territorial|<n>|yes", "", {"massif": "Merci, nous sommes contents de l'apprendre"}),
    Press("massif", "contacted|{met}|territorial", "C'est noté : contacté.", {
        "group": "{met} … Sur place : Chargée d'accueil Massif du Sancy … a contacté",
        "massif": "{met} : ce rappel n'a plus d'objet"}),
    Press("sancy", "unreachable|{called?}|territorial", "C'est noté : injoignable.", {
        "sancy": "Dossier {called?}, sur place"}),
    Press("sancy", "done|{long}|territorial", "C'est noté : terminé.", {
        "sancy": "{long} : votre part est terminée", "group": "{long} … Sur place : suivi terminé"}),
    Press("bouche", "not_helped|{uncalled}|technical", "C'est noté", {"bouche": "{uncalled} : "}),
    Press("sancy", "going|{paused}|territorial", NOTED),
    Press("sancy", "going|{long}|territorial", NOT_YOURS),
    Press("coordinator", "reopen|{by mail}|territorial|<n>", "C'est proposé à quelqu'un d'autre.", {
        "sancy": "{by mail} : l'équipe du réseau l'a confié à quelqu'un d'autre",
        "coordinator": "{by mail}, projet confidentiel"}),

    # --- the coordination's hand ---
    Press("coordinator", "for|{noted}|technical|contacted|<n>", "C'est noté pour cette personne.", {
        "coordinator": "{noted} : noté, Conseiller commerce a contacté la personne"}),
    Press("coordinator", "for|{noted}|technical|unreachable|<n>", CLOSED),
    Press("coordinator", "for|{noted}|technical|done|<n>", CLOSED),
    Press("coordinator", "for|{noted}|technical|not_helped|<n>", CLOSED),
    Press("coordinator", "for|{by mail}|technical|passed|<n>", "C'est noté pour cette personne.", {
        "coordinator": "{by mail} : noté, Conseiller commerce réoriente"}),
    Press("coordinator", "for|{by mail}|technical|taken|<n>", CLOSED),
    Press("coordinator", "move|{moved}|technical", "", {"coordinator": "{moved} … À qui ?"}),
    Press("coordinator", "all|{moved to whom?}|territorial|to", "", {
        "coordinator": "{moved to whom?} … À qui ? … Proposer à Chargée d'accueil Massif du Sancy"}),
    Press("coordinator", "to|{moved to whom?}|territorial|<referent>", "", {
        "coordinator": "{moved to whom?} … Pour quelle raison"}),
    Press("coordinator", "to|{moved why?}|territorial|<referent>|late", "Proposé à Chargée d'accueil Massif", {
        "coordinator": "{moved why?} (sur place) est proposé à Chargée d'accueil Massif du Sancy",
        "sancy": "{moved why?} est confié à quelqu'un d'autre. Raison : Le délai est passé",
        "massif": "{moved why?} vous est proposé", "group": "{moved why?} … proposé à Chargée d'accueil Massif"}),
    Press("coordinator", "to|{moved why?}|territorial|<referent>|other", "C'est déjà à cette personne."),
    Press("coordinator", "all|{basket}|technical|offer", "", {"coordinator": "{basket} … À qui ?"}),
    Press("coordinator", "offer|{basket}|technical|<referent>", "Proposé à ", {
        "coordinator": "{basket} (pour le métier) est proposé à", "group": "{basket} … Métier : proposé à"}),
    Press("coordinator", "open|{late}", "", {"coordinator": "{late} · reprise … Ce qui s'est passé"}),
    Press("sancy", "open|{uncalled}", "", {"sancy": "Dossier {uncalled}, sur place"}),
    Press("coordinator", "pdf|{of several pages}|technical", "", {
        "coordinator": "{of several pages}, pour le métier : à imprimer ou à lire"}),
    Press("coordinator", "called|<n>", "", {"coordinator": "Rappel fait."}),
    Press("coordinator", "inviter|page|<n>", "", {"coordinator": "Pour qui est le lien ? … Conseiller microcrédit"}),
    Press("coordinator", "inviter|for|<referent>", "", {"coordinator": "Lien pour … ?start=invite-"}),
    Press("coordinator", "away|page|<n>", "", {"coordinator": "L'absence de qui ?"}),
    Press("coordinator", "away|for|<referent>", "", {"coordinator": "Absence"}),
    Press("tourism", "away|change|<n>", "", {"tourism": "Quel est le premier jour"}),
    Press("tourism", "away|back|<n>", "C'est noté.", {
        "tourism": "L'absence de Conseillère tourisme, hôtellerie et restauration est terminée"}),

    # --- the same person twice ---
    Press("coordinator", "pair|{undecided too}|{undecided}", "", {"coordinator": "{undecided} · reprise"}),
    Press("coordinator", "twice|ask|{undecided too}|{undecided}", "", {"coordinator": "Lequel reste"}),
    Press("coordinator", "twice|apart|{undecided too}|{undecided}", "C'est noté.", {
        "coordinator": "{undecided too} et {undecided} : deux projets"}),
    Press("coordinator", "twice|back|{which of them?}|{which?}", "", {
        "coordinator": "{which of them?} ressemble à {which?}"}),
    Press("coordinator", "twice|keep|{which of them?}|{which?}", "C'est noté.", {
        "coordinator": "{which?} est fusionné avec {which of them?}", "group": "Cette fiche est retirée.",
        "which?": "Vos demandes {which?} et {which of them?} n'en font plus qu'une"}),

    # --- letters and files ---
    Press("coordinator", "letters|{of several pages}", "", {
        "coordinator": "{of several pages} : les messages … Question 8"}),
    Press("coordinator", "letters|{of several pages}|<n>", "", {
        "coordinator": "{of several pages} : les messages … Le plan du fournil"}),
    Press("coordinator", "pieces|{of several pages}", "", {"coordinator": "{of several pages} … document Question 8"}),
    Press("coordinator", "pieces|{of several pages}|<n>", "", {
        "coordinator": "{of several pages} … document Le plan du fournil"}),
    Press("person:kept", "piece|case|{kept}", "", {"kept": "Avant le premier envoi : pas de pièce d'identité"}),
    Press("person:kept", "piece|case|no", NOTED),
    Press("person:undecided", "piece|case|no", "", {"undecided": "C'est entendu, rien n'est joint."}),
    Press("person:unsure", "piece|word|yes", "", {
        "unsure": "votre message est envoyé à l'équipe du réseau", "coordinator": "{unsure}, message de la personne"}),
    Press("person:unsure", "piece|word|no", NOTED),
    Press("person:with a file", "message|{with a file}", "", {"with a file": "Votre message."}),
    Press("coordinator", "answer|{noted}", "", {"coordinator": "Votre message à la personne."}),
    Press("coordinator", "note|{noted}", "", {"coordinator": "Votre note"}),

    # --- the person's own screens ---
    Press("person:at length", "contacted|{at length}|no", "", {"at length": "Ce n'est pas encore en retard"}),
    Press("person:uncalled", "contacted|{uncalled}|no", "", {
        "uncalled": "L'équipe du réseau est prévenue", "coordinator": "{uncalled} : la personne n'a pas encore été"}),
    Press("person:at length", "complete|{at length}", "", {"at length": "Que voulez-vous ajouter"}),
    Press("person:homes", "module|{homes}|completer-news", "", {"homes": "Voulez-vous recevoir nos invitations"}),
    Press("person:open", "amend|{open}", NOTED),
    Press("person:paused", "amend|{paused}", "", {"paused": "Est-ce que tout est juste"}),
    Press("person:paused", "adult|{paused}", "", {"paused": "Envoyez ce lien à l'autre adulte … ?start=adulte-"}),
    Press("person:paused", "where|{paused}|going", "", {"paused": "Bonne suite"}),
    Press("person:long", "where|{long}|pause", "", {"bouche": "{long} : la personne fait une pause"}),
    Press("person:long", "where|{long}|installed", "", {"bouche": "{long} : la personne dit être installée"}),
    Press("person:long", "where|{long}|given_up", "", {"bouche": "{long} : la personne dit renoncer"}),
    Press("person:employed", "mine", "", {"employed": "Votre demande {employed}"}),
    Press("person:employed", "begin|intake", "", {"employed": "18 questions au plus"}),

    # --- the end ---
    Press("sancy", "outcome|{installed?}|given_up", "", {"sancy": "{installed?} : pour quelle raison"}),
    Press("sancy", "outcome|{installed?}|elsewhere"),
    Press("sancy", "outcome|{elsewhere}|elsewhere|no_housing", "", {"sancy": "{elsewhere} : c'est noté, merci"}),
    Press("sancy", "outcome|{elsewhere}|elsewhere|other", NOTED),
    Press("sancy", "outcome|{unhelped}|given_up|financing", "", {"sancy": "{unhelped} : c'est noté, merci"}),
    Press("sancy", "outcome|{installed?}|installed", "", {"sancy": "De quand date l'installation ?"}),
    Press("person:installed?", "survey|{installed?}|contacted|yes", "", {"installed?": "cela vous a été utile"}),
    Press("person:installed?", "survey|{installed?}|contacted|no"),
    Press("person:elsewhere", "survey|{elsewhere}|useful|yes", "", {"elsewhere": "Pour quelle raison surtout"}),
    Press("person:elsewhere", "survey|{elsewhere}|useful|some"),
    Press("person:elsewhere", "survey|{elsewhere}|useful|no"),
    Press("person:settled", "settled|jobs|<n>|n:1", "", {"settled": "✓ Emplois : 1"}),
    Press("person:settled", "settled|{settled}", "", {"settled": "Combien de personnes"}),
    Press("person:settled", "word|{settled}", "", {"settled": "Votre mot"}),
    Press("person:unhelped", "again|{unhelped}", "", {
        "unhelped": "{unhelped} est rouverte",
        "group": "{unhelped} … Métier : proposé à Conseillère métiers de bouche"}),

    # --- somebody met ---
    Press("massif", "sheet|{met}", "", {"massif": "{met} : à imprimer et à remettre … ?start=projet-"}),
    Press("massif", "post|{written to}", "Le mail part."),
    Press("coordinator", "drop|{met}|ask", "", {"coordinator": "{met} : "}),
    Press("coordinator", "drop|{written to}|no", "", {"coordinator": "{written to} : rien n'est"}),
    Press("coordinator", "drop|{written to}|yes", "", {"coordinator": "{written to} : la personne a fait supprimer"}),

    # --- forms ---
    Press("person:called when?", "callback|hours|<n>|on:morning", "", {
        "called when?": "À quel nom vous demander"}),
    Press("person:uncalled", "message|letter|<n>|erase:no", "", {"uncalled": "On continue. Votre message."}),
    Press("person:unhelped", "word|text|<n>|erase:no", "", {"unhelped": "Votre mot"}),
    Press("bouche", "note|text|<n>|erase:yes", "", {"bouche": "n"}),
    Press("sancy", "answer|letter|<n>|erase:no", OVER),
    Press("building", "absence|days|<n>|f:2026-03-16", "", {"building": "Et le dernier jour d'absence"}),
    Press("massif", "counter|sector|<n>|skip", "", {"massif": "✓ Domaine : pas de réponse"}),
    Press("person:half", "intake|sector|<n>|ok", "", {"half": "✓ Domaine : Métiers de bouche"}),
    Press("person:ready", "intake|recap|<n>|correct", "", {"ready": "Quelle ligne voulez-vous corriger"}),
    Press("person:means", "completer-news|news|<n>|on:yes", "", {"means": "✓ Invitations : Oui"}),
    Press("person:means", "completer-premises|kind|<n>|on:shop", "", {"means": "✓ Boutique"}),
    Press("person:means", "completer-means|budget|<n>|on:more", OVER),
    Press("person:words", "completer-joining|residence|<n>|skip", "", {"words": "Habite aujourd'hui : pas de réponse"}),
    Press("person:words", "completer-experience|training|<n>|skip", OVER),
    Press("person:words", "completer-description|description|<n>|skip", OVER),
    Press("person:homes", "completer-winter|winter|<n>|on:yes", OVER),
    Press("person:homes", "completer-services|services|<n>|skip", OVER),
    Press("person:homes", "completer-housing|kind|<n>|on:rent", OVER),

    # --- erasing ---
    Press("person:kept", "erase|<n>", "", {"kept": "Est-ce bien sûr"}),
    Press("person:kept", "erase|no", "", {"kept": "Rien n'est supprimé"}),
    Press("person:unsure", "erase|sure", "", {
        "unsure": "Tout est supprimé chez nous", "coordinator": "{unsure} : la personne a fait supprimer sa demande"}),
)
# fmt: on

# fmt: off
GONE: tuple[Press, ...] = (
    Press("sancy", "take|{uncalled}|technical", "Conseillère métiers de bouche … s'en occupe déjà", chat="group",
          under="card:{uncalled}"),
    Press("bouche", "take|{uncalled}|technical", "Vous vous en occupez déjà", chat="group", under="card:{uncalled}"),
    Press("sancy", "take|{ended}|territorial", CLOSED, chat="group", under="card:{ended}"),
    Press("sancy", "take|{merged}|territorial", UNFIT, chat="group", under="card:{merged}"),
    Press("sancy", "take|{erased}|territorial", UNFIT, chat="group", under="card:{open}"),
    Press("bouche", "contacted|{ended}|technical", NOT_YOURS, under="record:{ended}:technical"),
    Press("bouche", "why|{with a file}|technical|other", NOT_YOURS, under="why:{with a file}:technical"),
    Press("coordinator", "twice|keep|{merged}|{merging}", "C'est déjà décidé", under="twice:{merged}:{merging}"),
    Press("coordinator", "for|{basket}|technical|taken|1", CLOSED, under="basket:{basket}:technical"),
    Press("person:settled", "survey|{settled}|contacted|no", under="survey:{settled}"),
    Press("person:erased", "erase|sure", OVER, under="#"),
    Press("person:ready", "intake|sector|3|on:commerce", "Ce bouton est ancien. Voici où nous en sommes.", {
        "ready": "Est-ce que tout est juste"}, under="question:intake:"),
    Press("person:employed", "intake|recap|7|send", OVER, under="#"),
)
"""Buttons that were answered before, on screens that somebody has still open."""
# fmt: on

# fmt: off
DATES: tuple[tuple[str, str, str], ...] = (
    ("slot:tell", "taken at six", "Sur place : Chargé d'accueil Sancy Artense"),
    ("case:take", "homes", "{homes} attend encore quelqu'un"),
    ("case:contact", "contacted", "{contacted} : pour votre métier, avez-vous eu des nouvelles"),
    ("case:ask", "long", "{long} : où en êtes-vous de votre projet"),
    ("month", "bouche", "Une fois par mois"),
    ("rung", "bouche", "{open} (pour le métier) attend toujours votre réponse"),
    ("remind", "massif", "{in the Massif} (sur place) attend toujours votre réponse"),
    ("digest", "coordinator", "délais passés … Nouveau … {in the Massif}"),
    ("case:closing", "done", "{done} : le suivi de votre demande est terminé"),
    ("case:outcome", "sancy", "{ended too} est clos. Comment cela s'est-il terminé"),
    ("case:survey", "ended", "{ended} : deux questions pour nous améliorer"),
    ("case:settled", "settled", "{settled} : un an s'est écoulé depuis votre installation"),
    ("case:old", "homes", "{homes} : la durée de conservation est passée"),
    ("call:late", "coordinator", "À rappeler : 01 99 00 14"),
    ("draft", "half", "On continue ? … Est-ce bien ce domaine"),
    ("draft", "half", "Dans trois jours, j'efface ce brouillon"),
    ("draft", "half", "J'ai effacé votre brouillon, comme annoncé"),
    ("letter:waiting", "kept", "Vous n'avez pas répondu : rien n'est joint"),
    ("absence:begin", "coordinator", "Absence de Conseiller bâtiment"),
    ("absence:end", "tourism", "L'absence de Conseillère tourisme, hôtellerie et restauration est terminée"),
)
"""By kind of date: who is told what, once it has come. Of those that nobody hears of see the test."""

WAITED: tuple[tuple[str, str], ...] = (
    ("sancy", "Dossier {taken at six}, sur place"),
    ("sancy", "{of several pages}, message de Conseillère métiers de bouche à la personne Comme ceci"),
    ("group", "{taken at six} … Sur place : Chargé d'accueil Sancy Artense"),
    ("group", "{with a file} … Métier : proposé à Conseiller reprise"),
    ("group", "{open} … Métier : proposé à Conseillère métiers de bouche"),
    ("coordinator", "{noted}, pour le métier : à imprimer ou à lire"),
    ("coordinator", "{erased} : la personne a fait supprimer sa demande"),
    ("bouche", "{with a file} : vous l'avez réorienté. Ce dossier n'est plus chez vous."),
    ("bouche", "{of several pages} : votre message est parti à la personne"),
    ("of several pages", "Conseillère métiers de bouche vous écrit ({of several pages}) Comme ceci"),
    ("of several pages", "Votre demande {of several pages}"),
    ("erased", "Tout est supprimé chez nous"),
    ("taken", "Pour votre métier : Conseillère métiers de bouche"),
    ("unreached", "Conseillère métiers de bouche … a essayé de vous joindre"),
    ("noted now", "Pour votre métier : Conseiller commerce"),
    ("writes on", "✓ Domaine : Métiers de bouche et agroalimentaire"),
    ("writes on", "Que voulez-vous faire"),
    ("presses on", "✓ Métiers de bouche"),
    ("new", "Réseau d'accueil Sancy Volcans"),
    ("newly bound", "Votre compte est relié : Conseiller reprise et création d'entreprise"),
    ("newly bound", "{with a file} vous est proposé"),
)
"""Who is told what at the start, of what had been taken and not worked off."""

SOON = ("[on:creation]", "[ok]", "[n:2]", "Tauves", "[soon]", "Camille Exemple", "camille@example.org", "[send]")
"""From the second question to the end."""
SENT = "votre demande est bien reçue"

FORMS: tuple[tuple[str, tuple[str, ...], Mapping[str, str]], ...] = (
    ("bouche", ("[erase:no]", "Il rappelle lundi"), {"bouche": "{uncalled} : votre note est ajoutée au dossier"}),
    ("sancy", ("[erase:no]", "À jeudi"), {"sancy": "{of several pages} : votre message est envoyé à la personne",
                             "of several pages": "Chargé d'accueil Sancy Artense vous écrit … À jeudi"}),
    ("massif", ("[on:hebergement]", "[ok]", "[on:creation]", "[ok]", "Murol", "[soon]", "Camille Exemple",
                "01 99 00 13 72", "[send]"), {"massif": "est enregistré. À lire à la personne"}),
    ("building", ("du 16 au 27 mars", "[@coordination]"), {
        "building": "Absence de Conseiller bâtiment, du lundi 16 mars au vendredi 27 mars 2026"}),
    ("settled", ("1", "[n:2]", "[skip]"), {"settled": "Merci"}),
    ("unhelped", ("[erase:no]", "Dommage"), {
        "unhelped": "Merci de votre réponse", "coordinator": "{unhelped} … Dommage"}),
    ("uncalled", ("[erase:no]", "Bonjour, j'attends votre appel"), {
        "uncalled": "Votre message est envoyé à Conseillère métiers de bouche, Chargé d'accueil Sancy Artense",
        "bouche": "{uncalled}, message de la personne … j'attends votre appel"}),
    ("open", ("1", "Reprendre une boulangerie et un salon de thé", "[send]"), {"open": "C'est noté"}),
    ("homes", ("passer", "passer", "passer", "passer", "[on:rent]", "[ok]", "passer", "passer"), {
        "homes": "c'est ajouté"}),
    ("means", ("[on:yes]", *["passer"] * 6, "passer", "passer", "passer"), {"means": "c'est ajouté"}),
    ("words", ("passer", "passer", "[on:fair]", "passer", "passer", "passer", "passer", "passer", "passer", "passer"), {
        "words": "c'est ajouté"}),
    ("new", ("[read]", "Ouvrir une boulangerie", "[right]", *SOON[2:]), {"new": SENT}),
    ("half", ("[ok]", *SOON), {"half": SENT}),
    ("placed", ("[type]", "Tauves", "[soon]", "Alex Example", "alex@example.org", "[send]"), {"placed": "SV-"}),
    ("ready", ("[send]",), {"ready": SENT}),
    ("calling", ("01 99 00 14 53", "[on:evening]", "[skip]", "[intake]", "[on:alimentaire]", "[ok]", *SOON), {
        "calling": SENT, "coordinator": "À rappeler : 01 99 00 14 53"}),
    ("called when?", ("[on:any]", "Camille", "[intake]", "[on:alimentaire]", "[ok]", *SOON), {
        "called when?": SENT, "coordinator": "Demander : Camille"}),
    ("leaving", ("[erase:no]", "[on:alimentaire]", "[ok]", *SOON), {"leaving": SENT}),
    ("writes on", SOON, {"writes on": SENT}),
    ("presses on", ("[ok]", *SOON), {"presses on": SENT}),
)
"""Who goes on with which form: what they say, [what the button sends] that they press, and what is said then."""
# fmt: on
