"""Values of an agreement that follow from others: its process's key, its page's address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphbuild.ontology import processes
from graphbuild.ontology.fields import Field
from graphbuild.records import Agreement
from graphbuild.words import slug

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
