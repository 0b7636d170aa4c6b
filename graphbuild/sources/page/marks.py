"""Signs by which a value is known: a page locator, a path, a dash."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.ontology.topics import sections
from graphbuild.sources.page.skeleton import skeleton

ARROWS = "→>~—–-+»"
LOCATOR_START = re.compile(r"^Pages?\s*\d")
DASH = re.compile(r"^[-–—]$")


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
