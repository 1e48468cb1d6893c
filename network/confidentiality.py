"""The confidentiality of a network: what somebody promises before they hear who sells a business in secret."""

from __future__ import annotations

from network.entries import Entry, Title, Wording


class Confidentiality(Entry):
    """What somebody promises before they hear who sells a business in secret, by `version`: which one they accepted is
    kept, with the day.
    """

    version: Title = "1"
    text: Wording = Wording(
        fr="Je garde pour moi ce que j’apprends de cette cession : le nom, le lieu, les chiffres, et le fait même "
        "qu’on vend. Je n’en parle ni à la clientèle, ni au personnel, ni aux voisins. Je n’y vais pas de moi-même : "
        "on me présente.",
        en="I keep to myself what I learn of this sale: the name, the place, the figures, and even that it is for "
        "sale. I tell neither customers, nor staff, nor neighbours. I do not go there by myself: I am introduced.",
    )
