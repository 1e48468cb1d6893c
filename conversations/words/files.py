"""Files that nobody is handed: a name that hides how it ends, and programs. Why, or that nothing speaks against one."""

from __future__ import annotations

import re

MARKED, PROGRAM = REFUSED = ("marked_name", "program")

_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing: "factureU+202Efdp.exe" is shown as "factureexe.pdf"."""

_RUNS_BY_NAME = (
    # Windows and its scripts
    "ade adp bat chm cmd com cpl dll drv exe gadget hta inf ins isp jar job jse js lnk mde msc msh msi msp mst ocx pif",
    "ps1 ps2 psc1 psc2 reg scf scr sct settingcontent-ms shb shs sys url vb vbe vbs vxd website wsc wsf wsh xll xnk",
    # installers, images of disks, other systems
    "action apk app appimage appx appxbundle command crx deb dmg img ipa iso jnlp kext msix msixbundle osx pkg rpm run",
    "bash csh ksh php pl py pyc pyw pyz rb sh vhd vhdx workflow xpi zsh",
    # pages, which run scripts where they are opened
    "htm html mht mhtml shtml svg svgz xht xhtm xhtml",
    # documents that carry a program
    "docm dotm potm ppam ppsm pptm sldm xlam xlsm xltm",
)
_ENDINGS = frozenset(ending for line in _RUNS_BY_NAME for ending in line.split())
"""How the name of something ends that runs, or has something run: what follows the last dot, in small letters."""

_TYPES = (
    "application/x-msdownload",
    "application/x-msdos-program",
    "application/x-ms-installer",
    "application/x-msi",
    "application/x-dosexec",
    "application/x-executable",
    "application/x-sharedlib",
    "application/x-mach-binary",
    "application/x-sh",
    "application/x-bat",
    "application/x-apple-diskimage",
    "application/x-iso9660-image",
    "application/java-archive",
    "application/vnd.android.package-archive",
    "application/vnd.debian.binary-package",
    "application/vnd.microsoft.portable-executable",
    "application/xhtml+xml",
    "image/svg+xml",
    "text/html",
    "text/x-shellscript",
    "text/x-python",
)
"""What Telegram says of such a file, whatever its name."""


def refusal(name: str | None, mime: str | None) -> str | None:
    """Why a file is not taken, one of `REFUSED`, by its name and its type; None where nothing speaks against it."""
    if _TURNS.search(name or ""):
        return MARKED
    ending = (name or "").rstrip(". \u00a0").rpartition(".")[2].casefold()
    runs = "." in (name or "") and ending in _ENDINGS
    return PROGRAM if runs or (mime or "").casefold().startswith(_TYPES) else None
