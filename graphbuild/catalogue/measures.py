"""What the columns of an answer measure: counts, shares, and what a share divides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from graphbuild.catalogue.figure import words

TIMES: Final = ("year", "period", "decade")
NO_MEASURES: Final = frozenset(
    {*TIMES, "from", "to", "page", "camp", "gwno", "not_coded", "not_tied"}
)
"""Numbers that tell when, where or what is missing, not how much."""
_ROUNDING: Final = 0.0002

Rows = Sequence[Sequence[Any]]


class Measured:
    """Columns by what they hold: measures, texts, and the share that is to be drawn."""

    def __init__(self, columns: Sequence[str], rows: Rows) -> None:
        self.columns, self.rows = tuple(columns), rows
        self.measures = [name for name in self.columns if self._measures(name)]
        self.counts = [name for name in self.measures if not is_share(name)]
        self.shares = [name for name in self.measures if is_share(name)]

    def column(self, name: str) -> list[Any]:
        """The values of a column, row by row."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def _measures(self, name: str) -> bool:
        if name in NO_MEASURES or name.endswith(("_id", "_year", "_date")):
            return False
        values = [value for value in self.column(name) if value is not None]
        return bool(values) and all(map(_is_number, values))

    def texts(self) -> list[str]:
        """Columns of words, in order; dates and ids are none."""
        return [
            name
            for name in self.columns
            if not name.endswith(("_id", "_date"))
            and name not in TIMES
            and any(isinstance(value, str) for value in self.column(name))
        ]

    def fraction(self, share: str) -> tuple[str, str]:
        """The columns that a share divides, ``""`` where they are not in the answer."""
        for part in self.counts:
            for base in self.counts:
                if part != base and self._divides(part, base, share):
                    return part, base
        # A share "with" something is one of the agreements beside it.
        return "", "agreements" if share.startswith(
            "share_with"
        ) and "agreements" in self.counts else ""

    def _divides(self, part: str, base: str, share: str) -> bool:
        rows = zip(self.column(part), self.column(base), self.column(share), strict=True)
        whole = [row for row in rows if None not in row]
        return bool(whole) and all(
            bottom and abs(top / bottom - value) < _ROUNDING for top, bottom, value in whole
        )

    def left(self) -> list[str]:
        """What the answer itself says that it could not count."""
        if "not_coded" not in self.columns:
            return []
        missing = sum(value or 0 for value in self.column("not_coded"))
        return [f"Not coded, and so in no share: {missing:,}."] if missing and self.shares else []


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_share(name: str) -> bool:
    """Whether a column is a share by its name."""
    return name in ("share", "jaccard", "percent") or name.startswith("share_")


def unit(share: str, base: str) -> str:
    """Of what a share is one, in words."""
    if share.startswith("share_") and base:
        return f"share of {words(base)} {words(share.removeprefix('share_'))}"
    return f"share of {words(base)}" if base else words(share)
