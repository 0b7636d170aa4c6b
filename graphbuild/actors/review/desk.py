"""Reviewing: the questions of a ``names.csv``, the answers to them, and taking answers back.

What the command ``graphbuild review`` and the explorer's review page do with the file, they do here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from graphbuild.actors.review.judgements import (
    ANSWERS,
    COLUMNS,
    NEED_ACTOR,
    NEEDED,
    read_judgements,
)
from graphbuild.actors.review.listing import Row, write_rows
from graphbuild.actors.review.table import read_table
from graphbuild.errors import SourceError, UsageError

FITTING = {
    "open": ("same", "different", "new", "ignore", "person"),
    "doubtful": ("same", "different", "new", "ignore", "person"),
    "actor": ("same", "different", "ignore", "person", "merge", "split"),
    "person": ("merge", "different", "ignore", "split"),
}
"""The answers that a kind of question takes; what is not asked by a build takes any."""


class Candidate(NamedTuple):
    """An actor, or a person, that a question offers."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the file, by its number there (from 0)."""

    number: int
    row: Row

    @property
    def answered(self) -> bool:
        """Whether the row holds a judgement."""
        return bool(self.row["judgement"])

    @property
    def candidates(self) -> list[Candidate]:
        """The actors offered, the likeliest first."""
        parts = [part for part in self.row["candidates"].split(" | ") if part]
        return [Candidate(part.split(": ", 1)[0], part) for part in parts]

    @property
    def fitting(self) -> Sequence[str]:
        """The answers that it takes."""
        return FITTING.get(self.row["kind"], ANSWERS)


@dataclass(slots=True)
class Review:
    """The questions of one file; every answer is written at once, safely.

    ``path`` is a folder that a build wrote, or a file of that kind. The file is read anew before
    each answer, so that what a spreadsheet has saved meanwhile is not overwritten unseen.

    :raises SourceError: where there is no such file, or it is doubtful.
    """

    path: Path
    _rows: list[Row] = field(default_factory=list)
    _columns: tuple[str, ...] = ()
    _digest: str = ""
    _done: list[tuple[int, Row]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path = Path(self.path)
        if self.path.is_dir():
            self.path /= "names.csv"
        self._read()

    @property
    def questions(self) -> list[Question]:
        """All rows, in the order of the file."""
        return [Question(number, dict(row)) for number, row in enumerate(self._rows)]

    def left(self) -> Iterator[Question]:
        """Those without an answer."""
        return (one for one in self.questions if not one.answered)

    def answer(
        self, number: int, judgement: str, actor: str = "", agreements: Sequence[str] = ()
    ) -> Question:
        """Answer a question and write the file.

        :raises UsageError: for an answer that does not fit, or that lacks its actor or agreements.
        :raises SourceError: where the file was changed meanwhile; it is read anew then.
        """
        if not 0 <= number < len(self._rows):
            raise UsageError(f"there is no question {number}; there are {len(self._rows)}")
        asked = Question(number, self._rows[number])
        judgement = judgement.strip().casefold()
        if judgement not in asked.fitting:
            known = ", ".join(asked.fitting)
            raise UsageError(f"{judgement!r} does not answer this; it takes {known}")
        if judgement in NEED_ACTOR and not actor.strip():
            raise UsageError(f"{judgement} needs the key of an actor or person")
        if judgement == "split" and not agreements:
            raise UsageError("split needs the agreements in which it is another")
        self._check_unchanged()
        before = dict(self._rows[number])
        self._rows[number] |= {"judgement": judgement, "actor": actor.strip()}
        if agreements:
            self._rows[number]["agreements"] = " ".join(agreements)
        self._write()
        self._done.append((number, before))
        return Question(number, dict(self._rows[number]))

    def undo(self) -> Question | None:
        """Take the last answer of this review back; ``None`` if there is none.

        :raises SourceError: where the file was changed meanwhile.
        """
        if not self._done:
            return None
        self._check_unchanged()
        number, before = self._done.pop()
        self._rows[number] = before
        self._write()
        return Question(number, dict(before))

    def _read(self) -> None:
        if not self.path.is_file():
            raise SourceError(str(self.path), "no such file", "build first: it is written then")
        read_judgements(self.path)  # refuses what is no answer, with its line
        table = read_table(self.path, NEEDED)
        self._columns = tuple(name for name in table.columns if name not in COLUMNS)
        names = (*COLUMNS, *self._columns)
        self._rows = [{name: line.cells.get(name, "") for name in names} for line in table.lines]
        self._digest = self._now()

    def _now(self) -> str:
        return sha256(self.path.read_bytes()).hexdigest()

    def _check_unchanged(self) -> None:
        if self.path.is_file() and self._now() == self._digest:
            return
        self._done.clear()
        self._read()
        raise SourceError(
            str(self.path), "was changed by another program", "it is read anew; answer again"
        )

    def _write(self) -> None:
        write_rows(self.path, self._rows, self._columns, plain=False)
        self._digest = self._now()
