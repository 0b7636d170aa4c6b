"""The known sequence of labels of a coding page: fields, then sections with their rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

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


class Word(NamedTuple):
    """One or several words of a label, and how many strokes (no letters of a skeleton) edge them."""

    skeleton: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Head:
    """A label up to one of its word ends: where a line may break it."""

    slot: int
    word: Word
    tails: tuple[Word, ...]

    @property
    def skeleton(self) -> str:
        """The skeleton of what stands before the break."""
        return self.word.skeleton


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
    return [word for word in re.split(r"(?<=[/\- ])", label) if skeleton(word)]


def word(text: str) -> Word:
    """Some words of a label, with the strokes at their edges."""
    bare = re.sub(r"[^\w(]+$", "", text)
    kept = [at for at, char in enumerate(bare) if skeleton(char)]
    return Word(skeleton(bare), kept[0], len(bare) - kept[-1] - 1)


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Whole labels and their beginnings, by the first three letters of their skeleton."""
    index: dict[str, list[Head]] = {}
    for slot in slots():
        words = _words(slot.label)
        for cut in range(1, len(words) + 1):
            head = Head(slot.index, word("".join(words[:cut])), tuple(map(word, words[cut:])))
            index.setdefault(head.skeleton[:3], []).append(head)
    return {first: tuple(items) for first, items in index.items()}


@cache
def _shapes(kind: str) -> frozenset[str]:
    return frozenset(slot.skeleton for slot in slots() if (slot.kind == "section") == bool(kind))


def is_label(text: str) -> bool:
    """Whether a text is a whole label of a field or a row and nothing else."""
    return len(text) < 80 and skeleton(text) in _shapes("")


def is_heading(text: str) -> bool:
    """Whether a text is the whole heading of a section and nothing else."""
    return len(text) < 80 and skeleton(text) in _shapes("section")
