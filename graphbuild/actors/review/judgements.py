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
from graphbuild.delimited import dicts
from graphbuild.errors import SourceError
from graphbuild.files import write_text

COLUMNS = ("name", "process", "agreements", "reason", "candidates", "judgement", "actor")
NEEDED = ("name", "process", "judgement", "actor")
ANSWERS = frozenset({"same", "different", "new", "ignore"})
MAX_BYTES = 50_000_000

Name = tuple[tuple[str, ...], str]


@dataclass(slots=True)
class Judgements:
    """What a user has decided, by name and process; ``rows`` are kept as they were read."""

    answers: dict[Name, tuple[str, str]] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)

    def of(self, name: str, process: str) -> tuple[str, str]:
        """The answer (``same`` ...) and the actor's key; empty if this name was not judged."""
        return self.answers.get((key(name), process), ("", ""))

    def with_those_of(self, later: Judgements) -> Judgements:
        """Both together; of two on one name the later stands."""
        kept = [row for row in self.rows if (key(row["name"]), row["process"]) not in later.answers]
        return Judgements(self.answers | later.answers, kept + later.rows)


def read_judgements(path: Path) -> Judgements:
    """The judgements in a file; rows without one are left for later.

    Raises :class:`SourceError` for an answer that is none, or ``same`` without an actor.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(path.name, "larger than 50 MB", "give the file of open names")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path.name, "not UTF-8 text", "save it as CSV UTF-8") from error
    except OSError as error:
        raise SourceError(
            str(path), error.strerror or "cannot be read", "check the path"
        ) from error
    out = Judgements()
    for line, row in dicts(text, path.name, NEEDED, "take the file that the build wrote"):
        cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
        answer = cells["judgement"].casefold()
        if not answer:
            continue
        place = f"{path.name}, line {line}"
        if answer not in ANSWERS:
            raise SourceError(
                place, f"judgement {answer!r}", f"write one of {', '.join(sorted(ANSWERS))}"
            )
        if answer == "same" and not cells["actor"]:
            raise SourceError(
                place, "same, but as whom?", "write the actor's key into column actor"
            )
        out.answers[key(cells["name"]), cells["process"]] = (answer, cells["actor"])
        out.rows.append(cells)
    return out


def write_open_names(
    path: Path,
    names: Iterable[OpenName],
    actors: Mapping[str, str],
    judged: Judgements | None = None,
) -> None:
    """Write what is open, and what has been judged, sorted; the old file stays if that fails.

    ``actors`` are the names of the candidates by key.
    """
    rows = {(row["name"], row["process"]): row for row in (judged.rows if judged else ())}
    agreements: dict[tuple[str, str], set[str]] = {}
    for name in names:
        own = (name.name, name.place)
        agreements.setdefault(own, set()).add(name.agreement)
        shown = [f"{actor}: {actors.get(actor, '')}" for actor in name.candidates]
        rows.setdefault(
            own,
            {
                "name": name.name,
                "process": name.place,
                "reason": name.reason,
                "candidates": " | ".join(shown),
                "judgement": "",
                "actor": "",
            },
        )
    for own, group in agreements.items():
        rows[own]["agreements"] = " ".join(sorted(group))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows[own] for own in sorted(rows))
    write_text(path, out.getvalue())
