"""Whether a text is a PA-X coding page, told from its labels."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graphbuild.ontology.fields import page_labels
from graphbuild.sources.page import phrases
from graphbuild.sources.page.letters import letters
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import slots
from graphbuild.sources.page.wrapping import RUNS_ON

_HEAD = 400_000  # characters that are looked at
_LINE = 400  # and of one line
_LONG = 8  # letters of a label that hardly begins a line of prose
_FIELDS_NEEDED = 4
_ROWS_NEEDED = 12
_HEADER_ALONE = 6
"""Fields that make a page of a header alone, or with few rows, where half of them are PA-X's words."""
_EDGE = re.compile(r"[\t|:]|</?[a-z][^<>]{0,200}>|\*\*| {2,}")


class Seen(NamedTuple):
    """How many labels of a page were found: fields, among them those only PA-X has, and rows."""

    fields: int
    own_fields: int
    rows: int

    @property
    def enough(self) -> bool:
        """Whether a text with these labels is a page."""
        return (
            (self.fields >= _FIELDS_NEEDED and self.rows >= 4)
            or self.rows >= _ROWS_NEEDED
            or (self.fields >= _HEADER_ALONE and 2 * self.own_fields >= _HEADER_ALONE)
        )


def looks_like_page(text: str) -> bool:
    """Whether the text has the labels of a coding page, at the start of its lines or cells.

    Cheap, and meant to refuse what only mentions them: a table of PA-X (whose columns have codes),
    an article, a login page.
    """
    return labels_seen(text).enough


class _Labels(NamedTuple):
    """The labels of a page as they are compared; ``long`` ones hardly begin a line of prose."""

    fields: tuple[str, ...]
    rows: frozenset[str]
    long: tuple[str, ...]
    short_rows: tuple[str, ...]


@cache
def _labels() -> _Labels:
    fields = tuple(skeleton(label) for label in page_labels().values())
    rows = frozenset(slot.skeleton for slot in slots() if slot.kind == "row")
    long = tuple(shape for shape in (*fields, *rows) if len(shape) >= _LONG)
    return _Labels(fields, rows, long, tuple(shape for shape in rows if len(shape) < _LONG))


@lru_cache(maxsize=1)  # a file is recognised, and then its text is asked again whether it is a page
def labels_seen(text: str) -> Seen:
    """The labels of a page at the start of a text's lines or cells, up to what makes a page."""
    fields, rows, long, short_rows = _labels()
    seen: set[str] = set()
    for line in letters(text[:_HEAD]).text.split("\n"):
        for piece in _EDGE.split(line):
            shape = skeleton(piece[:70].lstrip(RUNS_ON)) if len(piece) > 2 else ""
            if shape in fields or shape in rows:
                seen.add(shape)
                continue
            if shape.startswith(long):
                seen.update(label for label in long if shape.startswith(label))
            if shape.startswith(short_rows) and phrases.has(line[:_LINE], phrases.NOTHING):
                seen.update(row for row in short_rows if shape.startswith(row))
        if len(seen) > 40:
            break
    return Seen(
        fields=sum(label in seen for label in fields),
        own_fields=sum(label in seen for label in fields if len(label) >= _LONG),
        rows=sum(row in seen for row in rows),
    )
