"""Names of an authority found in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from graphbuild.actors.known.authority import END, Authority
from graphbuild.actors.known.lists import word_list
from graphbuild.actors.known.names import Alias
from graphbuild.actors.known.words import Word

_BREAK = re.compile(r"[;:•●]|\n\s*\n|\.\s")

Extra = Mapping[tuple[str, ...], Alias]


class Match(NamedTuple):
    """A stretch of words (``first`` to ``last``) that is a name of one or several actors.

    ``lower`` if it is written without any capital letter.
    """

    first: int
    last: int
    aliases: list[Alias]
    lower: bool = False

    @property
    def size(self) -> int:
        """How many words the name has."""
        return self.last - self.first + 1


_CAPITAL_WORDS = word_list("capital-words")


def in_capitals(found: list[Word], i: int) -> bool:
    """Whether a little word stands among words in capitals (``EGLISE DU CHRIST AU CONGO``)."""
    if found[i].form not in _CAPITAL_WORDS:
        return False
    beside = [found[j].raw for j in (i - 1, i + 1) if 0 <= j < len(found)]
    gaps = found[i].gap + (found[i + 1].gap if i + 1 < len(found) else "")
    return gaps.strip() == "" and all(raw.isupper() and len(raw) > 3 for raw in beside)


def matches(found: list[Word], authority: Authority, extra: Extra | None = None) -> list[Match]:
    """The names in a text, longest first where they overlap, in the order of the text.

    ``extra`` are names that hold here only; they stand for any other of the same words.
    """
    tree = authority.tree
    starts = [i for i, word in enumerate(found) if word.form in tree]
    every = [match for i in starts for match in _from(found, i, authority)]
    if extra:
        own = _extra(found, extra)
        spans = {(match.first, match.last) for match in own}
        every = own + [match for match in every if (match.first, match.last) not in spans]
    return _longest(every, len(found))


def _longest(every: list[Match], size: int) -> list[Match]:
    every.sort(key=lambda match: (-match.size, match.first))
    taken = [False] * size
    kept: list[Match] = []
    for match in every:
        span = slice(match.first, match.last + 1)
        if not any(taken[span]):
            kept.append(match)
            taken[span] = [True] * match.size
    return sorted(kept, key=lambda match: match.first)


def _from(found: list[Word], start: int, authority: Authority) -> list[Match]:
    """Every name that begins with this word."""
    node = None if in_capitals(found, start) else authority.tree.get(found[start].form)
    out: list[Match] = []
    i = start
    while node is not None:
        parts = node.get(END)
        if parts is not None:
            match = _match(found, start, i, authority.names[parts])
            if match:
                out.append(match)
        i += 1
        node = node.get(found[i].form) if i < len(found) else None
        if node is not None and _BREAK.search(found[i].gap):
            break
    return out


def _match(found: list[Word], first: int, last: int, aliases: list[Alias]) -> Match | None:
    span = found[first : last + 1]
    fitting = [alias for alias in aliases if _written_as(alias, span)]
    if fitting:
        return Match(first, last, fitting)
    if last > first and not any(alias.short for alias in aliases):
        return Match(first, last, aliases, lower=True)
    return None


def _written_as(alias: Alias, span: list[Word]) -> bool:
    """Whether the words look like the name: capitals for abbreviations, a capital for names."""
    if alias.short:
        letters = "".join(word.raw for word in span)
        if len(span) == 1 and len(letters) >= 5 and letters[0].isupper() and letters.isalpha():
            return True
        capitals = sum(c.isupper() for c in letters)
        return capitals >= max(2, sum(c.isalpha() for c in letters) // 3)
    if len(span) > 1:
        return any(word.raw[:1].isupper() for word in span)
    raw = span[0].raw
    return raw[0].isupper() or alias.written[:1].islower() or any(c in raw[:3] for c in "'’")


def _extra(found: list[Word], extra: Extra) -> list[Match]:
    out: list[Match] = []
    firsts = {parts[0] for parts in extra}
    for i, word in enumerate(found):
        if word.form not in firsts:
            continue
        for size in range(1, 4):
            alias = extra.get(tuple(word.form for word in found[i : i + size]))
            if alias and i + size <= len(found) and word.raw[:1].isupper():
                out.append(Match(i, i + size - 1, [alias]))
    return out
