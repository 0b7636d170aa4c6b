"""Words that are known to be words, to tell what a letter that a converter lost has been."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from graphbuild.ontology import places, processes, topics, values
from graphbuild.sources.page.slots import slots

_SCHEMES = ("interim", "level", "nature", "region", "stage", "status", "substage")
_WORD = re.compile(r"[^\W\d_]{3,40}")
_STEMS = Path(__file__).parent / "data" / "stems.csv"
_ENDINGS = frozenset(("s", "t", "d", "re", "ve", "ll"))
_ARTICLES = frozenset(("d", "l", "s", "n", "qu", "o"))


@cache
def _stems() -> frozenset[str]:
    """How words begin whose letters many fonts draw as one glyph: ff, fi, fl, ffi, ffl, ti, tt."""
    with _STEMS.open(encoding="utf-8", newline="") as handle:
        return frozenset(row["stem"] for row in csv.DictReader(handle))


@cache
def _own() -> frozenset[str]:
    """The words of the coding scheme: labels, values, places and processes."""
    labels = [slot.label for slot in slots()]
    labels += [topic.label for topic in topics.topics().values()]
    labels += [value.label for name in _SCHEMES for value in values.values(name)]
    labels += [*places.places(), *processes.names().values(), "No specific mention."]
    return frozenset(word.casefold() for label in labels for word in _WORD.findall(label))


class Words:
    """The words of one text that are whole, those of the coding scheme, and usual ones."""

    def __init__(self, text: str) -> None:
        self._text = frozenset(word.casefold() for word in _WORD.findall(text))

    def has(self, word: str, sure: int = 0) -> bool:
        """Whether this is a word, perhaps with an apostrophe in it.

        A usual word is known by its beginning; that must reach over the first ``sure`` letters.
        """
        before, apostrophe, after = word.casefold().partition("’")
        if not apostrophe:
            return self._is_one(before, sure)
        if after in _ENDINGS:
            return self._is_one(before, 3)
        return before in _ARTICLES and self._is_one(after, 3)

    def _is_one(self, word: str, sure: int) -> bool:
        if word in _own() or word in self._text:
            return True
        return any(word[:end] in _stems() for end in range(max(3, sure), min(len(word), 16) + 1))
