"""The pilot: the organisation that people know the network by, whose contact they have and who answers for the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from network.entries import Label
from network.model import Contact, Network, Officer, Privacy
from network.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Facts:
    """What a new pilot says of itself, as it is read by people: whom they call, and who answers for their data.

    `decided` says who decided it there, and when. `email` is where the network’s own mails come from. Where the data
    are kept, and which authority takes complaints, go on as they were.
    """

    decided: str
    address: str
    status: Literal["public", "association"]
    contact: str
    phone: str
    email: str
    officer: str
    officer_email: str


def holder(network: Network) -> Organisation | None:
    """The organisation that is the pilot; None where the contact is of nobody who is listed."""
    identity = network.identity
    if identity.pilot is not None:
        return network.organisation_by_id.get(identity.pilot)
    return next((one for one in network.organisations if one.name == identity.contact.organisation), None)


def taken_over(network: Network, organisation: Organisation, facts: Facts) -> Network:
    """The network once an organisation is its pilot: contact, controller and officer are its own, all else is as it
    was.
    """
    before = network.identity
    contact = Contact(name=_label(facts.contact), organisation=organisation.name, phone=facts.phone, email=facts.email)
    told = before.privacy
    privacy = None
    if told is not None:
        privacy = Privacy(
            controller=organisation.name,
            address=facts.address,
            status=facts.status,
            task=told.task,
            stored=told.stored,
            officer=Officer(name=_label(facts.officer), email=facts.officer_email),
            authority=told.authority,
        )
    identity = before.model_copy(update={"pilot": organisation.id, "contact": contact, "privacy": privacy})
    return network.model_copy(update={"identity": identity})


def _label(text: str) -> Label:
    """It is said in one language alone."""
    return Label(fr=text, en=text)
