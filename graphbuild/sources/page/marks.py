"""Signs by which a value is known: nothing coded, a page locator, a path, a date."""

from __future__ import annotations

import re

# The label before it may swallow the first letters (``Independencelsecessidtie specific mention.``).
NOTHING = re.compile(
    r"[\s_|~—–-]*(?:\b[NnWMH]?[oO0]\s*|(?<=[a-z])(?:N[oO0]|[A-Za-z]{0,2}[oe])\s*|(?<=[a-z]))?"
    r"[Ss]pec[il1]f[il1]c\s*ment[il1]on\b\s*(?:[.,;:]|$)"
)
ARROWS = "→>~—–-+»"
LOCATOR_START = re.compile(r"^Pages?\s*\d")
DASH = re.compile(r"^[-–—]$")


def nothing(text: str) -> re.Match[str] | None:
    """Where a text says ``No specific mention.``, the words before it apart."""
    return NOTHING.search(text) if "pec" in text else None


def starts_passage(text: str) -> bool:
    """Whether a text begins as an excerpt does: with its page, or with the path of its topic."""
    return bool(LOCATOR_START.match(text)) or "→" in text[:160]
