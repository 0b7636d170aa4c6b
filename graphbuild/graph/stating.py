"""How the fields of an agreement are stated, each by what its kind in ``fields.csv`` says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from graphbuild.graph.derived import conflicts, derivation, process_key
from graphbuild.graph.entity import Entity, date, integer, text
from graphbuild.ontology import fields, values
from graphbuild.ontology.fields import Field
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, concept, expand
from graphbuild.records import Agreement

Term = Literal | NamedNode | None


def state_fields(entity: Entity, iris: Iris, record: Agreement) -> None:
    """State every field of a record but its places, which the graph describes too."""
    for item in _stated():
        if given := item.get(record):
            for value in given if isinstance(given, list) else (given,):
                entity.add(item.predicate, item.term(value))
    if process := process_key(record):
        entity.add(PA.inProcess, iris.process(process))
    for scheme, key in conflicts(record):
        entity.add(PA.addressesConflict, iris.conflict(scheme, key))


class _Stated(NamedTuple):
    """A field that is stated of an agreement by a literal, an address or a concept.

    ``get`` gives what of a record is stated, ``term`` the term for it, ``None`` if there is none.
    """

    get: Callable[[Agreement], Any]
    predicate: NamedNode
    term: Callable[[Any], Term]


@cache
def _stated() -> tuple[_Stated, ...]:
    return tuple(
        _Stated(_getter(field), expand(field.property), _TERMS[field.kind](field))
        for field in fields.fields()
        if field.kind in _TERMS
    )


def _getter(field: Field) -> Callable[[Agreement], Any]:
    if field.kind == "coded":
        return field.get_code
    return derivation(field)


def _coded(field: Field) -> Callable[[str], Term]:
    return lambda code: concept(field.scheme, code)


def _answer(field: Field) -> Callable[[str], Term]:
    codes = {known.code for known in values.values(field.scheme)}
    return lambda label: concept(field.scheme, label) if label in codes else None


def _number(given: int | str) -> Term:
    return integer(int(given)) if str(given).isdigit() else None


def _link(url: str) -> Term:
    try:
        return (
            NamedNode(url.replace(" ", "%20")) if url.startswith(("http://", "https://")) else None
        )
    except ValueError:
        return None


_TERMS: dict[str, Callable[[Field], Callable[[Any], Term]]] = {
    "text": lambda _: text,
    "texts": lambda _: text,
    "column": lambda _: text,
    "number": lambda _: text,
    "coded": _coded,
    "answer": _answer,
    "count": lambda _: _number,
    "release": lambda _: _number,
    "date": lambda _: date,
    "address": lambda _: _link,
}
"""What makes terms of the values of each kind; other kinds lead to things with IRIs of their own."""
