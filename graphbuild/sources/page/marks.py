"""Signs by which a value is known: nothing coded, a page locator, a path, a date."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.ontology.topics import sections
from graphbuild.sources.page.skeleton import skeleton

# The label before it may swallow the first letters (``Independencelsecessidtie specific mention.``).
NOTHING = re.compile(
    r"[\s_|~—–-]*(?:(?<![A-Za-z])[NnWMH]?[oO0e]\s*|(?<=[a-z])(?:N[oO0]|[A-Za-z]{0,2}[oe])\s*|(?<=[a-z]))?"
    r"[Ss]p[eo]c[il1I]f[il1I]c\s*m[eo]n[a-z1I]{2,4}n\b\s*(?:[.,;:]|$)"
)
ARROWS = "→>~—–-+»"
LOCATOR_START = re.compile(r"^Pages?\s*\d")
DASH = re.compile(r"^[-–—]$")


def nothing(text: str) -> re.Match[str] | None:
    """Where a text says ``No specific mention.``, the words before it apart."""
    return NOTHING.search(text) if "pec" in text or "poc" in text else None


def starts_passage(text: str) -> bool:
    """Whether a text begins as an excerpt does: with its page, or with the path of its topic."""
    if LOCATOR_START.match(text) or "→" in text[:160]:
        return True
    if not any(sign in text[:60] for sign in ARROWS):
        return False
    return skeleton(text[:45]).startswith(_sections())


@cache
def _sections() -> tuple[str, ...]:
    return tuple(map(skeleton, sections().values()))
