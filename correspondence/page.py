"""The page of a letter: its HTML, with tables and inline styles as Outlook needs them, light and dark."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from network.colours import CARD, GREEN, GROUND, INK, LINE, MINT, MIST, NIGHT, ON_MINT, PAPER, QUIET, SEAM, SNOW

_FONT = "font-family:Arial,Helvetica,sans-serif"
_DARK = f"""
@media (prefers-color-scheme: dark) {{
 .ground {{ background:{NIGHT} !important }}
 .card {{ background:{CARD} !important; border-color:{SEAM} !important }}
 .ink {{ color:{SNOW} !important }}
 .quiet, .quiet a {{ color:{MIST} !important }}
 .act {{ background:{MINT} !important }}
 .act a {{ color:{ON_MINT} !important }}
}}
@media (max-width: 480px) {{ .pad {{ padding:18px !important }} }}
a {{ color:{GREEN} }}
@media (prefers-color-scheme: dark) {{ a {{ color:{MINT} }} }}
"""


@dataclass(frozen=True, slots=True)
class Act:
    """A link of a letter: its number there, what it says, and the address that it opens."""

    number: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in its `locale`: texts, but `body`, which is Telegram’s HTML."""

    locale: str
    title: str
    above: str
    body: str
    acts_head: str
    footer: str


def page(said: Words, acts: Sequence[Act]) -> str:
    """The whole page."""
    e = html.escape
    body = "".join(
        f'<p class="ink" style="margin:0 0 14px;{_FONT};font-size:16px;line-height:24px;color:{INK}">{_lines(part)}</p>'
        for part in said.body.split("\n\n")
        if part.strip()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{e(said.locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{e(said.title)}</title><style>{_DARK}</style></head>\n"
        f'<body class="ground" style="margin:0;padding:0;background:{GROUND}">'
        f'<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'bgcolor="{GROUND}" style="background:{GROUND}"><tr><td align="center" style="padding:12px">\n'
        f'<p class="quiet" style="margin:0 0 10px;{_FONT};font-size:13px;line-height:18px;color:{QUIET}">'
        f"{e(said.above)}</p>\n"
        f'<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" '
        f'bgcolor="{PAPER}" style="width:100%;max-width:600px;background:{PAPER};border:1px solid {LINE}">'
        f'<tr><td class="pad" style="padding:28px">\n<h1 class="ink" style="margin:0 0 16px;{_FONT};font-size:19px;'
        f'line-height:26px;color:{INK}">{e(said.title)}</h1>\n{body}\n{_acts(said, acts)}'
        f'<p class="quiet" style="margin:20px 0 0;{_FONT};font-size:13px;line-height:19px;color:{QUIET}">'
        f"{_lines(e(said.footer, quote=False))}</p>\n</td></tr></table>\n</td></tr></table></body></html>\n"
    )


def _acts(said: Words, acts: Sequence[Act]) -> str:
    if not acts:
        return ""
    head = (
        f'<p class="ink" style="margin:18px 0 10px;{_FONT};font-size:16px;line-height:24px;font-weight:bold;'
        f'color:{INK}">{html.escape(said.acts_head)}</p>\n'
    )
    rows = "".join(
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 10px">'
        f'<tr><td class="act" align="left" bgcolor="{GREEN}" style="background:{GREEN};padding:0">'
        f'<a href="{html.escape(act.href)}" style="display:block;padding:13px 16px;{_FONT};font-size:16px;'
        f'line-height:22px;color:#ffffff;text-decoration:none">{act.number}. {html.escape(act.label)}</a>'
        "</td></tr></table>\n"
        for act in acts
    )
    return head + rows


def _lines(markup: str) -> str:
    return markup.replace("\n", "<br>")
