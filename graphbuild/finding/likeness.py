"""How like names are to words that none of them has as they stand: misspelt, too many, or in other order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log

from graphbuild.words import nearest

SAME_WORD = 0.75
"""difflib's ratio from which two words may be one, misspelt or in a sister language."""
ENOUGH = 0.45
"""The share of what the words say that a name must have; below it suggestions become noise."""
_WORD = re.compile(r"\w+")


def most_like(text: str, names: Iterable[str], most: int) -> list[tuple[float, str]]:
    """Names with how like they are to a text, 0 to 1, the likest first; all are folded.

    A word counts by how few names have it (inverse document frequency, Spärck Jones 1972), so that
    ``gouvernement du mali`` is like ``mali`` and not like ``malaysia``; words that no name has count
    as half the rarest one, little ones (up to three letters) hardly. Of two names that have the same words
    the one with fewer others is the liker.
    """
    words = list(dict.fromkeys(_WORD.findall(text)))
    parts = {name: set(_WORD.findall(name)) for name in names}
    having = Counter(part for found in parts.values() for part in found)
    rarest = log(1 + len(parts))
    near = {word: _near(word, having) for word in words}
    weight = {
        word: log(1 + len(parts) / max(having[part] for part in near[word]))
        if near[word]
        else rarest * (0.1 if len(word) <= 3 else 0.5)
        for word in words
    }
    whole = sum(weight.values())
    found = []
    for name, own in parts.items():
        had = [(word, max(near[word].get(part, 0.0) for part in own)) for word in words if own]
        share = sum(weight[word] * likeness for word, likeness in had) / whole if whole else 0.0
        if share >= ENOUGH:
            others = len(own) - sum(1 for _, likeness in had if likeness)
            found.append((share / (1 + 0.02 * max(others, 0)), name))
    return sorted(found, key=lambda one: (-one[0], one[1]))[:most]


def _near(word: str, known: Iterable[str]) -> dict[str, float]:
    """The known words that may be this one, with how like they are."""
    found = dict.fromkeys(nearest(word, known, 8, SAME_WORD), 0.8) if len(word) > 3 else {}
    return found | ({word: 1.0} if word in known else {})
