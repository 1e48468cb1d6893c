"""The page of a letter: its HTML, with tables and inline styles as Outlook needs them, light and dark."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from network.colours import CARD, GREEN, GROUND, INK, LINE, MINT, MIST, NIGHT, ON_MINT, PAPER, QUIET, SEAM, SNOW

_FONT = "font-family:Arial,Helvetica,sans-serif;word-break:break-word;overflow-wrap:anywhere"
_TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0"'
_OUTLOOK = f'<!--[if mso]>{_TABLE} width="600"><tr><td><![endif]-->'
_OUTLOOK_ENDS = "<!--[if mso]></td></tr></table><![endif]-->"
"""Outlook knows no greatest width, nor room inside a link: a table of that width and the room of a cell are for it."""
_DARK = f"""
@media (prefers-color-scheme: dark) {{
 .ground {{ background:{NIGHT} !important }}
 .card {{ background:{CARD} !important; border-color:{SEAM} !important }}
 .ink {{ color:{SNOW} !important }}
 .quiet, .quiet a {{ color:{MIST} !important }}
 .act {{ background:{MINT} !important; border-color:{MINT} !important }}
 .act a {{ color:{ON_MINT} !important }}
 .aside {{ background:{CARD} !important; border-color:{MINT} !important }}
 .aside a {{ color:{MINT} !important }}
}}
@media (max-width: 480px) {{ .pad {{ padding:18px !important }} }}
a {{ color:{GREEN} }}
@media (prefers-color-scheme: dark) {{ a {{ color:{MINT} }} }}
"""


@dataclass(frozen=True, slots=True)
class Act:
    """A link of a letter: its number there, what it says, and the address that it opens. One that is not `loud` takes
    something back, or ends it.
    """

    number: int
    label: str
    href: str
    loud: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in its `locale`: texts, but `body`, which is Telegram’s HTML. `above`: nothing where no
    answer is read.
    """

    locale: str
    title: str
    above: str
    body: str
    acts_head: str
    footer: str


_BEFORE_BODY = "</h1>\n"


def page(said: Words, acts: Sequence[Act]) -> str:
    """The whole page."""
    e = html.escape
    body = "".join(_paragraph(part) for part in said.body.split("\n\n") if part.strip())
    return (
        f'<!DOCTYPE html>\n<html lang="{e(said.locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f"<title>{e(said.title)}</title><style>{_DARK}</style></head>\n"
        f'<body class="ground" style="margin:0;padding:0;background:{GROUND}">'
        f'<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'bgcolor="{GROUND}" style="background:{GROUND}"><tr><td align="center" style="padding:12px">\n'
        f'<p class="quiet" style="margin:0 0 10px;{_FONT};font-size:13px;line-height:18px;color:{QUIET}">'
        f"{e(said.above)}</p>\n{_OUTLOOK}"
        f'<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" '
        f'bgcolor="{PAPER}" style="width:100%;max-width:600px;background:{PAPER};border:1px solid {LINE}">'
        f'<tr><td class="pad" style="padding:28px">\n<h1 class="ink" style="margin:0 0 16px;{_FONT};font-size:19px;'
        f'line-height:26px;color:{INK}">{e(said.title)}{_BEFORE_BODY}{body}\n{_acts(said, acts)}'
        f'<p class="quiet" style="margin:20px 0 0;{_FONT};font-size:13px;line-height:19px;color:{QUIET}">'
        f"{_lines(e(said.footer, quote=False))}</p>\n</td></tr></table>{_OUTLOOK_ENDS}\n"
        "</td></tr></table></body></html>\n"
    )


def noted(page: str, notes: Sequence[str]) -> str:
    """A page that was made before, with some texts above all that it says."""
    said = "".join(_paragraph(html.escape(note, quote=False)) for note in notes)
    return page.replace(_BEFORE_BODY, f"{_BEFORE_BODY}{said}", 1)


def _paragraph(markup: str) -> str:
    style = f"margin:0 0 14px;{_FONT};font-size:16px;line-height:24px;color:{INK}"
    return f'<p class="ink" style="{style}">{_lines(markup)}</p>'


def _acts(said: Words, acts: Sequence[Act]) -> str:
    if not acts:
        return ""
    head = (
        f'<p class="ink" style="margin:18px 0 10px;{_FONT};font-size:16px;line-height:24px;font-weight:bold;'
        f'color:{INK}">{html.escape(said.acts_head)}</p>\n'
    )
    return head + "".join(_act(act) for act in acts)


def _act(act: Act) -> str:
    name, ground, ink = ("act", GREEN, "#ffffff") if act.loud else ("aside", PAPER, GREEN)
    return (
        f'{_TABLE} width="100%" style="margin:0 0 10px">'
        f'<tr><td class="{name}" align="left" bgcolor="{ground}" '
        f'style="background:{ground};border:1px solid {GREEN};padding:0;mso-padding-alt:13px 16px">'
        f'<a href="{html.escape(act.href)}" style="display:block;padding:13px 16px;{_FONT};font-size:16px;'
        f'line-height:22px;color:{ink};text-decoration:none">{act.number}. {html.escape(act.label)}</a>'
        "</td></tr></table>\n"
    )


def _lines(markup: str) -> str:
    return markup.replace("\n", "<br>")
