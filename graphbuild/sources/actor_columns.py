"""The columns of an actor: one mapping for PAA-X and every authority, whatever file they stand in.

The names are those of PAA-X's sheet ``actors``; ``alternative_names`` (parted by ``|``) is what
authorities add.
"""

from __future__ import annotations

from graphbuild.records import Actor
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings
from graphbuild.sources.signs import column_name
from graphbuild.sources.table import cells
from graphbuild.sources.table.cells import Get, Row
from graphbuild.words import one_line

IDENTIFIERS = (
    ("paax", "id_paax"),
    ("ucdp", "ucdp_id"),
    ("ucdp_name", "ucdp_name"),
    ("acled_name", "acled_name"),
    ("acled_other", "acled_other"),
)
SCOPES = ("international", "regional", "domestic")
TEXTS = (
    ("type", "actor_type"),
    ("sub_type", "sub_type"),
    ("civil_society_type", "cs_type"),
    ("abbreviation", "abbreviation"),
    ("country", "actor_country"),
    ("iso3", "actor_iso3c"),
    ("region", "actor_region"),
    ("un_type", "un_type"),
)
"""Attribute of the record and column."""

COLUMNS = frozenset(
    ("actor_id", "actor_name", "alternative_names", "actor_gwno", "women", *SCOPES)
).union((column for _, column in IDENTIFIERS), (column for _, column in TEXTS))
"""Every column that is read."""

NOT_OF_ACTORS = (
    "AgtId", "Agt", "Dat", "signatory_id", "signatory_type", "paid", "pa_name", "pa_date", "year",
    "conflict_id", "conflict_name", "dyad_id", "dyad_name", "event_id", "event_date", "side_a",
    "side_b", "incompatibility",
)  # fmt: skip
"""Columns that show that a row is no actor, but an agreement, a conflict, a year or an event."""

_TRUE = frozenset({"1", "true", "yes"})
_PARTS = "|"


def getter(sheet: Sheet) -> Get:
    """A function that gives the cell of a row below a header, ``""`` for a null or no such column."""
    return cells.getter(sheet.header, column_name)


def number_or_text(text: str) -> str:
    """``388.0`` as ``388``; anything else as it is."""
    return cells.whole(text) or text


def key_of(row: Row, get: Get) -> str:
    """What identifies the actor of a row: its number or own key, else the number in ``id_paax``."""
    own = number_or_text(one_line(get(row, "actor_id")))
    return own or cells.whole(get(row, "id_paax").rpartition("_")[2]) or ""


def read_actor(key: str, row: Row, get: Get) -> Actor:
    """What a row says of an actor; names are one line each."""

    def line(column: str) -> str:
        return one_line(get(row, column))

    named = line("alternative_names").split(_PARTS)
    identifiers = {own: line(column) for own, column in IDENTIFIERS}
    return Actor(
        key=key,
        name=line("actor_name"),
        alternative_names=[name for part in named if (name := part.strip())],
        gwno=number_or_text(line("actor_gwno")),
        scope=next((scope for scope in SCOPES if _is_true(line(scope))), ""),
        women=_is_true(line("women")),
        identifiers={own: number_or_text(text) for own, text in identifiers.items() if text},
        **{attribute: line(column) for attribute, column in TEXTS},
    )


def _is_true(text: str) -> bool:
    return number_or_text(text).casefold() in _TRUE


def read_actors(sheet: Sheet, findings: Findings) -> list[Actor]:
    """The actors of a table; rows without key or name, and keys that come again, are left out."""
    get, actors = getter(sheet), dict[str, Actor]()
    for number, row in sheet.rows:
        actor = read_actor(key_of(row, get), row, get)
        if not actor.key or not actor.name:
            message = "an actor without identifier or name, left out"
            findings.add("error", "nameless-actor", message, number)
        elif actor.key in actors:
            message = f"actor {actor.key} stands twice, the first row counts"
            findings.add("error", "duplicate-actor", message, number)
        else:
            actors[actor.key] = actor
    return list(actors.values())
