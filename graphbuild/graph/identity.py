"""Which records are one agreement: by id, else by title and date; never by resemblance."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphbuild.graph.iris import slug
from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report

_IGNORED = re.compile(r"[\W_]+")


def fold_title(title: str) -> str:
    """Letters and digits of a title without accents and case: how titles are compared."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return _IGNORED.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


def title_key(record: Agreement) -> tuple[str, str]:
    """Date and folded title: unique in every release of PA-X."""
    return record.date, fold_title(record.name)


@dataclass(slots=True)
class Same:
    """The records that are one agreement, with the key that its IRI ends in."""

    key: str
    records: list[tuple[SourceFile, Agreement]] = field(default_factory=list)


def group(sources: Iterable[SourceFile], report: Report) -> list[Same]:
    """Put together the records of one agreement; sorted by key.

    A record with an id belongs to that id. A page without one joins the table row of the same
    title and date; where no row has both, it stands alone under date and title.
    """
    pairs = [(source, record) for source in sources for record in source.agreements]
    by_title: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, record in pairs:
        if record.id and record.name:
            by_title[title_key(record)].add(record.id)
    groups: dict[str, Same] = {}
    for source, record in pairs:
        key = record.id or _key_by_title(source, record, by_title, report)
        groups.setdefault(key, Same(key)).records.append((source, record))
    _check_pages(groups.values(), report)
    _check_ids(groups.values(), report)
    return [groups[key] for key in sorted(groups)]


def _key_by_title(
    source: SourceFile,
    record: Agreement,
    by_title: dict[tuple[str, str], set[str]],
    report: Report,
) -> str:
    ids = by_title.get(title_key(record), set())
    if len(ids) == 1:
        return next(iter(ids))
    own = slug(
        f"{record.date} {record.name}" if record.name else f"{source.name} {record.row or ''}"
    )
    if len(ids) > 1:
        report.add(
            "warning",
            "ambiguous-title",
            f"title and date fit agreements {', '.join(sorted(ids, key=int_first))}; kept apart as {own}",
            file=source.name,
            row=record.row,
        )
    elif by_title:
        report.add(
            "info",
            "page-without-row",
            f"no table row has this title and date ({record.name[:80]!r}, {record.date or 'no date'});"
            f" kept as {own}",
            file=source.name,
            row=record.row,
        )
    return own


def int_first(key: str) -> tuple[bool, int, str]:
    """Sort key: numbers by value, before everything else."""
    return (not key.isdigit(), int(key) if key.isdigit() else 0, key)


def _check_pages(groups: Iterable[Same], report: Report) -> None:
    """A page's id comes from a footer: warn where the table has another agreement under it."""
    for same in groups:
        rows = [record for source, record in same.records if source.kind == "PA-X table"]
        for source, record in same.records:
            if source.kind != "coding page" or not rows:
                continue
            if record.name and title_key(record) not in {title_key(row) for row in rows}:
                report.add(
                    "warning",
                    "page-differs-from-row",
                    f"the page's title or date is not that of agreement {same.key} in the table",
                    file=source.name,
                    row=record.row,
                    agreement=same.key,
                )


def _check_ids(groups: Iterable[Same], report: Report) -> None:
    """An id stands once in a table; a second row of it is told, and read as another opinion."""
    for same in groups:
        seen: dict[str, int | None] = {}
        for source, record in same.records:
            if source.kind != "PA-X table":
                continue
            if source.sha256 in seen:
                report.add(
                    "error",
                    "duplicate-id",
                    f"agreement {same.key} stands in row {seen[source.sha256]} too; the first row counts",
                    file=source.name,
                    row=record.row,
                    agreement=same.key,
                )
            seen.setdefault(source.sha256, record.row)
