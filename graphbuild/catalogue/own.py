"""Queries of a user's own: known prefixes are added, and words that the house does not know are named.

A mistyped property is valid SPARQL and finds nothing, so it is an error here, as it is in our code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from graphbuild.catalogue.lines import awake
from graphbuild.errors import UnknownTerm, UsageError
from graphbuild.ontology.namespaces import DEFAULT_BASE, ONTOLOGY, PREFIXES, SCHEME
from graphbuild.ontology.terms import PA, check, concept, scheme, schemes
from graphbuild.stores.tokens import Token, prefixes, spoken, tokenize
from graphbuild.words import nearest

if TYPE_CHECKING:
    from graphbuild.stores import Asker

THINGS: Final = ("actor", "agreement", "conflict", "person", "place", "process", "source")
"""What may stand before the colon for things of a graph."""


def known_prefixes() -> dict[str, str]:
    """Every prefix that a query may use without saying so: vocabularies, coding schemes, things."""
    things = {name: f"{DEFAULT_BASE}{name}/" for name in THINGS}
    return PREFIXES | {name: f"{SCHEME}{name}/" for name in schemes()} | things


def completed(text: str, place: str, parameters: Sequence[str] = ()) -> str:
    """A query with the known prefixes that it uses and does not declare; its lines stay where they are.

    What it uses under some values of its ``parameters`` alone counts too.

    :raises UsageError: with the line, for a prefix that is not known and a term of our namespaces that
        is not declared, with the nearest.
    """
    tokens = tokenize(awake(text, parameters))
    declared, known = prefixes(tokens), known_prefixes()
    missing: dict[str, str] = {}
    for token in _names(tokens):
        prefix, _, name = token.text.partition(":")
        if token.kind == "prefixed" and prefix not in declared:
            if not prefix:
                continue  # a blank node, or the engine says so
            if prefix not in known:
                near = nearest(prefix, known, 1)
                hint = f"; did you mean {near[0]}:?" if near else ""
                raise UsageError(f"{place}, line {token.line}: no prefix {prefix}: is known{hint}")
            missing[prefix] = known[prefix]
        space = {**declared, **missing}.get(prefix, "") if token.kind == "prefixed" else ""
        _check(space + name if token.kind == "prefixed" else token.text[1:-1], place, token)
    added = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in missing.items())
    return added + text


def _names(tokens: list[Token]) -> Iterator[Token]:
    """The names and IRIs of a query, without those of its prologue."""
    words = list(spoken(tokens))
    for at, token in enumerate(words):
        begun = words[max(at - 2, 0) : at]
        if any(word.is_word("PREFIX") for word in begun) or any(
            word.is_word("BASE") for word in begun[-1:]
        ):
            continue
        if token.kind in ("prefixed", "iri"):
            yield token


def _check(iri: str, place: str, token: Token) -> None:
    try:
        if iri.startswith(ONTOLOGY) and iri != ONTOLOGY:
            check(iri.removeprefix(ONTOLOGY))
        elif iri.startswith(SCHEME):
            name, slash, code = iri.removeprefix(SCHEME).partition("/")
            if code:
                concept(name, code.replace("\\", ""))
            elif name and not slash:
                scheme(name)
    except UnknownTerm as error:
        raise UsageError(f"{place}, line {token.line}: {token.text}: {error}") from error


def unused(tokens: list[Token], store: Asker) -> list[str]:
    """The properties of ours in a query with which the graph states nothing, as ``pa:signing``."""
    declared = prefixes(tokens)
    asked = {
        token.text.partition(":")[2]
        for token in _names(tokens)
        if token.kind == "prefixed" and declared.get(token.text.partition(":")[0]) == ONTOLOGY
    }
    properties = {name: PA[name] for name in sorted(asked) if name[:1].islower()}
    return [
        f"pa:{name}"
        for name, iri in properties.items()
        if next(iter(store.select(f"SELECT ?x WHERE {{ ?x {iri} ?y }} LIMIT 1")), None) is None
    ]
