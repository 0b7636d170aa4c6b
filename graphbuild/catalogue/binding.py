"""Putting values in a query: terms into its ``VALUES`` blocks, never text into its text.

A parameter ``sense`` stands in the query as ``VALUES ?_sense { "listed" }`` (the underscore is grlc's
sign of a parameter), with its default or, where it must be given, an example, so that the file runs
unchanged in any store. Binding replaces what is between the braces of every such block; nothing else
of the query changes. A parameter ``limit`` is the number after ``LIMIT``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graphbuild.ontology.namespaces import PREFIXES
from graphbuild.stores.tokens import Token, prefixes, spoken, tokenize

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

LIMIT = "limit"
MARKS = ("?_", "$_")


def slots(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Where values stand: each ``VALUES ?_name { ... }`` as name and the span between the braces.

    The number after ``LIMIT`` is a slot named ``limit``.
    """
    heard = [at for at, token in enumerate(tokens) if token.kind not in ("blank", "comment")]
    for place, at in enumerate(heard):
        if tokens[at].is_word("VALUES") and place + 2 < len(heard):
            variable, brace = heard[place + 1], heard[place + 2]
            if tokens[variable].text.startswith(MARKS) and tokens[brace].text == "{":
                yield tokens[variable].text[2:], brace + 1, _closing(tokens, brace)
        elif tokens[at].is_word("LIMIT") and place + 1 < len(heard):
            number = heard[place + 1]
            if tokens[number].kind == "number":
                yield LIMIT, number, number + 1


def _closing(tokens: Sequence[Token], brace: int) -> int:
    return next((at for at in range(brace, len(tokens)) if tokens[at].text == "}"), len(tokens))


def bind(sparql: str, values: Mapping[str, Sequence[Literal | NamedNode]]) -> str:
    """The query with the given terms in the slots of these names; other slots keep what they have."""
    tokens = tokenize(sparql)
    parts: list[str] = []
    done = 0
    for name, start, end in slots(tokens):
        if name not in values:
            continue
        parts += [token.text for token in tokens[done:start]]
        parts.append(_block(name, values[name]))
        done = end
    parts += [token.text for token in tokens[done:]]
    return "".join(parts)


def _block(name: str, terms: Sequence[Literal | NamedNode]) -> str:
    if name == LIMIT:
        return terms[0].value
    return "".join(f" {term}" for term in terms) + " "


def written(sparql: str) -> dict[str, list[list[str]]]:
    """What stands in each slot of a query, by name: the terms of every slot as N-Triples writes them."""
    tokens = tokenize(sparql)
    names = prefixes(tokens)
    found: dict[str, list[list[str]]] = {}
    for name, start, end in slots(tokens):
        texts = [_expanded(token, names) for token in spoken(tokens[start:end])]
        found.setdefault(name, []).append(_joined(texts))
    return found


def _expanded(token: Token, names: Mapping[str, str]) -> str:
    prefix, colon, local = token.text.partition(":")
    if token.kind == "prefixed" and colon and prefix in names:
        return f"<{names[prefix]}{local}>"
    if token.kind == "number":
        return f'"{token.text}"^^<{PREFIXES["xsd"]}integer>'
    return token.text


def _joined(texts: Sequence[str]) -> list[str]:
    """Bring ``"text"``, ``^^`` and the datatype together again."""
    out: list[str] = []
    for text in texts:
        if out and (text == "^^" or out[-1].endswith("^^")):
            out[-1] += text
        else:
            out.append(text)
    return out
