"""The known sequence of labels of a coding page: fields, then sections with their rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graphbuild.ontology import fields, topics
from graphbuild.sources.page.skeleton import skeleton


@dataclass(frozen=True, slots=True)
class Slot:
    """One label at its place in the sequence; ``key`` is the code of the field or the row."""

    index: int
    kind: Literal["field", "section", "row"]
    key: str
    label: str
    skeleton: str


@dataclass(frozen=True, slots=True)
class Head:
    """A label up to one of its word ends: where a line may break it."""

    slot: int
    skeleton: str
    tails: tuple[str, ...]


@cache
def slots() -> tuple[Slot, ...]:
    """Every label in the order of the page."""
    found: list[Slot] = []

    def add(kind: Literal["field", "section", "row"], key: str, label: str) -> None:
        found.append(Slot(len(found), kind, key, label, skeleton(label)))

    for code, label in fields.page_labels().items():
        add("field", code, label)
    rows = topics.page_rows()
    for category, section in topics.sections().items():
        add("section", category, section)
        for topic in rows:
            if topic.section == section:
                add("row", topic.code, topic.page_label)
    return tuple(found)


def _words(label: str) -> list[str]:
    return [word for word in map(skeleton, re.split(r"(?<=[/\- ])", label)) if word]


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Whole labels and their beginnings, by the first three letters of their skeleton."""
    index: dict[str, list[Head]] = {}
    for slot in slots():
        words = _words(slot.label)
        for cut in range(1, len(words) + 1):
            head = Head(slot.index, "".join(words[:cut]), tuple(words[cut:]))
            index.setdefault(head.skeleton[:3], []).append(head)
    return {first: tuple(items) for first, items in index.items()}
