"""Which records are one agreement: by id, else by title and date; never by resemblance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report
from graphbuild.words import fold, slug

_MISREAD = str.maketrans({"l": "i", "1": "i", "0": "o"})


def fold_misread(title: str) -> str:
    """The folded title with the letters made one that text recognition takes for each other."""
    return fold(title).translate(_MISREAD).replace("rn", "m")


def title_key(record: Agreement) -> tuple[str, str]:
    """Date and folded title: unique in every release of PA-X."""
    return record.date, fold(record.name)


def dates_agree(one: str, other: str) -> bool:
    """Whether two dates can be the same day, as far as both are known (``1993``, ``1993-09-13``)."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


@dataclass(slots=True)
class Same:
    """The records that are one agreement, with the key that its IRI ends in."""

    key: str
    records: list[tuple[SourceFile, Agreement]] = field(default_factory=list)


class _Titles:
    """The ids that a title and date stand for: as written, or as text recognition may misread it."""

    def __init__(self, records: Iterable[Agreement]) -> None:
        self.exact: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.misread: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.by_date: dict[str, dict[str, str]] = defaultdict(dict)
        self.by_title: dict[str, list[Agreement]] = defaultdict(list)
        for record in records:
            if record.id and record.name:
                self.exact[title_key(record)].add(record.id)
                self.misread[record.date, fold_misread(record.name)].add(record.id)
                self.by_date[record.date][record.id] = record.name
                self.by_title[fold(record.name)].append(record)

    def ids(self, record: Agreement) -> set[str]:
        """The ids that fit."""
        found = self.exact.get(title_key(record))
        found = found or self.misread.get((record.date, fold_misread(record.name)))
        return found or {
            other.id
            for other in self.by_title.get(fold(record.name), ())
            if dates_agree(other.date, record.date)
        }

    def others(self, record: Agreement) -> str:
        """The agreements of the same date, for a person to compare."""
        same = self.by_date.get(record.date, {})
        return "; ".join(f"{key} {same[key][:60]!r}" for key in sorted(same, key=int_first)[:3])


def group(sources: Iterable[SourceFile], report: Report) -> list[Same]:
    """Put together the records of one agreement; sorted by key.

    A record with an id belongs to that id. A page without one joins the record of the same title
    and date, or of a date that agrees as far as it is known; where none has both, it stands alone under date and title.
    """
    pairs = [(source, record) for source in sources for record in source.agreements]
    titles = _Titles(record for _, record in pairs)
    groups: dict[str, Same] = {}
    for source, record in pairs:
        key = record.id or _key_by_title(source, record, titles, report)
        groups.setdefault(key, Same(key)).records.append((source, record))
    _check_pages(groups.values(), report)
    _check_ids(groups.values(), report)
    return [groups[key] for key in sorted(groups)]


def own_key(source: SourceFile, record: Agreement) -> str:
    """The key of a record without an id that joins no other: from date and title, else its place."""
    return slug(
        f"{record.date} {record.name}" if record.name else f"{source.name} {record.row or ''}"
    )


def _key_by_title(source: SourceFile, record: Agreement, titles: _Titles, report: Report) -> str:
    ids = titles.ids(record)
    if len(ids) == 1:
        return next(iter(ids))
    own = own_key(source, record)
    what = f"{record.name[:80]!r} of {record.date or 'no date'} is kept as {own}"
    if len(ids) > 1:
        numbers = ", ".join(sorted(ids, key=int_first))
        message = f"title and date fit agreements {numbers}; {what}"
        report.add("warning", "ambiguous-title", message, file=source.name, row=record.row)
    elif titles.exact:
        others = titles.others(record)
        near = f"; of the same date: {others}" if others else ""
        message = f"no table row has this title and date; {what}{near}"
        report.add("warning", "page-without-row", message, file=source.name, row=record.row)
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
            title = fold_misread(record.name)
            fits = any(
                title == fold_misread(row.name)
                and (row.date == record.date or dates_agree(row.date, record.date))
                for row in rows
            )
            if record.name and not fits:
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
