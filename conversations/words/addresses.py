"""E-mail addresses in typed words: those that a letter can reach, and slips that are asked back."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from conversations.words.heard import Heard
from network.phrase import Phrase, phrase

PROVIDERS = (
    "gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "hotmail.fr", "hotmail.com",
    "outlook.fr", "outlook.com", "yahoo.fr", "yahoo.com", "icloud.com", "live.fr", "live.com", "bbox.fr", "neuf.fr",
    "club-internet.fr", "numericable.fr", "aliceadsl.fr", "cegetel.net", "gmx.fr", "gmx.com", "gmx.net", "gmx.de",
    "protonmail.com", "proton.me", "aol.com", "aol.fr", "msn.com", "mail.com", "ymail.com", "email.com", "me.com",
    "mac.com", "hotmail.co.uk", "yahoo.co.uk", "googlemail.com",
)  # fmt: skip
"""Where most people have their address; what differs from one of them by a single sign is asked back."""
ENDINGS = {
    **dict.fromkeys(("con", "cmo", "comm", "vom", "xom", "cim", "ocm", "coom", "copm", "cpm"), "com"),
    **dict.fromkeys(("ffr", "frr", "fre", "ft", "fe", "rf"), "fr"),
    **dict.fromkeys(("nte", "ner", "nett"), "net"),
    **dict.fromkeys(("ogr", "orgg"), "org"),
}
"""Endings that no register holds, and what is meant by them."""
_LONG_ENOUGH = 7
"""Shorter names of providers are like too many others."""
_LONGEST, _LONGEST_LOCAL = 254, 64
"""Characters of an address, and of what stands before its @ (RFC 5321)."""
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘´`ʼ", "'"))
_ADDRESS = re.compile(r"[^\s,;:<>()\"]+@[^\s,;<>()\"]*")
_COMMA = re.compile(r"([^\s,;:<>()\"@]+@[^\s,;.<>()\"@]+)\s?[,;]\s?([a-z]{2,4})\b", re.IGNORECASE)
_SPELLED_AT = re.compile(r"\s*(?:\(at\)|\[at\]|(?<=\s)(?:arobase|arobas|at)(?=\s))\s*", re.IGNORECASE)
_SPELLED_DOT = re.compile(r"\s+(?:point|dot)\s+|\s*(?:\(dot\)|\[dot\])\s*", re.IGNORECASE)
_WITHOUT_AT = re.compile(r"^\s*[\w.+-]+[.\s](?:" + "|".join(map(re.escape, PROVIDERS)) + r")\s*$", re.IGNORECASE)


def address_in(text: str) -> tuple[str, Heard[str]] | None:
    """What stands beside the first address in `text`, and what is made of the address; None where there is none."""
    spelled = text if "@" in text else _SPELLED_DOT.sub(".", _SPELLED_AT.sub("@", text))
    comma = _COMMA.search(spelled)
    if comma is not None:
        return spelled.replace(comma[0], " "), _asked_back(f"{comma[1]}.{comma[2]}")
    written = _ADDRESS.search(spelled)
    if written is not None:
        made = heard(written[0].rstrip(".")) if spelled is text else _asked_back(written[0])
        return spelled.replace(written[0], " "), made
    if "@" in spelled:
        return "", Heard(None, phrase("refused.email"))
    return ("", Heard(None, phrase("refused.email_at"))) if _WITHOUT_AT.match(text) else None


def heard(written: str) -> Heard[str]:
    """An address as it was written: whether a letter can reach it. Whether its domain exists is not looked up."""
    value, why = _reachable(written)
    mended = _mended(written)
    if mended != written.lower() and (better := _reachable(_with_case(written, mended))[0]) is not None:
        known = value if value is not None and _ending(value) not in ENDINGS else None
        return Heard(better, phrase("doubt.email", email=better, written=written), known)
    return Heard(value, why)


def _asked_back(meant: str) -> Heard[str]:
    """An address that was spelled out, or that a comma cuts: never taken without asking."""
    made = heard(meant)
    return made if made.value is None else Heard(made.value, phrase("doubt.email_read", email=made.value))


def _with_case(written: str, mended: str) -> str:
    """What stands before the @ keeps its capitals where nothing but the domain was mended."""
    local, at, domain = mended.rpartition("@")
    own = written.rpartition("@")[0].translate(_APOSTROPHES).rstrip("@")
    return f"{own if own.lower() == local else local}{at}{domain}"


def _mended(written: str) -> str:
    """The address without the slips that are known, in small letters."""
    local, _, domain = written.lower().rpartition("@")
    domain = re.sub(r"\.{2,}", ".", domain).strip(".").removeprefix("www.")
    name, dot, ending = domain.rpartition(".")
    domain = f"{name}{dot}{ENDINGS.get(ending, ending)}"
    return f"{local.translate(_APOSTROPHES).rstrip('@')}@{_provider(domain)}"


def _provider(domain: str) -> str:
    """The provider that is meant by a domain; the domain itself where none is."""
    if domain in PROVIDERS:
        return domain
    if domain == "gmail.fr":  # there is none
        return "gmail.com"
    bare = next((one for one in PROVIDERS if one.partition(".")[0] == domain), None)
    if bare is not None:
        return bare
    alike = (one for one in PROVIDERS if len(one) >= _LONG_ENOUGH and OSA.distance(domain, one, score_cutoff=1) == 1)
    return next(alike, domain)


def _ending(address: str) -> str:
    return address.rpartition(".")[2].lower()


def _reachable(written: str) -> tuple[str | None, Phrase | None]:
    """The address, normalised, or why no letter can reach it."""
    from email_validator import EmailNotValidError, validate_email  # compiling its rules takes a start's time

    local, _, domain = written.rpartition("@")
    if not local or "." not in domain.strip("."):
        return None, phrase("refused.email")
    if len(written) > _LONGEST or len(local) > _LONGEST_LOCAL:
        return None, phrase("refused.email_long")
    if not local.isascii():
        return None, phrase("refused.email_accents")
    if len(_ending(domain)) < 2 or not re.search(r"[^\W\d_]", _ending(domain)):
        return None, phrase("refused.email_ending", ending=f".{_ending(domain)}")
    try:
        return validate_email(written, check_deliverability=False, allow_smtputf8=False).normalized, None
    except EmailNotValidError:
        return None, phrase("refused.email_wrong")
