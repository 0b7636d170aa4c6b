"""The words of a SPARQL text: enough of its grammar to tell strings, IRIs and comments from the rest.

Source: SPARQL 1.1 Query Language, section 19.8 (terminals). Joining the texts of all tokens gives the
query back, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphbuild.errors import UsageError

_TERMINALS = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<blank>\s+)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$][\w·‿⁀]+)
    | (?P<language>@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
                (?:(?:[\w.:\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
                (?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    | (?P<number>(?:\d+\.\d*|\.?\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<sign>\^\^|&&|\|\||!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)

READING = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})
"""The forms of a query; everything else that can stand after the prologue changes data."""


class Token(NamedTuple):
    """One terminal: its kind, its characters, and the line (from 1) on which it begins."""

    kind: str
    text: str
    line: int

    def is_word(self, word: str) -> bool:
        """Whether this is the given keyword (written in capitals), in any case."""
        return self.kind == "word" and self.text.upper() == word


def tokenize(sparql: str) -> list[Token]:
    """Split a query into its terminals, blanks and comments included."""
    tokens, line = [], 1
    for match in _TERMINALS.finditer(sparql):
        tokens.append(Token(match.lastgroup or "sign", match.group(), line))
        line += match.group().count("\n")
    return tokens


def spoken(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that an engine reads: neither blanks nor comments."""
    return (token for token in tokens if token.kind not in ("blank", "comment"))


def form(tokens: Iterable[Token], place: str) -> str:
    """``SELECT``, ``CONSTRUCT``, ``ASK`` or ``DESCRIBE``.

    :raises UsageError: for an update, or a text that is no query.
    """
    words = spoken(tokens)
    for token in words:
        if token.is_word("PREFIX"):
            next(words, None), next(words, None)
        elif token.is_word("BASE"):
            next(words, None)
        elif token.kind == "word" and token.text.upper() in READING:
            return token.text.upper()
        else:
            raise UsageError(
                f"{place}, line {token.line}: {token.text!r} does not begin a query; "
                "only SELECT, CONSTRUCT, ASK and DESCRIBE are run, never updates"
            )
    raise UsageError(f"{place}: there is no query in it")


def prefixes(tokens: Iterable[Token]) -> dict[str, str]:
    """The prologue's prefixes: ``pa`` to its namespace."""
    found: dict[str, str] = {}
    words = list(spoken(tokens))
    for at, token in enumerate(words[:-2]):
        if token.is_word("PREFIX"):
            found[words[at + 1].text.rstrip(":")] = words[at + 2].text[1:-1]
    return found


def asks_sources(tokens: Iterable[Token]) -> bool:
    """Whether the query names graphs, so that the merged graph alone cannot answer it."""
    return any(token.is_word("GRAPH") or token.is_word("FROM") for token in tokens)


def uses(tokens: Iterable[Token], keyword: str) -> bool:
    """Whether the query uses a keyword, such as ``GRAPH``."""
    return any(token.is_word(keyword) for token in tokens)
