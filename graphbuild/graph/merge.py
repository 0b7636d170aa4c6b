"""From the records of one agreement to one: the newest table's value stands, pages add what tables lack.

Values are compared after folding white space; whatever really differs is kept in its source's
graph and becomes a :class:`Disagreement`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from graphbuild.graph.identity import Same, dates_agree, int_first
from graphbuild.graph.things import locality, location
from graphbuild.ontology.fields import Field, fields, put, value
from graphbuild.ontology.places import find
from graphbuild.ontology.processes import EARLY_RELEASES
from graphbuild.ontology.topics import SOURCE_ROW, topics
from graphbuild.records import Agreement, Locality, Location, Provision, SourceFile
from graphbuild.words import one_line

Rows = list[tuple[SourceFile, Agreement]]

INTERIM_FLAG = "interim-from-page-alone"
"""Present pages print Interim "Yes" for every agreement, so a page alone proves nothing."""


class Disagreement(NamedTuple):
    """Two sources that give one agreement different values: ``file_a``'s stands in the merged graph.

    ``field`` is the PA-X column (``Part``), the name that ``fields.csv`` has for one that only pages
    print (``x:ConflictName``), or a provision code.
    """

    agreement: str
    field: str
    file_a: str
    value_a: str
    file_b: str
    value_b: str


@dataclass(slots=True)
class Merged:
    """One agreement of the merged graph with what it rests on."""

    key: str
    record: Agreement
    sources: Rows
    disagreements: list[Disagreement] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _listed(value: list[str]) -> str:
    return "/".join(sorted(value))


def _places(names: list[str]) -> str:
    """Other names of one place are no difference."""
    return "/".join(sorted({place.name if (place := find(name)) else name for name in names}))


def _locations(value: list[Location]) -> str:
    return "/".join(sorted({place.name for given in value if (place := location(given))}))


def _localities(value: list[Locality]) -> str:
    return "/".join(sorted(locality(given).name for given in value))


_AS_TEXT: dict[str, Callable[[Any], str]] = {
    "texts": _listed,
    "places": _places,
    "locations": _locations,
    "localities": _localities,
}


def as_text(item: Field, record: Agreement) -> str:
    """The value of a field as it is compared and shown; lists in an order of their own."""
    return _AS_TEXT.get(item.kind, _plain)(item.get(record))


def standing(rows: Rows) -> Rows:
    """Sources by precedence: newest table first, then pages; ties by breadth, then by name."""

    def rank(pair: tuple[SourceFile, Agreement]) -> tuple[bool, bool, int, int, str, str, int]:
        source, record = pair
        number = re.fullmatch(r"v(\d+)", source.release)
        return (
            source.kind == "coding page",
            number is None,
            -int(number.group(1)) if number else 0,
            -len(source.columns),
            source.name,
            source.sha256,
            record.row or 0,
        )

    return sorted(rows, key=rank)


def merge(same: Same) -> Merged:
    """One agreement out of its records."""
    rows = standing(same.records)
    tables = [(source, record) for source, record in rows if source.kind != "coding page"]
    pages = [(source, record) for source, record in rows if source.kind == "coding page"]
    record = replace(
        rows[0][1], id=same.key, conflict_ids={}, more={}, row=None, file="", warnings=[]
    )
    merged = Merged(same.key, record, rows)
    if len(rows) == 1:
        _take_alone(*rows[0], record)
    else:
        for item in fields():
            if item.kind != "identifier":
                _merge_field(item, tables, pages, merged)
    _merge_provisions(tables, pages, merged)
    if record.interim and not any("Interim" in source.columns for source, _ in tables):
        merged.flags.append(INTERIM_FLAG)
    return merged


def merge_all(groups: Iterable[Same]) -> list[Merged]:
    """Every agreement, ids first by number, then the others by name."""
    return [merge(same) for same in sorted(groups, key=lambda same: int_first(same.key))]


def _shows(item: Field, source: SourceFile, record: Agreement) -> bool:
    """Whether a source says something on a field: a page by a value, a table by having the column."""
    if source.kind == "coding page":
        return bool(item.get(record))
    return not source.columns.isdisjoint(item.columns)


def _comparable(item: Field, source: SourceFile) -> bool:
    return item.kind != "process number" or _numbers_processes(source)


def _numbers_processes(source: SourceFile) -> bool:
    """Process numbers of releases 1 and 2, and of old pages, mean other processes (codebook v3, p. 1)."""
    return source.kind != "coding page" and source.release not in EARLY_RELEASES


def _take_alone(source: SourceFile, given: Agreement, target: Agreement) -> None:
    """What an only record says stands as it is."""
    target.conflict_ids, target.more = dict(given.conflict_ids), dict(given.more)
    if not _numbers_processes(source):
        target.process_id = ""


def _merge_field(item: Field, tables: Rows, pages: Rows, merged: Merged) -> None:
    tables = [pair for pair in tables if _shows(item, *pair) and _comparable(item, pair[0])]
    pages = [pair for pair in pages if _shows(item, *pair) and _comparable(item, pair[0])]
    stands = next(iter(tables), None)
    if stands is None or (not item.get(stands[1]) and pages):
        stands = next(iter(pages), stands)
    if item.kind == "date" and stands:
        stands = _most_precise(stands, tables + pages)
    _take(item, stands, merged.record)
    if stands is None or len(tables) + len(pages) < 2:
        return
    said = as_text(item, stands[1])
    for source, record in tables + pages:
        other = as_text(item, record)
        if item.kind == "date" and dates_agree(said, other):
            continue
        if other != said and one_line(other) != one_line(said):
            merged.disagreements.append(
                Disagreement(
                    merged.key,
                    item.code,
                    stands[0].name,
                    one_line(said),
                    source.name,
                    one_line(other),
                )
            )


def _most_precise(
    stands: tuple[SourceFile, Agreement], given: Rows
) -> tuple[SourceFile, Agreement]:
    """Of the sources whose date agrees with the one that stands the first that knows most of it."""
    agreeing = [pair for pair in given if dates_agree(pair[1].date, stands[1].date)]
    return max([stands, *agreeing], key=lambda pair: len(pair[1].date))


def _take(item: Field, stands: tuple[SourceFile, Agreement] | None, target: Agreement) -> None:
    record = stands[1] if stands else Agreement()
    for attribute in item.attributes:
        put(target, attribute, value(record, attribute))


def _merge_provisions(tables: Rows, pages: Rows, merged: Merged) -> None:
    """Each code's value from the newest table that has its column; passages from pages."""
    if not pages and len(tables) == 1:
        return
    coded: dict[str, Provision] = {}
    decided: dict[str, SourceFile] = {}
    values = [{entry.code: entry for entry in record.provisions} for _, record in tables]
    for (source, _), given in zip(tables, values, strict=True):
        shown = source.columns & topics().keys()
        for code in shown - decided.keys():
            decided[code] = source
            if code in given:
                coded[code] = given[code]
        for code in sorted((shown & decided.keys()) | given.keys()):
            _compare_code(code, decided[code], coded.get(code), source, given.get(code), merged)
    provisions = dict.fromkeys(coded.values())
    quoted: set[str] = set()
    for source, record in pages:
        _add_passages(source, record, coded, decided, provisions, merged, quoted)
    order = {code: number for number, code in enumerate(topics())}
    merged.record.provisions = sorted(
        provisions, key=lambda entry: (order.get(entry.code, 999), entry.excerpt != "")
    )
    codes = dict.fromkeys(entry.code for entry in merged.record.provisions)
    merged.record.issue_codes = list(codes)


def _compare_code(
    code: str,
    first: SourceFile,
    value: Provision | None,
    source: SourceFile,
    other: Provision | None,
    merged: Merged,
) -> None:
    a, b = (str(entry.value) if entry else "0" for entry in (value, other))
    if source is not first and a != b and code != SOURCE_ROW:
        merged.disagreements.append(Disagreement(merged.key, code, first.name, a, source.name, b))


def _add_passages(
    source: SourceFile,
    record: Agreement,
    coded: dict[str, Provision],
    decided: dict[str, SourceFile],
    provisions: dict[Provision, None],
    merged: Merged,
    quoted: set[str],
) -> None:
    """What a page quotes goes to codes that the tables have, or that no table knows of.

    One code's passages come from one page: two conversions of a page quote it in two spellings.
    """
    for code in record.issue_codes:
        if code in decided and code not in coded and code != SOURCE_ROW:
            merged.disagreements.append(
                Disagreement(merged.key, code, decided[code].name, "0", source.name, "coded")
            )
        elif code not in coded and code in topics():
            provisions.setdefault(Provision(code, topics()[code].path, None), None)
    for entry in record.provisions:
        if entry.code in quoted or (entry.code in decided and entry.code not in coded):
            continue
        provisions.setdefault(entry, None)
    quoted.update(entry.code for entry in record.provisions if entry.excerpt)
