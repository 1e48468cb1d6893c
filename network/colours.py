"""The colours in which the network shows itself: in letters by e-mail, and on its page."""

from __future__ import annotations

GREEN, INK, QUIET, PAPER, GROUND, LINE = "#1f6b4f", "#1c2420", "#4d5a54", "#ffffff", "#f1f4f2", "#d5ddd9"
"""Light. Each pair that is read has a contrast of 4.5 at least (WCAG 2.2, 1.4.3), as have those of the dark."""
MINT, SNOW, MIST, CARD, NIGHT, SEAM = "#8fd6b5", "#eef3f0", "#b4c2bb", "#1b2420", "#111714", "#33413a"
"""Dark, in the same order."""
ON_MINT = "#0d1f17"
"""What is read on what is green in the dark; in the light that is paper."""
TINT, MOSS, PINE = "#e3eee8", "#20352b", "#16332a"
"""A ground that stands out, in the light and in the dark; the band at the head of a page, in the dark."""
