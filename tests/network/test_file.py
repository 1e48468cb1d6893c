"""The network's file: what it holds, and what is said when it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from network.file import NetworkFileError, load
from network.model import Network, Role
from network.soundness import problems, warnings

from .conftest import NETWORK_FILE

FILE = NETWORK_FILE.read_text(encoding="utf-8")
SECRET = "123456789:AAH-not-a-real-token"

# What is written instead of what; the entry, the field and the fix that the one line must hold.
FAULTS = [
    (
        'sectors = ["alimentaire"]',
        'sectors = ["alimentair"]',
        'referents[1] "conseillere-bouche", sectors',
        'mean "alimentaire"?',
    ),
    (
        "après notre dernier échange. Vous pouvez tout voir",
        "{phoen} Vous pouvez tout voir",
        'questions[3] "data", answer.fr',
        'mean "phone"?',
    ),
    ("nothing else. The network", "nothing {else. The network", 'questions[3] "data", answer.en', "is not closed"),
    ('"is it free", ', '"is it free", "are you a robot", ', "'are you a robot' stands twice", "one question only"),
    ('id = "robot"', 'id = "money"', 'questions "money", id', "its own id"),
    (
        'sectors = ["alimentaire"]',
        'sectors = ["boulangrie"]',
        'unknown sector "boulangrie"',
        'mean "alimentaire"? known: agr',
    ),
    (
        'territories = ["sancy-artense"]',
        'territories = ["sancy-artence"]',
        '"charge-accueil-sancy-artense", territories',
        'mean "sancy-artense"?',
    ),
    (
        'organisation = "chambre-metiers"',
        'organisation = "chambre-metier"',
        'referents[1] "conseillere-bouche", organisation',
        'mean "chambre-metiers"?',
    ),
    (
        'substitute = "conseiller-batiment"',
        'substitute = "conseiller-bati"',
        '"conseillere-bouche", substitute',
        'mean "conseiller-batiment"?',
    ),
    (
        'substitute = "conseiller-batiment"',
        'substitute = "conseillere-bouche"',
        '"conseillere-bouche", substitute',
        "name somebody else",
    ),
    (
        "telegram_id = 1102",
        "telegram_id = 1101",
        '"conseillere-bouche" and "conseiller-batiment", telegram_id',
        "correct one",
    ),
    ("telegram_id = 1102", "telegram_id = 0", 'referents[2] "conseiller-batiment", telegram_id', "a number above 0"),
    ("telegram_id = 1102", 'telegram_id = "mine"', 'referents[2] "conseiller-batiment", telegram_id', "without quotes"),
    (
        'phone = "01 99 00 00 40"',
        'phnoe = "01 99 00 00 40"',
        'referents[1] "conseillere-bouche", phnoe',
        'mean "phone"? known: id',
    ),
    ('phone = "01 99 00 00 40"', f'token = "{SECRET}"', 'referents[1] "conseillere-bouche", token', "known: id, name"),
    ('phone = "01 99 00 00 40"', f'"{SECRET}" = "x"', 'referents[1] "conseillere-bouche"', "known: id, name"),
    (
        'organisation = "chambre-metiers"',
        f'organisation = "{SECRET}"',
        'referents[1] "conseillere-bouche", organisation',
        "small letters",
    ),
    (
        'roles = ["technical"]',
        f'roles = ["{SECRET}"]',
        'referents[1] "conseillere-bouche", roles[1]',
        "one of 'technical'",
    ),
    (
        'roles = ["technical"]',
        'roles = ["tecnical"]',
        'referents[1] "conseillere-bouche", roles[1]',
        "one of 'technical'",
    ),
    ('roles = ["technical"]', 'roles = "technical"', 'referents[1] "conseillere-bouche", roles', "between brackets"),
    ('roles = ["technical"]', "roles = []", 'referents[1] "conseillere-bouche", roles is empty', "at least 1"),
    ("take_within_days = 2", "take_within_days = 0", "[charter], take_within_days", "write 1 or more"),
    ("take_within_days = 2", "take_within_days = 2.5", "[charter], take_within_days", "take the decimals away"),
    ("take_within_days = 2", "take_within_days = 20", "[charter] contact_within_days", "change one of them"),
    ('timezone = "Europe/Paris"', 'timezone = "Europe/Clermont"', "[network], timezone", '"Europe/Paris"'),
    ('languages = ["fr", "en"]', 'languages = ["fr", "de"]', "[network], languages", "known: fr, en"),
    ('languages = ["fr", "en"]', 'languages = ["en"]', "[network], languages", 'must hold "fr"'),
    ('reference_prefix = "SV"', 'reference_prefix = "sv"', "[network], reference_prefix", "capital letters"),
    ('reference_prefix = "SV"', "", "[network], reference_prefix is missing", "add it"),
    ('insee = "63026"', 'insee = "63084"', 'communes "63084", insee is used twice', "one territory only"),
    ('insee = "63026"', 'insee = "630"', 'territories[1] "les-cheires" communes[1]', 'like "63047"'),
    ('insee = "63026"', "insee = 63026", 'territories[1] "les-cheires" communes[1]', "double quotes"),
    ('postal_codes = ["63970"]', 'postal_codes = ["6397"]', 'communes[1] "63026", postal_codes[1]', 'like "63150"'),
    ("latitude = 45.66274", "latitude = 145.0", 'communes[1] "63026", latitude', "90.0 or less"),
    ('kinds = ["CCI"]', 'kinds = ["Cci"]', 'organisations[7] "chambre-commerce", kinds[1]', "capital letters"),
    ('id = "microcredit"', 'id = "cc-les-cheires"', 'organisations "cc-les-cheires", id is used twice', "its own id"),
    ("jobs = 11", "jobs = 0", "routes.sizes[1], jobs", "write 1 or more"),
    ("[charter]", "[charter", "not valid TOML", "line 48"),
]


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    assert old in FILE
    path = tmp_path / "network.toml"
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(("old", "new", "where", "fix"), FAULTS)
def test_a_fault_names_file_entry_field_and_fix(tmp_path: Path, old: str, new: str, where: str, fix: str) -> None:
    path = _changed(tmp_path, old, new)
    with pytest.raises(NetworkFileError) as refused:
        load(path)
    lines = [line for line in refused.value.lines if where in line]
    assert lines, str(refused.value)
    assert lines[0].startswith(f"{path}: ")
    assert fix in lines[0]
    assert SECRET not in str(refused.value)
    assert str(refused.value).splitlines() == list(refused.value.lines)


def test_each_fault_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(NetworkFileError) as refused:
        load(_changed(tmp_path, 'kinds = ["CCI"]', 'kinds = ["Cci"]'))
    assert len(refused.value.lines) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "does not exist"), (b"\xff\xfe\x00", "not UTF-8"), (b"", "network is missing: add it")],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "network.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NetworkFileError, match=said) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}: ")


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NetworkFileError, match="cannot be read"):
        load(tmp_path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path, network: Network) -> None:
    path = tmp_path / "network.toml"
    path.write_text(FILE, encoding="utf-8-sig")
    assert load(path) == network


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'kinds = ["CCI"]',
            'kinds = ["CCJ"]',
            'sectors[4] "commerce", lead_kinds: no organisation is of kind CCI: did you mean "CCJ"?',
        ),
        (
            'territories = ["sancy-artense"]',
            'territories = ["les-cheires"]',
            'territories[4] "sancy-artense" has no territorial',
        ),
        ('roles = ["coordinator", "territorial"]', 'roles = ["territorial"]', "nobody coordinates"),
        ('kinds = ["INSTITUTIONAL"]', 'kinds = ["CREATION_NEW"]', None),
        ('lead_kinds = ["CCI", "CREATION"]', 'lead_kinds = ["FINANCE", "CREATION"]', None),
        (
            'lead_kinds = ["CCI", "CREATION"]',
            'lead_kinds = ["EMPLOI", "CREATION"]',
            "no technical referent works for a partner of kind EMPLOI",
        ),
    ],
)
def test_what_works_but_leaves_a_gap_is_a_warning(
    tmp_path: Path, old: str, new: str, said: str | None, network: Network
) -> None:
    assert warnings(network) == []
    found = warnings(load(_changed(tmp_path, old, new)))
    assert [said in line for line in found] == [True] if said else found == []


def test_the_network_survives_a_journey_as_json(network: Network) -> None:
    again = Network.model_validate_json(network.model_dump_json())
    assert again == network
    assert problems(again) == []


def test_the_file_holds_the_network_of_2005(network: Network) -> None:
    assert [len(territory.communes) for territory in network.territories] == [11, 13, 10, 10]
    assert sum(c.population for c, _ in network.commune_by_insee.values()) == 29_006
    assert len(network.sectors) == 17
    assert network.identity.demonstration
    assert network.identity.perimeter == "2005"


def test_nobody_real_is_in_the_demonstration(network: Network) -> None:
    ways = [(o.phone, o.email) for o in network.organisations] + [(r.phone, r.email) for r in network.referents]
    ways.append((network.identity.contact.phone, network.identity.contact.email))
    phones = [phone for phone, _ in ways]
    assert all(re.fullmatch(r"01 99 00 \d\d \d\d", phone) for phone in phones)
    assert len(set(phones)) == len(phones)
    assert all(re.search(r"[@.]example\.org$", email) for _, email in ways)
    certain = {"cc-les-cheires", "cc-rochefort-montagne", "cc-massif-du-sancy", "cc-sancy-artense"}
    signed = {organisation.id for organisation in network.organisations if organisation.signed_charter}
    assert signed == certain | {"comite-expansion"}


def test_every_technical_referent_has_a_substitute_of_the_same_role(network: Network) -> None:
    for referent in network.referents:
        if Role.COORDINATOR not in referent.roles:
            assert referent.substitute is not None
            assert network.referent_by_id[referent.substitute].roles == referent.roles


REAL = FILE.replace("demonstration = true", "demonstration = false", 1)
PRIVACY = REAL[REAL.index("[network.privacy]") : REAL.index("# The promises")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (REAL.replace(PRIVACY, ""), "[network.privacy] is missing: people must be able to read who answers"),
        (REAL, "[network.privacy], officer.email is the demonstration's: write the address of your data"),
        (REAL.replace('status = "association"', 'status = "company"'), "status has an unknown value"),
        (REAL.replace('controller = "', 'charge = "'), "controller is missing: add it"),
    ],
)
def test_a_real_network_says_who_answers_for_peoples_data(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "network.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NetworkFileError) as refused:
        load(path)
    assert said in str(refused.value)


def test_a_real_network_that_says_so_is_taken_and_a_demonstration_may_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "network.toml"
    path.write_text(REAL.replace("donnees@sancy-volcans.example.org", "dpo@network.invalid"), encoding="utf-8")
    assert load(path).identity.privacy is not None
    path.write_text(FILE.replace(PRIVACY, ""), encoding="utf-8")
    assert load(path).identity.privacy is None
