"""The provision topics (issue codes): 14 sections, about 95 rows of the page, their sub-codes.

Source: PA-X codebook v3 and the public guide to v10, as gathered in ``ontology/codebook/provisions.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows

ARROW = "→"
SOURCE_ROW = "ImSrc"
"""The row of a page that says where PA-X had the text from: a citation, no topic of an agreement."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One provision topic. ``level`` 0 is a heading, 1 a row of the page, 2 and 3 sub-codes.

    ``page_label`` is what the page prints (rows only), ``path`` ``Section→Row→Sub``; codes that
    start with ``x:`` are rows of the page that no table has. ``value_max`` is the top of the scale
    in present releases; :meth:`maximum` knows earlier ones.
    """

    code: str
    parent: str
    section: str
    level: int
    page_label: str
    label: str
    value_max: int
    earlier_maxima: tuple[tuple[str, int], ...]
    releases: tuple[str, ...]
    path: str
    replaced_by: str

    def maximum(self, release: str) -> int:
        """The top of the scale in a release (``v1``), the widest where it is not known which."""
        if not release:
            return max(self.value_max, *(top for _, top in self.earlier_maxima), 0)
        return dict(self.earlier_maxima).get(release, self.value_max)


def _topic(row: dict[str, str]) -> Topic:
    earlier = [part.split(":") for part in row["value_max_earlier"].split("|") if part]
    return Topic(
        code=row["code"],
        parent=row["parent"],
        section=row["section"],
        level=int(row["level"]),
        page_label=row["page_label"],
        label=row["label"],
        value_max=int(row["value_max"] or 1),
        earlier_maxima=tuple((release, int(top)) for release, top in earlier),
        releases=tuple(part for part in row["releases"].split("|") if part),
        path=row["page_path"] or f"{row['section']}{ARROW}{row['label']}",
        replaced_by=row["replaced_by"],
    )


@cache
def topics() -> dict[str, Topic]:
    """Every topic by code, in the order of the page; retired ones last."""
    return {row["code"]: _topic(row) for row in rows("provisions")}


@cache
def sections() -> dict[str, str]:
    """Heading of the page by PA-X category code, in the order of the page."""
    return {row["category_code"]: row["section"] for row in rows("sections")}


@cache
def page_rows() -> tuple[Topic, ...]:
    """The rows that a coding page prints, in its order, each under its section."""
    return tuple(topic for topic in topics().values() if topic.level == 1 and topic.page_label)


@cache
def children(code: str) -> tuple[Topic, ...]:
    """The sub-codes directly below a topic, in codebook order."""
    return tuple(topic for topic in topics().values() if topic.parent == code)
