"""Words and phrases of languages, from the table ``data/phrases.csv``, and patterns made of them.

A row is a meaning, a language (ISO 639), a phrase, and for some meanings how far it reaches. In a
phrase

* ``(...)`` may be missing, ``*`` at the end of a word stands for any ending,
* ``{meaning}`` stands for any phrase of another meaning,
* a space stands for any white space, ``-`` also for a space, ``'`` for every apostrophe,
* a letter with an accent also for the letter without it, unless it is a whole phrase.

So whoever speaks a language adds rows, and no pattern changes.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from graphbuild.patterns import late
from graphbuild.words import unaccented

_TABLE = Path(__file__).parent / "data" / "phrases.csv"
_MEANING = re.compile(r"\{([a-z][a-z-]*)\}")
_TOKEN = re.compile(r"\{[a-z][a-z-]*\}|\s+|.")
_APOSTROPHES = "['’ʼ`´]"
_HYPHENS = r"[-‐‑–\s]{1,2}"


class Phrase(NamedTuple):
    """One row: a phrase of a language, what it means, and how far it reaches (``""``: unsaid)."""

    meaning: str
    language: str
    phrase: str
    reach: str


@cache
def table() -> dict[str, tuple[Phrase, ...]]:
    """The rows of every meaning, in the order of the table."""
    out: dict[str, list[Phrase]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        head = next(rows)
        columns = itemgetter(*map(head.index, Phrase._fields))
        for phrase in map(Phrase._make, map(columns, rows)):
            out.setdefault(phrase.meaning, []).append(phrase)
    return {meaning: tuple(rows) for meaning, rows in out.items()}


def listed(meaning: str) -> tuple[str, ...]:
    """The phrases of a meaning as written."""
    return tuple(row.phrase for row in _rows(meaning))


def tokens(phrase: str) -> list[str]:
    """The letters, gaps, signs and ``{meanings}`` that a phrase is written with."""
    return _TOKEN.findall(phrase)


def is_meaning(token: str) -> str:
    """The meaning that a token of a phrase stands for; ``""`` for any other token."""
    found = _MEANING.fullmatch(token)
    return found[1] if found else ""


def reaching(meaning: str, reach: str) -> str:
    """A pattern for the phrases of a meaning that reach so far; ``""`` if there are none."""
    return _alternatives([row.phrase for row in _rows(meaning) if row.reach == reach])


def compiled(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern in which ``{meaning}`` stands for any phrase of that meaning.

    It is compiled when it is first used. Raises ``LookupError`` for a meaning without phrases.
    """
    for meaning in _MEANING.findall(pattern):
        _rows(meaning)

    return late(lambda: _MEANING.sub(lambda match: words(match[1]), pattern), flags)


@cache
def words(meaning: str) -> str:
    """A pattern for any phrase of a meaning, the longest first; boundaries of words are the user's."""
    return _alternatives(listed(meaning))


def _rows(meaning: str) -> tuple[Phrase, ...]:
    rows = table().get(meaning)
    if rows is None:
        raise LookupError(f"no phrase means {meaning!r} in {_TABLE.name}")
    return rows


# A tree of pieces of patterns is tried faster than a row of alternatives.
_Tree = dict[str, Any]
_END = ""


def _alternatives(phrases: list[str] | tuple[str, ...]) -> str:
    found = [pieces for phrase in phrases for pieces in _pieces(phrase)]
    return f"(?:{_joined(_tree(found))})" if found else ""


def _tree(found: list[list[str]]) -> _Tree:
    tree: _Tree = {}
    for pieces in found:
        node = tree
        for piece in pieces:
            node = node.setdefault(piece, {})
        node[_END] = {}
    return tree


def _joined(tree: _Tree) -> str:
    chain = []
    while len(tree) == 1 and _END not in tree:
        ((piece, tree),) = tree.items()
        chain.append(piece)
    inner = [piece + _joined(rest) for piece, rest in tree.items() if piece != _END]
    if inner:
        chain.append(f"(?:{'|'.join(inner)}){'?' if _END in tree else ''}")
    return "".join(chain)


def _pieces(phrase: str) -> list[list[str]]:
    """The phrase as pieces of a pattern (letters, gaps), in all its forms with and without ``(...)``.

    A ``(...)`` with a meaning in it is one piece that may be missing: written out in both forms,
    several of them would make the pattern many times longer.
    """
    if len(phrase) == 1 and phrase.isalpha():
        return [[phrase]]  # "à" is not "a"
    if "(" not in phrase:
        return [[*map(_piece, _TOKEN.findall(phrase))]]
    stack: list[list[list[str]]] = [[[]]]
    long = [False]
    for token in tokens(phrase):
        if token == "(":
            stack.append([[]])
            long.append(False)
        elif token == ")" and len(stack) > 1:
            inner = stack.pop()
            more = [[f"(?:{_joined(_tree(inner))})?"]] if long.pop() else [*inner, []]
            stack[-1] = [one + rest for one in stack[-1] for rest in more]
        else:
            long[-1] = long[-1] or _MEANING.fullmatch(token) is not None
            stack[-1] = [[*one, _piece(token)] for one in stack[-1]]
    if len(stack) > 1:
        raise ValueError(f"a bracket is not closed in the phrase {phrase!r} of {_TABLE.name}")
    return stack[0]


def _piece(token: str) -> str:
    return words(token[1:-1]) if len(token) > 1 and token[0] == "{" else _sign(token)


@cache
def _sign(token: str) -> str:
    if token.isspace():
        return r"\s+"
    if token == "*":
        return r"\w*"
    if token == "-":
        return _HYPHENS
    if token == "'":
        return _APOSTROPHES + r"\s?"
    plain = unaccented(token)
    return re.escape(token) if plain in {token, ""} else f"(?:{token}|{plain})"
