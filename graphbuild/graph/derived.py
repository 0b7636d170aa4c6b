"""Values of an agreement that follow from others: its process's key, its conflicts', its page's address."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graphbuild.ontology import processes
from graphbuild.ontology.fields import Field, fields
from graphbuild.ontology.iris import NAMED
from graphbuild.records import Agreement
from graphbuild.words import one_line, slug

_SITE = "https://www.peaceagreements.org/agreements/{}/"


def process_key(record: Agreement) -> str:
    """The last part of the process's IRI: its number since release 3, found by name, else a slug.

    A printed number counts only where a release of the present numbering gives it: releases 1 and
    2 number differently (PA-X codebook v3, p. 1), and so do old pages. One whose known name is
    another process's is not believed either.
    """
    by_name = processes.number(record.process)
    if record.process_id and record.release and record.release not in processes.EARLY_RELEASES:
        known = processes.names().get(record.process_id)
        if not by_name or not known or by_name == record.process_id:
            return record.process_id
    return by_name or (slug(record.process) if record.process else "")


class PrintedConflict(NamedTuple):
    """A conflict as a coding page prints it: ``Aceh Conflict (1976 - 2005)``.

    ``start`` is the first year, ``end`` the last, ``""`` where the last span is open or none is given.
    """

    name: str
    start: str = ""
    end: str = ""


_SPAN = re.compile(r"\(\s?(\d{4})\s?[-\u2010-\u2015]\s?(\d{4})?\s?\)")


@lru_cache(maxsize=1024)
def printed_conflict(text: str) -> PrintedConflict:
    """Name and years; spans of years that stand elsewhere than at the end are part of the name."""
    text = one_line(text)
    spans = list(_SPAN.finditer(text))
    at = len(text)
    while spans and not text[spans[-1].end() : at].strip():
        last = spans.pop()
        at = last.start()
    name = text[:at].strip()
    years = [(match[1], match[2] or "") for match in _SPAN.finditer(text, at)]
    if not name or not years:
        return PrintedConflict(text)
    ends = [end for _, end in years]
    return PrintedConflict(name, min(start for start, _ in years), max(ends) if all(ends) else "")


@cache
def numbered() -> tuple[Field, ...]:
    """The fields that hold a conflict's number in some list, UCDP's first."""
    return tuple(field for field in fields() if field.kind == "conflict number")


def conflicts(record: Agreement) -> list[tuple[str, str]]:
    """Scheme and key of each conflict of an agreement: its numbers, else the name on its page."""
    found = [(field.scheme, number) for field in numbered() if (number := field.get(record))]
    if not found and record.conflict:
        found = [(NAMED, slug(printed_conflict(record.conflict).name))]
    return found


def page_url(record: Agreement) -> str:
    """The agreement's page: as given, else by the site's form for ids of a known release."""
    if record.page_url:
        return record.page_url
    return _SITE.format(record.id) if record.release and record.id.isdigit() else ""


_DERIVED: dict[str, Callable[[Agreement], str]] = {
    "process_id": process_key,
    "page_url": page_url,
}


def derivation(field: Field) -> Callable[[Agreement], Any]:
    """What gives the value of a field as graph and tidy tables have it: given, or known from others."""
    return _DERIVED.get(field.attribute, field.get)
