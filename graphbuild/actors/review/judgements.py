"""Names left open, as a table for a user to judge, and the judgements read back from it.

A row is one name in one process. The user writes into ``judgement``: ``same`` (and into ``actor``
the key of the actor that is meant), ``new`` (an actor of its own), ``different`` (from the
candidates: the name stays as it is) or ``ignore`` (no actor at all). What is judged is applied by
the next run and not asked again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.actors.known.words import key
from graphbuild.actors.result import OpenName
from graphbuild.actors.review.table import read_table
from graphbuild.errors import SourceError
from graphbuild.files import replacing, write_text

COLUMNS = ("name", "process", "agreements", "reason", "candidates", "judgement", "actor")
NEEDED = ("name", "process", "judgement", "actor")
NEEDED = ("name", "process", "judgement", "actor")
ANSWERS = frozenset({"same", "different", "new", "ignore"})

Name = tuple[tuple[str, ...], str]


@dataclass(slots=True)
class Judgements:
    """What a user has decided, by name and process.

    ``rows`` are those of the file that hold anything of the user's: a judgement, a remark in a
    column of the user's own (``columns``), or a row that no build wrote. They are kept as they are.
    """

    answers: dict[Name, tuple[str, str]] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    columns: tuple[str, ...] = ()

    def of(self, name: str, process: str) -> tuple[str, str]:
        """The answer (``same`` ...) and the actor's key; empty if this name was not judged."""
        return self.answers.get((key(name), process), ("", ""))

    def with_those_of(self, later: Judgements) -> Judgements:
        """Both together; of two on one name the later stands."""
        kept = [row for row in self.rows if (key(row["name"]), row["process"]) not in later.answers]
        columns = tuple(dict.fromkeys((*self.columns, *later.columns)))
        return Judgements(self.answers | later.answers, kept + later.rows, columns)


def read_judgements(path: Path) -> Judgements:
    """The judgements in a file, of any separator; rows without one are left for later.

    Raises :class:`SourceError`, with the line, for an answer that is none, ``same`` without an
    actor, and whatever makes the table doubtful (:func:`~graphbuild.actors.review.table.read_table`).
    """
    table = read_table(path, NEEDED)
    out = Judgements(columns=tuple(name for name in table.columns if name not in COLUMNS))
    for number, cells in table.lines:
        row = {column: cells.get(column, "") for column in (*COLUMNS, *out.columns)}
        answer = row["judgement"].casefold()
        place = f"{path.name}, line {number}"
        if answer and answer not in ANSWERS:
            raise SourceError(
                place, f"judgement {answer!r}", f"write one of {', '.join(sorted(ANSWERS))}"
            )
        if answer == "same" and not row["actor"]:
            raise SourceError(
                place, "same, but as whom?", "write the actor's key into column actor"
            )
        if answer:
            out.answers[key(row["name"]), row["process"]] = (answer, row["actor"])
        own = any(row[column] for column in out.columns) or row["actor"] or not row["reason"]
        if answer or own:
            out.rows.append(row)
    return out


def write_open_names(
    path: Path,
    names: Iterable[OpenName],
    actors: Mapping[str, str],
    judged: Judgements | None = None,
) -> None:
    """Write what is open, and what is the user's, sorted; the old file stays if that fails.

    ``actors`` are the names of the candidates by key. Where the new file differs from the old one,
    the old one is kept beside it (``names.csv.bak``).
    """
    judged = judged or Judgements()
    rows: dict[tuple[str, str, int], dict[str, str]] = {}
    for row in judged.rows:
        again = sum((row["name"], row["process"]) == own[:2] for own in rows)
        rows[row["name"], row["process"], again] = dict(row)
    agreements: dict[tuple[str, str, int], set[str]] = {}
    for name in names:
        own = (name.name, name.place, 0)
        agreements.setdefault(own, set()).add(name.agreement)
        shown = [f"{actor}: {actors.get(actor, '')}" for actor in name.candidates]
        row = rows.setdefault(own, {"name": name.name, "process": name.place})
        if not row.get("judgement"):
            row |= {"reason": name.reason, "candidates": " | ".join(shown)}
    for own, group in agreements.items():
        rows[own]["agreements"] = " ".join(sorted(group))
    out = io.StringIO(newline="")
    columns = (*COLUMNS, *judged.columns)
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows[own] for own in sorted(rows))
    _keep_old(path, out.getvalue())
    write_text(path, out.getvalue())


def _keep_old(path: Path, text: str) -> None:
    """Copy the file that is there to one beside it, if what is to be written differs."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        return
    if old != text.encode("utf-8"):
        with replacing(path.with_name(f"{path.name}.bak")) as (copy,):
            copy.write(old)
