"""How the fields of an agreement are stated, each by what its kind in ``fields.csv`` says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from graphbuild.graph.derived import derived, process_key
from graphbuild.graph.entity import Entity, date, integer
from graphbuild.ontology import fields, values
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, concept, expand
from graphbuild.records import Agreement


def state_fields(entity: Entity, iris: Iris, record: Agreement) -> None:
    """State every field of a record but its places, which the graph describes too."""
    for item in _stated():
        item.state(entity, item, record)
    if process := process_key(record):
        entity.add(PA.inProcess, iris.process(process))
    for field in _conflicts():
        if number := field.get(record):
            entity.add(PA.addressesConflict, iris.conflict(field.scheme, number))


def _link(url: str) -> NamedNode | None:
    try:
        return (
            NamedNode(url.replace(" ", "%20")) if url.startswith(("http://", "https://")) else None
        )
    except ValueError:
        return None


def _text(entity: Entity, item: _Stated, record: Agreement) -> None:
    entity.add_text(item.predicate, item.field.get(record))


def _texts(entity: Entity, item: _Stated, record: Agreement) -> None:
    for given in item.field.get(record):
        entity.add_text(item.predicate, given)


def _coded(entity: Entity, item: _Stated, record: Agreement) -> None:
    if code := item.field.get_code(record):
        entity.add(item.predicate, concept(item.field.scheme, code))


def _answer(entity: Entity, item: _Stated, record: Agreement) -> None:
    label = item.field.get(record)
    if any(known.code == label for known in values.values(item.field.scheme)):
        entity.add(item.predicate, concept(item.field.scheme, label))


def _number(entity: Entity, item: _Stated, record: Agreement) -> None:
    given = item.field.get(record)
    if given is not None and str(given).isdigit():
        entity.add(item.predicate, integer(int(given)))


def _date(entity: Entity, item: _Stated, record: Agreement) -> None:
    given = item.field.get(record)
    entity.add(item.predicate, date(given) if given else None)


def _address(entity: Entity, item: _Stated, record: Agreement) -> None:
    entity.add(item.predicate, _link(derived(item.field, record)))


class _Stated(NamedTuple):
    """A field that is stated of an agreement by a literal, an address or a concept."""

    field: fields.Field
    predicate: NamedNode
    state: Callable[[Entity, _Stated, Agreement], None]


_STATED: dict[str, Callable[[Entity, _Stated, Agreement], None]] = {
    "text": _text,
    "texts": _texts,
    "number": _text,
    "coded": _coded,
    "answer": _answer,
    "count": _number,
    "release": _number,
    "date": _date,
    "address": _address,
}
"""What states a field of each kind; the others lead to things with IRIs of their own."""


@cache
def _stated() -> tuple[_Stated, ...]:
    return tuple(
        _Stated(field, expand(field.property), _STATED[field.kind])
        for field in fields.fields()
        if field.kind in _STATED
    )


@cache
def _conflicts() -> tuple[fields.Field, ...]:
    return tuple(field for field in fields.fields() if field.kind == "conflict number")
