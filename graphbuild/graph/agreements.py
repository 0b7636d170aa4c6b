"""What is stated of an agreement, its provisions and their passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from graphbuild.graph.entity import Block, Entity, integer, text
from graphbuild.graph.stating import state_fields
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCTERMS, PA, RDF, RDFS, concept
from graphbuild.ontology.topics import topics
from graphbuild.records import Agreement, Provision, UcdpAgreement


def agreement(iris: Iris, key: str, record: Agreement, places: list[NamedNode]) -> Entity:
    """The agreement itself; its participations, mentions and sources are added by their modules."""
    entity = Entity(iris.agreement(key), PA.Agreement, record.name, key)
    state_fields(entity, iris, record)
    for place in places:
        entity.add(PA.concernsPlace, place)
    start = iris.provisions(key)
    for code in dict.fromkeys(provision_codes(record)):
        entity.add_written(PA.hasProvision, f"<{start}{_said(code).tail}")
    return entity


def with_dyads(entity: Entity, iris: Iris, given: Iterable[UcdpAgreement]) -> Entity:
    """The agreement with the dyads that UCDP says it is about."""
    for record in given:
        for number, _ in record.dyads:
            entity.add(PA.addressesDyad, iris.dyad(number))
    return entity


def provision_codes(record: Agreement) -> Iterator[str]:
    """The codes that have a provision: the coded ones, and rows of a page that have content."""
    for entry in record.provisions:
        if entry.code in topics():
            yield entry.code
    for code in record.issue_codes:
        if code in topics():
            yield code


class _Said(NamedTuple):
    """What is the same in every provision on one topic: the end of its IRI, and of its lines."""

    tail: str
    label: str
    topic: str


@lru_cache(maxsize=1024)
def _said(code: str) -> _Said:
    topic = topics()[code]
    parent = topics().get(topic.parent)
    label = text(f"{parent.label}: {topic.label}" if parent else topic.label)
    tail = code.replace(":", "-")
    return _Said(
        f"{tail}>",
        f" {RDFS.label!s} {label!s} .\n",
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
        if not entry.excerpt or entry.code not in topics():
            continue
        number = counts[entry.code] = counts.get(entry.code, 0) + 1
        name = f"{key}/{entry.code}/{number}"
        passage = Entity(iris.passage(key, entry.code, number), PA.Passage, f"Passage {name}", name)
        passage.add_text(PA.excerpt, entry.excerpt)
        passage.add_text(PA.pageLocator, entry.page)
        passage.add_text(PA.path, entry.path)
        yield passage
