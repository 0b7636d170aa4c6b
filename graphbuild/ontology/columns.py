"""The columns of PA-X's tables: present, retired, renamed by others, and not PA-X's at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.ontology.topics import topics
from graphbuild.words import fold


@cache
def known() -> dict[str, str]:
    """PA-X's own name of each known column; ``""`` for one that holds nothing of PA-X's own."""
    names = {row["code"]: row["code"] for row in rows("fields")} | {code: code for code in topics()}
    names = {name: own for name, own in names.items() if not name.startswith("x:")}
    return names | {
        row["column"]: row["stands_for"] for row in rows("columns") if not row["beside"]
    }


@cache
def _beside() -> dict[str, tuple[str, str]]:
    """Names too common to be known alone: what they stand for, and beside which column (folded)."""
    return {
        fold(row["column"]): (row["stands_for"], fold(row["beside"]))
        for row in rows("columns")
        if row["beside"]
    }


def own_names(header: Sequence[str]) -> list[str | None]:
    """PA-X's name for each column of a header, as :func:`own_name` gives it.

    PA-X Corpus has headings of its own (``Name``, ``Country``), which mean what they mean there
    only beside its ``AgreementId``.
    """
    folded = [fold(name) for name in header]
    found = []
    for name, bare in zip(header, folded, strict=True):
        stands_for, beside = _beside().get(bare, ("", ""))
        found.append(stands_for if beside and beside in folded else own_name(name.strip()))
    return found


@cache
def _folded() -> dict[str, str]:
    return {fold(name): own for name, own in known().items()}


def own_name(header: str) -> str | None:
    """PA-X's name for a column header, as written or as programs alter it (``PpsGe.St``).

    ``""`` if the column is known and not PA-X's, ``None`` if it is unknown.
    """
    name = known().get(header)
    return _folded().get(fold(header)) if name is None and fold(header) else name
