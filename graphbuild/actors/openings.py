"""Where phrases may begin in a text: one look at its words spares most patterns the whole text.

A text is divided into words once. What each word may be the beginning of is known from the table of
phrases, word by word, and kept, since texts repeat their words; so a text has a number whose bits
are the meanings of which it may hold a phrase, and most patterns need not be tried on it at all.
Where one is, it is tried at the few words with which its phrases begin, not at every letter.

That is a promise of the table, not a guess: words are compared without case and accents by their
first letters, so that a word more than needed may be tried and never one less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from graphbuild.actors.phrases import compiled, is_meaning, listed, table, tokens
from graphbuild.words import plain

_WORD = re.compile(r"[^\W_]+")
_KEPT = 512
_HEAD = 3


class Opened:
    """A pattern of which every match begins with a phrase of certain meanings, at the start of a word.

    It is compiled when a text first holds a word with which such a phrase begins.
    """

    def __init__(self, pattern: str, *meanings: str, flags: int = re.IGNORECASE) -> None:
        self._pattern = compiled(rf"\b(?:{pattern})", flags)
        self._meanings = meanings

    def may_be_in(self, text: str) -> bool:
        """Whether a text holds a word with which a match can begin."""
        return may_hold(text, *self._meanings)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in a text, in order; none overlap."""
        if not may_hold(text, *self._meanings):
            return
        match, last = self._pattern.match, 0
        for place in places(text, self._meanings):
            if place >= last and (found := match(text, place)):
                yield found
                last = found.end()

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return next(self.finditer(text), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self._pattern.fullmatch(text)


def may_hold(text: str, *meanings: str) -> bool:
    """Whether a text holds a word with which a phrase of one of these meanings begins."""
    return bool(held(text) & bits(meanings))


def may_begin(word: str, *meanings: str) -> bool:
    """Whether a phrase of one of these meanings may begin where a word, or what looks like one, does."""
    return bool(_of_first(word) & bits(meanings))


@lru_cache(maxsize=_KEPT)
def held(text: str) -> int:
    """The meanings of which a text may hold a phrase, as bits."""
    return reduce(or_, map(_of_word, _WORD.findall(text)), 0)


@lru_cache(maxsize=_KEPT)
def places(text: str, meanings: tuple[str, ...]) -> list[int]:
    """Where in a text stand the words with which a phrase of one of these meanings may begin."""
    wanted = bits(meanings)
    return [place for place, own in _beginning(text) if own & wanted]


@lru_cache(maxsize=_KEPT)
def _beginning(text: str) -> list[tuple[int, int]]:
    """The places of the words with which a phrase may begin, and of which meanings."""
    return [(m.start(), own) for m in _WORD.finditer(text) if (own := _of_word(m[0]))]


@cache
def bits(meanings: tuple[str, ...]) -> int:
    """The bits of some meanings.

    Raises :class:`LookupError` for one without phrases, or with one that does not begin with a word.
    """
    own = 0
    for meaning in meanings:
        if any(not one.letters for one in _beginnings(meaning)):
            raise LookupError(f"a phrase that means {meaning!r} does not begin with a word")
        own |= 1 << list(table()).index(meaning)
    return own


@lru_cache(maxsize=65536)
def _of_word(word: str) -> int:
    """The bits of the meanings of which a phrase may begin with a word."""
    words, beginnings = _known()
    folded = word.lower() if word.isascii() else _folded(word)
    own = words.get(folded, 0)
    for size in range(1, _HEAD + 1):
        for beginning, meanings in beginnings.get(folded[:size], ()):
            if folded.startswith(beginning):
                own |= meanings
    return own


@lru_cache(maxsize=65536)
def _of_first(word: str) -> int:
    """The same of the first letters and digits of what looks like a word (``Maj-Gen.``, ``d'Ivoire``)."""
    first = _WORD.match(word)
    return _of_word(first[0]) if first else 0


class _Beginning(NamedTuple):
    """The first word of a phrase: all of it, or the letters that it begins with."""

    letters: str
    whole: bool


@cache
def _known() -> tuple[dict[str, int], dict[str, list[tuple[str, int]]]]:
    """Whole words, and beginnings of words by their first letters, with the bits of their meanings."""
    words: Counter[str] = Counter()
    beginnings: Counter[str] = Counter()
    for number, meaning in enumerate(table()):
        for letters, whole in _beginnings(meaning):
            (words if whole else beginnings)[letters] |= 1 << number
    by_head: dict[str, list[tuple[str, int]]] = {}
    for letters, meanings in beginnings.items():
        by_head.setdefault(letters[:_HEAD], []).append((letters, meanings))
    return words, by_head


@cache
def _beginnings(meaning: str) -> frozenset[_Beginning]:
    """What the phrases of a meaning begin with."""
    return frozenset(one for phrase in listed(meaning) for one in _first_words(phrase))


def _first_words(phrase: str) -> set[_Beginning]:
    """The first word of a phrase, in all its forms with and without ``(...)``."""
    done: set[_Beginning] = set()
    growing = {""}
    without: list[set[str]] = []  # what the phrase is without the brackets that are open
    for token in tokens(phrase):
        if token == "(":
            without.append(growing)
        elif token == ")" and without:
            growing = growing | without.pop()
        elif meaning := is_meaning(token):
            inner = _beginnings(meaning)
            done |= {one._replace(letters=own + one.letters) for own in growing for one in inner}
            growing = set()
        elif token.isalnum():
            growing = {own + _folded(token) for own in growing}
        else:  # the word is over: at a gap, a hyphen or an apostrophe; "*" stands for more letters
            done |= {_Beginning(own, token != "*") for own in growing}
            growing = set()
    return done | {_Beginning(own, whole=False) for own in growing}


def _folded(word: str) -> str:
    """A word without accents and case; "ı" is a small "I" for patterns that take no note of case."""
    return plain(word).replace("ı", "i")
