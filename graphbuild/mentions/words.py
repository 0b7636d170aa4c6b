"""Words of titles and passages, in a form in which different spellings of one title are equal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from graphbuild.mentions.lists import entries, word_list
from graphbuild.words import plain

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

STOP = word_list("little")
"""Words that a title is cited with and without."""

KIND = entries("kind")
"""The kind of document that a word names."""

LOOSE = frozenset(
    (
        "act",
        "agreement",
        "ceasefire",
        "charter",
        "commitment",
        "document",
        "memorandum",
        "minutes",
        "principles",
        "protocol",
        "roadmap",
        "terms",
    )
)
"""Kinds that prose also calls an agreement."""

GENERIC = STOP | word_list("shared")
"""Words that many titles share, so that they tell no agreement from another."""

_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))
_SPELLING = re.compile(r"is(?=(?:e|ed|es|ing|ation|ations)$)")


_JOINED = {
    ("cease", "fire"): "ceasefire",
    ("cease", "fires"): "ceasefires",
    ("road", "map"): "roadmap",
    ("road", "maps"): "roadmaps",
}


class Token(NamedTuple):
    """One word: its comparable form and where it stands."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """One word without case and accents, ``-ise`` as ``-ize``."""
    return _SPELLING.sub("iz", plain(word))


_SAME = {
    "accord": "agreement",
    "acuerdo": "agreement",
    "accords": "agreements",
    "acuerdos": "agreements",
}


def listed(name: str) -> frozenset[str]:
    """A list of words in the form in which texts are compared."""
    return frozenset(form(word) for word in word_list(name))


def core(words: Iterable[str]) -> tuple[str, ...]:
    """A name without little words; accord and agreement are one word."""
    return tuple(_SAME.get(word, word) for word in words if word not in STOP)


def tokens(text: str) -> list[Token]:
    """The words of a text; ``cease-fire`` is one, and an ``s`` after an apostrophe none."""
    out: list[Token] = []
    before = ""
    for match in _WORD.finditer(_UNSEEN.sub(_same_length, text)):
        word = form(match[0])
        start, end = match.span()
        if word == "s" and start and text[start - 1] in "'’ʼ`´":
            continue
        if joined := _JOINED.get((before, word)):
            out[-1] = Token(joined, out[-1].start, end)
            before = joined
        else:
            out.append(Token(word, start, end))
            before = word
    return out


def _same_length(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(maxsize=16384)
def forms(text: str) -> tuple[str, ...]:
    """The comparable forms of a text's words."""
    return tuple(token.form for token in tokens(text))


def telling(words: Sequence[str]) -> frozenset[str]:
    """The words that tell one title from another: neither little words nor kinds nor numbers."""
    return frozenset(
        word
        for word in words
        if word not in GENERIC and word not in KIND and len(word) > 1 and not word[0].isdigit()
    )


def kinds(words: Sequence[str]) -> frozenset[str]:
    """The kinds of document that a title names."""
    return frozenset(KIND[word] for word in words if word in KIND)


def numbered(words: Sequence[str]) -> bool:
    """Whether a name ends with a Roman number (``Oslo II``)."""
    return len(words) > 1 and words[-1] in _ROMAN
