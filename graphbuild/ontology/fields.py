"""The fields of an agreement, each a row of ``ontology/codebook/fields.csv``.

A row says which column of PA-X's tables holds the field (and others that are part of it), where it
stands on a coding page, in which attribute of the record it is kept, which property states it, and
what it is called in the tidy tables. Its kind says the rest: how a cell is read, how the value is
stated, checked, compared and shown.

=================== =======================================================================
kind                what it is
=================== =======================================================================
``identifier``      the agreement's own id
``text``            free text; stated once
``column``          what a column holds, as it is, without a meaning of ours
``texts``           texts, each stated; a cell is one
``coded``           a value of the field's scheme: its label, and its code beside it
``answer``          a value of the field's scheme whose label is its code (``Yes``)
``number``          a number of somebody's list: a whole number, kept as text
``count``           how many of something there are: a whole number above 0
``release``         the number of a release
``date``            the agreement's date
``address``         a web address
``process number``  the process's number, which means something since release 3
``process name``    the process's name
``conflict number`` the conflict's number in the list that the field's scheme names
``places``          the names of ``Con``
``locations``       countries by their codes
``localities``      a place below the country: name, latitude, longitude
=================== =======================================================================

All fields merge and compare alike (:mod:`graphbuild.graph.merge`). A new field needs its term in
``pax.ttl``, its row here, and the generators of ``ontology/``; its attribute is ``more.NAME``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from graphbuild.ontology._tables import rows

KINDS: Final = (
    "identifier", "text", "process name", "texts", "coded", "answer", "process number", "release",
    "count", "column", "conflict number", "number", "locations", "localities", "places", "address", "date",
)  # fmt: skip
"""Every kind, in the order in which a row's cells are read."""

_BESIDE: Final = {"coded": ("{}_code",), "places": ("countries", "entities")}
"""The attributes that are filled together with a field's own, by its kind."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an agreement.

    ``code`` is PA-X's column, or begins with ``x:`` where only a page prints the field;
    ``columns`` are the columns it is read from, ``attributes`` those of the record that it fills,
    its own first, ``property`` a prefixed name, ``scheme`` the coding scheme or the list of
    conflicts, ``table_columns`` what tidy tables call it. ``page_position`` is its place among the
    labels above a page's coded rows, 0 if it stands elsewhere. ``get`` gives a record's value,
    ``""``, ``[]`` or ``None`` if it has none, and ``get_code`` that of a coded field's code.
    """

    code: str
    columns: tuple[str, ...]
    attribute: str
    attributes: tuple[str, ...]
    kind: str
    property: str
    scheme: str
    table_columns: tuple[str, ...]
    page_position: int
    page_label: str
    get: Callable[[object], Any]
    get_code: Callable[[object], Any]

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The columns of locations: that of the ISO code with that of the Gleditsch-Ward number."""
        half = len(self.columns) // 2
        return tuple(zip(self.columns[:half], self.columns[half:], strict=True))

    def put(self, record: object, given: object) -> None:
        """Write the value into a record."""
        put(record, self.attribute, given)


def getter(attribute: str) -> Callable[[object], Any]:
    """What reads an attribute of a record, or (``more.name``) a key of one; for hot paths."""
    owner, _, key = attribute.partition(".")
    if not key:
        return attrgetter(owner)
    return lambda record: getattr(record, owner).get(key, "")


def value(record: object, attribute: str) -> Any:
    """What a record holds under an attribute; ``""``, ``[]`` or ``None`` if there is nothing."""
    return getter(attribute)(record)


def put(record: object, attribute: str, given: object) -> None:
    """Write a value where :func:`getter` finds it; a key without a value is left out."""
    if "." not in attribute:
        setattr(record, attribute, given)
        return
    owner, _, key = attribute.partition(".")
    if given:
        getattr(record, owner)[key] = given
    else:
        getattr(record, owner).pop(key, None)


@cache
def fields() -> tuple[Field, ...]:
    """Every field that is read and stated, in the order of the table."""
    found = []
    for row in rows("fields"):
        if row["kind"]:
            assert row["kind"] in KINDS, f"fields.csv: {row['code']} has an unknown kind"
            parts = (other["code"] for other in rows("fields") if other["part_of"] == row["code"])
            beside = (name.format(row["attribute"]) for name in _BESIDE.get(row["kind"], ()))
            attributes = (row["attribute"], *beside)
            own = () if row["code"].startswith("x:") else (row["code"],)
            found.append(
                Field(
                    code=row["code"],
                    columns=(*own, *parts),
                    attribute=row["attribute"],
                    attributes=attributes,
                    kind=row["kind"],
                    property=row["property"],
                    scheme=row["scheme"],
                    table_columns=tuple(filter(None, row["table_column"].split("|"))),
                    page_position=int(row["page_position"] or 0),
                    page_label=row["page_label"],
                    get=getter(attributes[0]),
                    get_code=getter(attributes[-1]),
                )
            )
    return tuple(found)


@cache
def by_kind() -> tuple[Field, ...]:
    """The fields in the order in which a row is read: by kind, then as in the table."""
    return tuple(sorted(fields(), key=lambda field: KINDS.index(field.kind)))


@cache
def columns() -> frozenset[str]:
    """The columns of PA-X's tables that are read besides the issue codes."""
    return frozenset(column for field in fields() for column in field.columns)


@cache
def on_page() -> tuple[Field, ...]:
    """The fields that a coding page prints above its coded rows, from top to bottom."""
    found = [field for field in fields() if field.page_position]
    return tuple(sorted(found, key=lambda field: field.page_position))


@cache
def page_labels() -> dict[str, str]:
    """Label on the page of each field of :func:`on_page` by its code, in that order."""
    return {field.code: field.page_label for field in on_page()}
