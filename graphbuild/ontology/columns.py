"""The columns of PA-X's tables: present, retired, renamed by others, and not PA-X's at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.ontology.topics import page_rows, topics
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

    The exports of the website's searches (PA-X Corpus, PA-X Gender) have headings of their own
    (``Name``, ``Country``), among them the labels of a coding page. They mean what they mean there
    only beside the website's ``AgreementId``.
    """
    folded = [fold(name) for name in header]
    exported = _EXPORTED in folded
    found: list[str | None] = []
    for name, bare in zip(header, folded, strict=True):
        stands_for, beside = _beside().get(bare, ("", ""))
        if beside and beside in folded:
            found.append(stands_for)
            continue
        own = own_name(name.strip())
        found.append(_labels().get(bare) if own is None and exported else own)
    return found


_EXPORTED = fold("AgreementId")


@cache
def _labels() -> dict[str, str]:
    """PA-X's columns by the labels that a coding page has for them, those that are no others' too."""
    found = [(row["page_label"], row["code"]) for row in rows("fields") if row.get("page_label")]
    found += [(topic.page_label, topic.code) for topic in page_rows()]
    count = Counter(fold(label) for label, _ in found)
    return {
        fold(label): code
        for label, code in found
        if count[fold(label)] == 1 and not code.startswith("x:")
    }


@cache
def _folded() -> dict[str, str]:
    return {fold(name): own for name, own in known().items()}


def own_name(header: str) -> str | None:
    """PA-X's name for a column header, as written or as programs alter it (``PpsGe.St``).

    ``""`` if the column is known and not PA-X's, ``None`` if it is unknown.
    """
    name = known().get(header)
    return _folded().get(fold(header)) if name is None and fold(header) else name
