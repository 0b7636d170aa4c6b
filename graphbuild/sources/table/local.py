"""What PA-X Local has beside the columns of every table: places with coordinates, and its own level.

Before release 8 it has no column ``Agtp``, but columns that no other table of PA-X has: these say
that every agreement in it is a local one.
"""

from __future__ import annotations

import re
from itertools import chain

from graphbuild.ontology import fields, values
from graphbuild.records import Agreement, Locality
from graphbuild.sources.table.columns import Columns

LEVEL = "IntraLocal"
_ENOUGH = 2
"""Columns of its own by which PA-X Local is known."""
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{1,15})?")
_NONE = frozenset({"999", "-999", "99", "-99", "9999"})
"""What PA-X Local (999) and statistics programs write where there is no coordinate."""
_LIMITS = (90, 180)


def is_local(columns: Columns) -> bool:
    """Whether a table has columns that only PA-X Local has."""
    own = (item.columns for item in fields.fields() if item.kind in ("column", "localities"))
    return len(columns.names.intersection(chain(*own))) >= _ENOUGH


def set_level(agreement: Agreement) -> None:
    """Give an agreement of PA-X Local the level that its table stands for."""
    agreement.level_code = LEVEL
    agreement.level = next(one.label for one in values.values("level") if one.code == LEVEL)


def degrees(written: str, limit: int) -> str | None:
    """A coordinate in decimal degrees; ``""`` where there is none, ``None`` if it is no coordinate."""
    bare = written.removesuffix(".0")
    if not written or (bare in _NONE and abs(int(bare)) > limit):
        return ""
    if not _DEGREES.fullmatch(written):
        return None
    from decimal import Decimal

    number = Decimal(written.replace(",", "."))
    return format(number, "f") if abs(number) <= limit else None


def locality(name: str, latitude: str, longitude: str) -> tuple[Locality | None, str]:
    """The place that a row names, and what of it could not be taken.

    A coordinate alone is no point, and the point 0, 0 is none.
    """
    written = (latitude, longitude)
    point = [degrees(text, limit) for text, limit in zip(written, _LIMITS, strict=True)]
    doubt = ""
    nowhere = all(point) and not any(float(degree or 0) for degree in point)
    if None in point or nowhere or bool(point[0]) != bool(point[1]):
        doubt = f"LatDec {latitude or 'missing'}, LongDec {longitude or 'missing'}"
    if doubt or not all(point):
        point = ["", ""]
    if not name and not point[0]:
        return None, doubt
    return Locality(name, point[0] or "", point[1] or ""), doubt
