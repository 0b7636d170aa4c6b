"""What is stated of an agreement, its provisions and their passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from graphbuild.graph.entity import Block, Entity, integer, text
from graphbuild.graph.stating import state_fields
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCTERMS, PA, RDF, RDFS, concept
from graphbuild.ontology.topics import SOURCE_ROW, topics
from graphbuild.patterns import late
from graphbuild.records import Agreement, Provision, UcdpAgreement
from graphbuild.words import one_line


def agreement(iris: Iris, key: str, record: Agreement, places: list[NamedNode]) -> Entity:
    """The agreement itself; its participations, mentions and sources are added by their modules."""
    entity = Entity(iris.agreement(key), PA.Agreement, record.name, key)
    state_fields(entity, iris, record)
    for place in places:
        entity.add(PA.concernsPlace, place)
    return entity


def with_dyads(entity: Entity, iris: Iris, given: Iterable[UcdpAgreement]) -> Entity:
    """The agreement with the dyads that UCDP says it is about."""
    for record in given:
        for number, _ in record.dyads:
            entity.add(PA.addressesDyad, iris.dyad(number))
    return entity


def provision_codes(record: Agreement) -> Iterator[str]:
    """The codes that have a provision: the coded ones, and rows of a page that have content.

    The row of the source has none: what it cites is stated of the agreement.
    """
    for code in (*(entry.code for entry in record.provisions), *record.issue_codes):
        if code in topics() and code != SOURCE_ROW:
            yield code


class _Said(NamedTuple):
    """What is the same in every provision on one topic: the end of its IRI, and of its lines."""

    tail: str
    name: str
    label: str
    topic: str


@lru_cache(maxsize=1024)
def _said(code: str) -> _Said:
    topic = topics()[code]
    parent = topics().get(topic.parent)
    name = f"{parent.label}: {topic.label}" if parent else topic.label
    tail = code.replace(":", "-")
    return _Said(
        f"{tail}>",
        name,
        f" {RDFS.label!s} {text(name)!s} .\n",
        f" {PA.onTopic!s} {concept('provision', tail)!s} .\n",
    )


@lru_cache(maxsize=64)
def _coded_value(value: int) -> str:
    return f" {PA.codedValue!s} {integer(value)!s} .\n"


def provisions(iris: Iris, key: str, record: Agreement) -> Iterator[Block]:
    """One block for each provision, sorted by code; the hottest path of a build."""
    given: dict[str, list[Provision]] = {code: [] for code in provision_codes(record)}
    for entry in record.provisions:
        if entry.code in given:
            given[entry.code].append(entry)
    start, name = f"<{iris.provisions(key)}", str(text(key))[1:-1]
    type_ = f" {RDF.type!s} {PA.Provision!s} .\n"
    agreement_ = f" {PA.inAgreement!s} {iris.agreement(key)!s} .\n"
    identifier = f' {DCTERMS.identifier!s} "{name}/'
    for code in sorted(given):
        said, entries = _said(code), given[code]
        iri = start + said.tail
        block = [iri + type_, iri + said.label, f'{iri}{identifier}{code}" .\n']
        value = next((entry.value for entry in entries if entry.value is not None), None)
        if value is not None:
            block.append(iri + _coded_value(value))
        quoted = sum(bool(entry.excerpt) for entry in entries)
        block += (
            f"{iri} {PA.hasPassage!s} {iris.passage(key, code, number)!s} .\n"
            for number in range(1, quoted + 1)
        )
        block += (iri + agreement_, iri + said.topic)
        yield block


def passages(iris: Iris, key: str, record: Agreement) -> Iterator[Entity]:
    """The quoted passages, counted within their provision in the order of the page."""
    counts: dict[str, int] = {}
    for entry in record.provisions:
        if not entry.excerpt or entry.code not in topics() or entry.code == SOURCE_ROW:
            continue
        number = counts[entry.code] = counts.get(entry.code, 0) + 1
        where, pages = locator(entry.page)
        label = (
            f"{_said(entry.code).name}{f', page {where}' if pages else ''}: {head(entry.excerpt)}"
        )
        name = f"{key}/{entry.code}/{number}"
        passage = Entity(iris.passage(key, entry.code, number), PA.Passage, label, name)
        passage.add_text(PA.excerpt, entry.excerpt)
        locate(passage, entry.page)
        passage.add_text(PA.path, entry.path)
        yield passage


_PAGES = late(r"(?:pages?|pp?\.)?\s*([\d\s,;&\u2010-\u2015-]+?)[\s.,:;]*", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,4})(?:\s?[\u2010-\u2015-]\s?(\d{1,4}))?(?!\d)")
_LONGEST_RANGE = 100
_SHOWN = 60


@lru_cache(maxsize=4096)
def locator(printed: str) -> tuple[str, tuple[int, ...]]:
    """Where words stand: without the word page and the stop behind it, and the pages as numbers.

    ``Page 1-2, 8.`` is ``1-2, 8`` and 1, 2 and 8; a locator that holds other words has no numbers.
    """
    match = _PAGES.fullmatch(printed[:200].strip())
    if match is None:
        return printed, ()
    pages: dict[int, None] = {}
    for first, last in _RANGE.findall(match[1]):
        end = int(last or first)
        pages |= dict.fromkeys(range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1))
    return (match[1].strip(), tuple(pages)) if pages else (printed, ())


def locate(entity: Entity, printed: str) -> None:
    """State where words stand in the document."""
    where, pages = locator(printed)
    entity.add_text(PA.pageLocator, where)
    for page in pages:
        entity.add(PA.pageNumber, integer(page))


def head(words: str) -> str:
    """The first words of a text, for a label."""
    line = one_line(words)
    if len(line) <= _SHOWN:
        return line
    cut = line[: _SHOWN + 1].rpartition(" ")[0] or line[:_SHOWN]
    return f"{cut} \u2026"
