"""``names.csv`` as it is written: what is asked, what was answered, and what is the user's own."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.actors.review.identity import name_key, row_key
from graphbuild.actors.review.judgements import COLUMNS, Judgements, identity
from graphbuild.delimited import guarded, unguarded
from graphbuild.files import replacing, write_text
from graphbuild.records import Actor, OpenName

Row = dict[str, str]


@dataclass(slots=True)
class _Group:
    """One row to be asked: all that the texts of a process say of one name on one side."""

    names: Counter[str] = field(default_factory=Counter)
    agreements: set[str] = field(default_factory=set)
    reasons: Counter[str] = field(default_factory=Counter)
    candidates: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    sentence: str = ""
    statements: int = 0
    persons: int = 0
    chances: float = 0.0

    def add(self, asked: OpenName) -> None:
        self.names[asked.name] += 1
        self.agreements.add(asked.agreement)
        self.reasons[asked.reason] += 1
        self.candidates.update({key: 100 - n for n, key in enumerate(asked.candidates)})
        self.words.update([asked.words] if asked.words else [])
        self.actors.update([asked.actor] if asked.actor else [])
        self.sentence = self.sentence or asked.sentence
        self.statements += asked.statements
        self.persons += asked.persons
        self.chances += asked.chance


def write_open_names(
    path: Path,
    names: Iterable[OpenName],
    actors: Mapping[str, Actor],
    judged: Judgements | None = None,
    *,
    plain: bool = False,
) -> None:
    """Write what is asked, and what is the user's; the old file stays if that fails.

    ``actors`` are the candidates by key. What is asked comes first, that on which most statements
    hang at the top. Where the new file differs from the old one, the old one is kept beside it
    (``names.csv.bak``). Formulas are guarded unless ``plain`` says otherwise.
    """
    judged = judged or Judgements()
    write_rows(path, table(names, actors, judged), judged.columns, plain=plain)


def table(names: Iterable[OpenName], actors: Mapping[str, Actor], judged: Judgements) -> list[Row]:
    """The rows of the file in their order."""
    groups: dict[tuple[str, str, str, str], _Group] = {}
    for asked in names:
        own = (" ".join(name_key(asked.name)), asked.place, asked.side, asked.kind)
        groups.setdefault(own, _Group()).add(asked)
    kept = [dict(row) for row in judged.rows]
    open_rows = [row for row in kept if not row["judgement"]]
    answered = {row["key"] for row in kept if row["judgement"] and row["key"]}
    made: list[Row] = []
    likely: dict[str, float] = {}
    for (_, process, side, kind), group in groups.items():
        row = _row(group, process, side, kind, actors)
        if row["key"] in answered:
            continue
        own_row = _same(open_rows, row)
        if own_row is not None:
            open_rows.remove(own_row)
            row = {**own_row, **row, "actor": own_row["actor"]}
        likely[row["key"]] = group.chances / len(group.agreements)
        made.append(row)
    rest = [*open_rows, *(row for row in kept if row["judgement"])]
    return sorted(made, key=lambda row: _order(row, likely[row["key"]])) + sorted(rest, key=_order)


def _same(rows: Iterable[Row], row: Row) -> Row | None:
    """The user's own row on the same question, if there is one."""
    plain = (" ".join(name_key(row["name"])), row["process"])
    return next((one for one in rows if identity(one) in ((row["key"],), plain)), None)


def _order(row: Row, likely: float = 0.0) -> tuple[bool, int, float, tuple[str, ...]]:
    """What is asked first, by how much hangs on it, then by how likely an answer changes something."""
    number = int(row["statements"]) if row["statements"].isdecimal() else 0
    return (
        bool(row["judgement"]),
        -number,
        -likely,
        tuple(row[c] for c in ("name", "process", "side", "kind")),
    )


def _row(group: _Group, process: str, side: str, kind: str, actors: Mapping[str, Actor]) -> Row:
    name = _first(group.names)
    ranked = sorted(group.candidates, key=lambda key: (-group.candidates[key], key))
    return {
        "name": name,
        "process": process,
        "agreements": " ".join(sorted(group.agreements)),
        "reason": _first(group.reasons),
        "candidates": " | ".join(_shown(key, actors.get(key)) for key in ranked),
        "judgement": "",
        "actor": "",
        "kind": kind,
        "side": side,
        "words": " | ".join(
            sorted(group.words, key=lambda words: (-group.words[words], words))[:5]
        ),
        "sentence": group.sentence,
        "statements": str(group.statements),
        "changes": _changes(group, kind, actors),
        "key": row_key(name, process, side, kind),
    }


def _first(counted: Counter[str]) -> str:
    return min(counted, key=lambda item: (-counted[item], item))


def _shown(key: str, actor: Actor | None) -> str:
    if actor is None:
        return key
    name = actor.name.replace("|", "/")
    return f"{key}: {name} ({actor.type})" if actor.type else f"{key}: {name}"


def _changes(group: _Group, kind: str, actors: Mapping[str, Actor]) -> str:
    """What an answer would change, in words."""
    places = _number(len(group.agreements), "participation")
    persons = f", with {_number(group.persons, 'person')}" if group.persons else ""
    if kind == "open":
        return f"same or new: {places} more{persons}"
    if kind == "person":
        return f"merge: {_number(group.statements, 'statement')} on this person move"
    actor = _first(group.actors) if group.actors else ""
    known = actors.get(actor)
    whom = known.name if known else actor
    if kind == "actor":
        return f"ignore, same or merge: {places} of this new actor go{persons}"
    return (
        f"different or ignore: {places} of {whom} go{persons}; same: they are another's or certain"
    )


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def write_rows(path: Path, rows: Iterable[Row], columns: Iterable[str], *, plain: bool) -> None:
    """Write rows as they are, with the user's own columns at the end."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    names = (*COLUMNS, *columns)
    lines.writerow(names)
    for row in rows:
        cells = (row.get(column, "") for column in names)
        lines.writerow([_cell(cell, plain=plain) for cell in cells])
    _keep_old(path, out.getvalue())
    write_text(path, out.getvalue())


def _cell(text: str, *, plain: bool) -> str:
    """A cell that reading gives back: what looks as if it were guarded already is so even in plain."""
    return text if plain and unguarded(text) == text else guarded(text)


def _keep_old(path: Path, text: str) -> None:
    """Copy the file that is there to one beside it, if what is to be written differs."""
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        return
    if old != text.encode("utf-8"):
        with replacing(path.with_name(f"{path.name}.bak")) as (copy,):
            copy.write(old)
