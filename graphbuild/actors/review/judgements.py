"""A user's judgements, read back from ``names.csv``.

A row is one name on one side in one process. The user writes into ``judgement``:

- ``same``: the name means the actor whose key stands in ``actor``;
- ``different``: it means none of the candidates, nor the actor to whom it is linked;
- ``new``: it is an actor of its own;
- ``ignore``: it is no actor at all, or a person who is none;
- ``person``: it is a person's name;
- ``merge``: the new actor, or the person, is the one whose key stands in ``actor``;
- ``split``: in the agreements that stand in ``agreements`` it is another.

What is judged is applied by every later build and not asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.actors.review.identity import name_key, row_key
from graphbuild.actors.review.table import read_table
from graphbuild.errors import SourceError

COLUMNS = (
    "name", "process", "agreements", "reason", "candidates", "judgement", "actor",
    "kind", "side", "words", "sentence", "statements", "changes", "key",
)  # fmt: skip
NEEDED = ("name", "process", "judgement", "actor")
ANSWERS = ("same", "different", "new", "ignore", "person", "merge", "split")
NEED_ACTOR = frozenset({"same", "merge"})
CERTAIN, DOUBTFUL, PERSON = "certain", "doubtful", "person"
_OF_PERSONS = frozenset({"merge", "split"})

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answered row: ``key`` is the digest that the build gave it, empty in older files."""

    answer: str
    actor: str = ""
    name: str = ""
    process: str = ""
    side: str = ""
    kind: str = ""
    key: str = ""
    agreements: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0

    @property
    def identity(self) -> Identity:
        """What makes two answers answers to one question."""
        return (self.key,) if self.key else (" ".join(name_key(self.name)), self.process)

    @property
    def strays(self) -> bool:
        """Whether its key is not that of its name, process, side and kind, so that it holds for others."""
        return bool(self.key) and self.key != row_key(self.name, self.process, self.side, self.kind)


@dataclass(slots=True)
class Judgements:
    """What a user has decided, and which of it met a name.

    ``rows`` are those of the file that hold anything of the user's: a judgement, a remark in a
    column of the user's own (``columns``), or a row that no build wrote. They are kept as they are.
    """

    given: list[Judgement] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    met: set[Judgement] = field(default_factory=set)
    _keys: dict[str, Judgement] = field(default_factory=dict, repr=False)
    _names: dict[Identity, Judgement] = field(default_factory=dict, repr=False)
    _sides: dict[Identity, list[Judgement]] = field(default_factory=dict, repr=False)
    _places: dict[str, list[Judgement]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        sides: dict[Identity, list[Judgement]] = defaultdict(list)
        places: dict[str, list[Judgement]] = defaultdict(list)
        for one in self.given:
            own = (*name_key(one.name), one.process)
            places[one.process].append(one)
            if one.key:
                self._keys[one.key] = one
                sides[*own, one.side].insert(0, one)
            else:
                self._names[own] = one
        self._sides, self._places = dict(sides), dict(places)

    def of(self, name: str, process: str, side: str = "", kind: str = "") -> Judgement | None:
        """The answer that holds for a name as it stands here; ``None`` if it was not judged.

        An answer holds for what was asked, whatever a later build makes of the name; one on a
        doubtful link leaves alone where the same name is certain (kind ``certain``).
        """
        if not self.given:
            return None
        found = self._keys.get(row_key(name, process, side, kind))
        if found:
            return found
        own = (*name_key(name), process)
        found = self._names.get(own)
        if found and (kind != PERSON or found.answer in _OF_PERSONS):
            return found
        for one in self._sides.get((*own, side), ()):
            person = PERSON in (kind, one.kind)
            if not person and not (kind == CERTAIN and one.kind == DOUBTFUL):
                return one
        return None

    def on(self, process: str) -> list[Judgement]:
        """All answers that a process has."""
        return self._places.get(process, [])

    def meets(self, one: Judgement) -> None:
        """Note that an answer holds for something in the texts."""
        self.met.add(one)

    def within(self, process: str) -> Judgements:
        """Those that can hold in a process; one whose key is of another row can hold anywhere."""
        own = [one for one in self.given if one.process == process or one.strays]
        return Judgements(own)

    def unmet(self) -> Iterator[Judgement]:
        """The answers that hold for nothing, in the order of the file."""
        return (one for one in self.given if one not in self.met)

    def with_those_of(self, later: Judgements) -> Judgements:
        """Both together; of two on one question the later stands."""
        answered = {one.identity for one in later.given}
        given = [one for one in self.given if one.identity not in answered]
        rows = [row for row in self.rows if identity(row) not in answered]
        columns = tuple(dict.fromkeys((*self.columns, *later.columns)))
        return Judgements(given + later.given, rows + later.rows, columns)


def identity(row: dict[str, str]) -> Identity:
    """What makes a row the same question as another: its key, else name and process."""
    return (row["key"],) if row.get("key") else (" ".join(name_key(row["name"])), row["process"])


def read_judgements(path: Path) -> Judgements:
    """The judgements in a file, of any separator; rows without one are left for later.

    Raises :class:`SourceError`, with the line, for an answer that is none, ``same`` or ``merge``
    without an actor, ``split`` without agreements, and whatever makes the table doubtful
    (:func:`~graphbuild.actors.review.table.read_table`).
    """
    table = read_table(path, NEEDED)
    own_columns = tuple(name for name in table.columns if name not in COLUMNS)
    given: list[Judgement] = []
    rows: list[dict[str, str]] = []
    for number, cells in table.lines:
        row = {column: cells.get(column, "").strip() for column in COLUMNS}
        row |= {column: cells.get(column, "") for column in own_columns}
        if one := _judgement(row, path.name, number):
            given.append(one)
        own = any(row[column].strip() for column in own_columns)
        if one or own or row["actor"] or not row["reason"]:
            rows.append(row)
    return Judgements(given, rows, own_columns)


def _judgement(row: dict[str, str], file: str, line: int) -> Judgement | None:
    answer, place = row["judgement"].casefold(), f"{file}, line {line}"
    if not answer:
        return None
    if answer not in ANSWERS:
        known = ", ".join(sorted(ANSWERS))
        raise SourceError(place, f"judgement {row['judgement']!r}", f"write one of {known}")
    if answer in NEED_ACTOR and not row["actor"]:
        problem = f"{answer}, but as whom?" if answer == "same" else "merge, but with whom?"
        raise SourceError(place, problem, "write the actor's key into column actor")
    agreements = frozenset(row["agreements"].split())
    if answer == "split" and not agreements:
        remedy = "leave in column agreements those in which it is another"
        raise SourceError(place, "split, but where?", remedy)
    return Judgement(
        answer, row["actor"], row["name"], row["process"], row["side"], row["kind"], row["key"],
        agreements, file, line,
    )  # fmt: skip
