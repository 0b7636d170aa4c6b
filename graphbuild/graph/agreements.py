"""What is stated of an agreement, its provisions and their passages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from graphbuild.graph.entity import Block, Entity, date, integer, text
from graphbuild.ontology import processes
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCTERMS, FOAF, PA, PROV, RDF, RDFS, concept
from graphbuild.ontology.topics import topics
from graphbuild.records import Agreement, Provision
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


def _link(url: str) -> NamedNode | None:
    try:
        return (
            NamedNode(url.replace(" ", "%20")) if url.startswith(("http://", "https://")) else None
        )
    except ValueError:
        return None


def _coded(entity: Entity, record: Agreement) -> None:
    for predicate, scheme, code in (
        (PA.level, "level", record.level_code),
        (PA.nature, "nature", record.nature_code),
        (PA.stage, "stage", record.stage_code),
        (PA.substage, "substage", record.substage_code),
        (PA.status, "status", record.status_code),
        (PA.interim, "interim", record.interim if record.interim in ("Yes", "No", "Maybe") else ""),
        (PA.region, "region", record.region_code),
    ):
        if code:
            entity.add(predicate, concept(scheme, code))


def agreement(iris: Iris, key: str, record: Agreement, places: list[NamedNode]) -> Entity:
    """The agreement itself; its participations, mentions and sources are added by their modules."""
    entity = Entity(iris.agreement(key), PA.Agreement, record.name, key)
    entity.add_text(DCTERMS.title, record.name)
    entity.add(PA.signedOn, date(record.date) if record.date else None)
    if process := process_key(record):
        entity.add(PA.inProcess, iris.process(process))
    for place in places:
        entity.add(PA.concernsPlace, place)
    for scheme in ("ucdp", "cow"):
        if number := record.conflict_ids.get(scheme):
            entity.add(PA.addressesConflict, iris.conflict(scheme, number))
    _coded(entity, record)
    for predicate, value in (
        (PA.partiesAsWritten, record.parties),
        (PA.thirdPartiesAsWritten, record.third_parties),
        (PA.mentionsAsWritten, record.mentions),
        (DCTERMS.description, record.description),
        (PA.conflictAsWritten, record.conflict),
        (PA.conflictDescription, record.conflict_description),
        (PA.relatedCases, record.related_cases),
        (PA.sourceCitation, record.source_citation),
        (PA.ucdpAgreementId, record.conflict_ids.get("ucdp_agreement", "")),
        (PA.pamId, record.conflict_ids.get("pam", "")),
    ):
        entity.add_text(predicate, value)
    for title in record.agreement_document:
        entity.add_text(PA.documentTitle, title)
    for predicate, count in (
        (PA.pageCount, record.length_pages),
        (PA.characterCount, record.length_characters),
        (PA.firstRelease, int(record.first_release) if record.first_release.isdigit() else None),
    ):
        entity.add(predicate, None if count is None else integer(count))
    entity.add(FOAF.page, _link(page_url(record)))
    entity.add(PROV.hadPrimarySource, _link(record.pdf_url))
    start = iris.provisions(key)
    for code in dict.fromkeys(provision_codes(record)):
        entity.add_written(PA.hasProvision, f"<{start}{_said(code).tail}")
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
