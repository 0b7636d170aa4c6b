"""By which signs a kind of source is known: what recognition looks at, and how signs are weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

SAMPLE = 50
"""Rows below a header that recognition may look at."""


@dataclass(frozen=True)
class Look:
    """What recognition sees of a file: a header with the first rows below it, or a text."""

    header: tuple[str, ...] = ()
    rows: tuple[Sequence[str], ...] = ()
    text: str = ""

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the columns without case and edge blanks."""
        return frozenset(map(column_name, self.header)) - {""}

    def column(self, *names: str) -> list[str]:
        """The cells of the first of these columns that there is, blank ones left out."""
        header = [column_name(name) for name in self.header]
        at = next((header.index(name) for name in names if name in header), -1)
        cells = [row[at].strip() for row in self.rows if 0 <= at < len(row)]
        return [cell for cell in cells if cell]


class Weight(NamedTuple):
    """How much speaks for a kind: how many signs, what is missing, what denies it.

    ``doubts`` are what speaks against it unless the user says that it is this kind.
    """

    signs: int
    missing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether something speaks for the kind and nothing against it."""
        return self.may_be and not self.doubts

    @property
    def may_be(self) -> bool:
        """Whether it can be the kind if the user says so."""
        return self.signs > 0 and not self.missing and not self.against

    @property
    def near(self) -> tuple[bool, int]:
        """How near it comes where nothing fits: nothing missing, then many signs."""
        return self.signs > 0 and not self.missing, self.signs

    @property
    def words(self) -> str:
        """What keeps it from being the kind, in a user's words; ``""`` if nothing does."""
        told = [f"no {name}" for name in self.missing]
        told += [f"{what} speaks against it" for what in self.against]
        return ", ".join(told or self.doubts)


Weigh = Callable[[Look], Weight]


def column_name(header: str) -> str:
    """A header as names of columns are compared: without case, edge blanks and byte order mark."""
    return header.strip().strip("\ufeff").strip().casefold()


def columns(
    needs: Sequence[Sequence[str]],
    known: Iterable[str] = (),
    against: Iterable[str] = (),
) -> Weigh:
    """A way to weigh tables by the names of their columns, case set aside.

    Of each group in ``needs`` one must be there; ``known`` are further names that speak for the
    kind, ``against`` those that no table of this kind has.
    """
    groups = tuple(tuple(map(column_name, group)) for group in needs)
    denying = frozenset(map(column_name, against))
    speaking = frozenset(map(column_name, known)).union(*groups) - denying
    telling = speaking | denying
    lacking = tuple(f"column {' or '.join(group)}" for group in needs)
    nothing = Weight(0, lacking)

    def weigh(look: Look) -> Weight:
        names = look.names
        if names.isdisjoint(telling):  # as nearly every line of a text
            return nothing
        missing = tuple(
            lack for lack, group in zip(lacking, groups, strict=True) if names.isdisjoint(group)
        )
        return Weight(len(names & speaking), missing, tuple(sorted(names & denying)))

    return weigh
