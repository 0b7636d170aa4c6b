"""What a source file says of its agreements, before any linking."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graphbuild.diffing.changes import Parts, State
from graphbuild.errors import SourceError, UsageError
from graphbuild.graph.merge import as_text
from graphbuild.ontology.fields import Field, fields
from graphbuild.ontology.processes import EARLY_RELEASES
from graphbuild.ontology.topics import topics
from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report
from graphbuild.sources import iter_sources
from graphbuild.words import composed, fold, one_line

PAGE = "coding page"
AGREEMENTS = frozenset({PAGE, "PA-X table"})
LISTINGS = "PAA-X"


def read(path: Path) -> list[SourceFile]:
    """The records of a file or of all files in a folder.

    :raises SourceError: where nothing can be read.
    """
    report = Report()
    found = list(iter_sources([path], report))
    if not found:
        raise SourceError(str(path), "nothing here can be read", "see: graphbuild parse")
    return found


def state(path: Path, files: list[SourceFile], other: list[SourceFile]) -> State:
    """What one side says, in a form that can be compared with the other's.

    :raises UsageError: where the two have nothing in common that could be compared.
    """
    kinds, others = {file.kind for file in files}, {file.kind for file in other}
    findings = sum(len(file.findings) for file in files)
    what = "1 finding" if findings == 1 else f"{findings} findings"
    unread = (f"{path}: {what} while reading (see: graphbuild parse)",) if findings else ()
    if kinds & AGREEMENTS and others & AGREEMENTS:
        return _of_agreements(path, files, other, unread)
    if LISTINGS in kinds and LISTINGS in others:
        return _of_listings(path, files, unread)
    ours, theirs = (" and ".join(sorted(item)) for item in (kinds, others))
    raise UsageError(
        f"{path} is {ours}, the other is {theirs}: these have no fields in common; compare two tables"
        " or pages of PA-X, two releases of PAA-X, or two graphs"
    )


def _of_agreements(
    path: Path, files: list[SourceFile], other: list[SourceFile], unread: tuple[str, ...]
) -> State:
    compared = [item for item in fields() if item.kind != "identifier"]
    if not (numbers_alike(files) and numbers_alike(other)):
        compared = [item for item in compared if item.kind != "process number"]
    known = _known(other)
    agreements: dict[str, Parts] = {}
    columns: set[str] = set()
    for file in files:
        columns |= file.columns
        for record in file.agreements:
            agreements[_key(record, known)] = _parts(record, compared)
    if any(file.kind == PAGE for file in files):
        shown = None if all(file.kind == PAGE for file in other) else _of_pages(agreements.values())
    else:
        shown = _of_columns(columns, compared)
    return State(str(path), agreements, shown, unread)


def _of_columns(columns: set[str], compared: list[Field]) -> frozenset[str]:
    found = {item.code for item in compared if not columns.isdisjoint(item.columns)}
    return frozenset(found | {f"code:{code}" for code in columns & topics().keys()})


def _of_pages(agreements: Iterable[Parts]) -> frozenset[str]:
    """A page prints a field where it has a value; of weights it says nothing."""
    return frozenset(name for parts in agreements for name, value in parts.values.items() if value)


def numbers_alike(files: list[SourceFile]) -> bool:
    """Releases 1 and 2, and pages, number processes otherwise (codebook v3, p. 1)."""
    return all(file.kind != PAGE and file.release not in EARLY_RELEASES for file in files)


def _known(files: list[SourceFile]) -> dict[tuple[str, str], str]:
    """Ids by title and date, which together are unique in every release."""
    return {
        (fold(record.name), record.date): record.id
        for file in files
        for record in file.agreements
        if record.id
    }


def _key(record: Agreement, known: dict[tuple[str, str], str]) -> str:
    return (
        record.id
        or known.get((fold(record.name), record.date))
        or f"{record.date} {one_line(record.name)}"
    )


def _parts(record: Agreement, compared: list[Field]) -> Parts:
    values = {
        item.code: text for item in compared if (text := composed(one_line(as_text(item, record))))
    }
    for entry in record.provisions:
        if entry.value is not None:
            values[f"code:{entry.code}"] = str(entry.value)
    return Parts(one_line(record.name), values)


def _of_listings(path: Path, files: list[SourceFile], unread: tuple[str, ...]) -> State:
    names = {actor.key: one_line(actor.name) for file in files for actor in file.actors}
    found: dict[str, dict[str, list[str]]] = {}
    for file in files:
        for row in file.listings:
            who = names.get(row.actor, row.actor)
            found.setdefault(row.agreement, {}).setdefault(who, []).append(row.side)
    agreements = {
        id_: Parts(
            "", {}, {"actor": {who: ", ".join(sorted(sides)) for who, sides in listed.items()}}
        )
        for id_, listed in found.items()
    }
    return State(str(path), agreements, None, unread)
