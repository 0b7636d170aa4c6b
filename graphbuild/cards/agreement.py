"""The card of an agreement: its facts, who took part, what it provides, mentions, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphbuild.cards.asking import Row, asked, distinct, facts, named, ref, title
from graphbuild.cards.card import Card, Cell, Table, Value, grouped, table
from graphbuild.ontology.terms import DCTERMS, PA, PROV, RDFS, SKOS, terms
from graphbuild.ontology.topics import sections
from graphbuild.words import one_line

if TYPE_CHECKING:
    from graphbuild.stores import Asker

TABLED = (
    PA.hasProvision,
    PA.hasParticipation,
    PA.names,
    PA.hasMention,
)
"""What is said of an agreement in tables of its own."""
OWN = (PA.recordNumber,)
"""What a source says of itself."""
FOLLOWS = (PA.party, PA.thirdParty, PA.mediator, PA.participant)
"""Direct links, which say what the table of participants says."""


def agreement_card(store: Asker, thing: NamedNode) -> Card:
    """All about an agreement."""
    id_, label = title(store, "agreement", thing)
    own = facts(store, thing, [*TABLED, *FOLLOWS])
    tables = [
        *_participants(store, thing),
        *_namings(store, thing),
        *_provisions(store, thing),
        *_mentions(store, thing),
        *_sources(store, thing),
        *_disagreements(store, thing),
    ]
    return Card("agreement", id_, thing.value, label, tuple(own), tuple(tables))


def _participants(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT * WHERE {{ ?part {PA.inAgreement} {thing} ; {PA.ofActor} ?actor_iri . {named('actor')} "
        f"OPTIONAL {{ ?part {PA.listedAs}/{RDFS.label} ?side }} "
        f"OPTIONAL {{ ?part {PA.basis}/{RDFS.label} ?basis }} "
        f"OPTIONAL {{ ?part {PA.certainty}/{RDFS.label} ?certainty }} "
        f"OPTIONAL {{ ?part {PA.linkMethod}/{RDFS.label} ?method }} "
        f"OPTIONAL {{ ?part {PA.statedRole}/{RDFS.label} ?role }} "
        f"OPTIONAL {{ ?part {PA.signing}/{RDFS.label} ?signing }} "
        f"OPTIONAL {{ ?part {PA.asWritten} ?written }} "
        f"OPTIONAL {{ ?part {PA.hasRepresentation} ?representation . "
        f"OPTIONAL {{ ?representation {PA.ofPerson} ?person_iri . {named('person')} }} "
        f"OPTIONAL {{ ?representation {PA.office} ?office }} }} }}",
    )
    parts = grouped(rows, ("part",))
    lines: list[tuple[Cell, ...]] = [_participant(group) for group in parts.values()]
    return table(
        "participants",
        "Who took part",
        ("side", "actor", "role", "signing", "persons", "basis", "certainty", "as written"),
        sorted(lines, key=lambda line: (str(line[0]), str(line[1]))),
        "A listing proves neither a signature nor consent.",
    )


def _participant(rows: list[Row]) -> tuple[Cell, ...]:
    first = rows[0]
    persons = tuple(
        value
        for group in grouped(rows, ("representation",)).values()
        for value in _person(group[0])
    )
    rests = ", ".join(distinct((first.get("basis", ""), first.get("method", ""))))
    return (
        first.get("side", ""),
        ref(first, "actor", "actor")[0],
        distinct(row.get("role", "") for row in rows),
        distinct(row.get("signing", "") for row in rows),
        persons,
        rests,
        first.get("certainty", ""),
        one_line(first.get("written", "")),
    )


def _person(row: Row) -> tuple[Value, ...]:
    office = one_line(row.get("office", ""))
    return (*ref(row, "person", "person"), *([office] if office else []))


def _namings(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT * WHERE {{ {thing} {PA.names} ?naming . "
        f"OPTIONAL {{ ?naming {PA.ofPerson} ?person_iri . {named('person')} }} "
        f"OPTIONAL {{ ?naming {PA.office} ?office }} "
        f"OPTIONAL {{ ?naming {PA.statedRole}/{RDFS.label} ?role }} "
        f"OPTIONAL {{ ?naming {PA.signing}/{RDFS.label} ?signing }} "
        f"OPTIONAL {{ ?naming {PA.asWritten} ?written }} }}",
    )
    lines = [
        (
            one_line(group[0].get("written", "")),
            _person(group[0]),
            distinct(row.get("role", "") for row in group),
            distinct(row.get("signing", "") for row in group),
        )
        for group in grouped(rows, ("naming",)).values()
    ]
    return table(
        "names",
        "Also named in the text",
        ("as written", "person", "role", "signing"),
        sorted(lines, key=str),
        "Bodies and persons that fit no known participant; they are counted nowhere.",
    )


def _provisions(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT * WHERE {{ ?provision {PA.inAgreement} {thing} ; {PA.onTopic} ?topic . "
        f"?topic {SKOS.notation} ?code ; {RDFS.label} ?label . "
        f"OPTIONAL {{ ?topic {PA.path} ?path }} OPTIONAL {{ ?provision {PA.codedValue} ?value }} "
        f"OPTIONAL {{ ?provision {PA.hasPassage} ?passage . "
        f"OPTIONAL {{ ?passage {PA.pageLocator} ?page }} OPTIONAL {{ ?passage {PA.excerpt} ?text }} }} }}",
    )
    order = {section: at for at, section in enumerate(sections().values())}
    lines = []
    for group in grouped(rows, ("provision",)).values():
        first = group[0]
        path = first.get("path", first["label"])
        section, _, topic = path.partition("→")
        lines.append(
            (
                section,
                topic or section,
                first["code"],
                first.get("value", ""),
                distinct(row.get("page", "") for row in group),
                tuple(one_line(text) for text in distinct(row.get("text", "") for row in group)),
            )
        )
    lines.sort(key=lambda line: (order.get(line[0], len(order)), line[1], line[2]))
    return table(
        "provisions",
        "What it provides",
        ("section", "topic", "code", "weight", "pages", "passages"),
        lines,
        "No weight where only a coding page was read. What is missing was not coded or is not mentioned.",
    )


def _mentions(store: Asker, thing: NamedNode) -> list[Table]:
    def lines(pattern: str, direction: str) -> Iterator[tuple[Cell, ...]]:
        rows = asked(
            store,
            f"SELECT DISTINCT * WHERE {{ {pattern} {named('other')} "
            f"OPTIONAL {{ ?other_iri {PA.signedOn} ?date }} OPTIONAL {{ ?mention {PA.asWritten} ?written }} "
            f"OPTIONAL {{ ?mention {PA.linkMethod}/{RDFS.label} ?method }} }}",
        )
        for row in sorted(rows, key=lambda row: (row.get("date", ""), row["other"])):
            yield (
                direction,
                ref(row, "other", "agreement")[0],
                row.get("date", ""),
                one_line(row.get("written", "")),
                row.get("method", ""),
            )

    found = [
        *lines(f"?mention {PA.inAgreement} {thing} ; {PA.mentions} ?other_iri .", "mentions"),
        *lines(
            f"?mention {PA.mentions} {thing} ; {PA.inAgreement} ?other_iri .",
            "is mentioned by",
        ),
    ]
    columns = ("direction", "agreement", "date", "as written", "found by")
    return table("mentions", "Other agreements", columns, found)


def _sources(store: Asker, thing: NamedNode) -> list[Table]:
    rows = asked(
        store,
        f"SELECT DISTINCT ?file ?kind ?release WHERE {{ {thing} {PROV.wasDerivedFrom} ?source . "
        f"?source {PA.fileName} ?file . OPTIONAL {{ ?source {PA.sourceKind} ?kind }} "
        f"OPTIONAL {{ ?source {PA.release} ?release }} }}",
    )
    lines = [(row["file"], row.get("kind", ""), row.get("release", "")) for row in rows]
    return table("sources", "Where this was read", ("file", "kind", "release"), sorted(lines))


def _disagreements(store: Asker, thing: NamedNode) -> list[Table]:
    """What the sources say of a field where they do not say the same: releases too."""
    rows = asked(
        store,
        f"SELECT DISTINCT ?property ?file ?release ?value ?label WHERE {{ "
        f"GRAPH ?source {{ {thing} ?property ?value }} ?source {PA.fileName} ?file . "
        f"OPTIONAL {{ ?source {PA.release} ?release }} "
        f"OPTIONAL {{ ?value {RDFS.label} ?label }} }}",
    )
    known = {term.iri.value: term.label for term in terms().values()}
    known |= {DCTERMS.title.value: "title"}
    without = {item.value for item in (*TABLED, *OWN)}
    lines: list[tuple[Cell, ...]] = []
    for (name,), group in grouped(rows, ("property",)).items():
        said: dict[tuple[str, str], set[str]] = {}
        for row in group:
            source = (row["file"], row.get("release", ""))
            said.setdefault(source, set()).add(one_line(row.get("label", row["value"])))
        if name in known and name not in without and len(set(map(frozenset, said.values()))) > 1:
            lines += [
                (known[name], file, distinct(values), release)
                for (file, release), values in said.items()
            ]
    lines += _weights(store, thing)
    return table(
        "disagreements",
        "What changed between releases, and where sources differ",
        ("field", "file", "says", "release"),
        sorted(lines, key=lambda line: (str(line[0]), _age(str(line[3])), str(line[1]))),
        "The graph keeps what the first of them says: tables before pages, newer releases before older ones."
        " A field that a source does not show is no change.",
    )


def _weights(store: Asker, thing: NamedNode) -> list[tuple[Cell, ...]]:
    """Topics that the tables which code this agreement weigh otherwise."""
    rows = asked(
        store,
        f"SELECT DISTINCT ?file ?release ?code ?value WHERE {{ GRAPH ?source {{ "
        f"?provision {PA.inAgreement} {thing} ; {PA.onTopic} ?topic ; {PA.codedValue} ?value }} "
        f"?source {PA.fileName} ?file . ?topic {SKOS.notation} ?code . "
        f"OPTIONAL {{ ?source {PA.release} ?release }} }}",
    )
    said: dict[str, dict[tuple[str, str], str]] = {}
    for row in rows:
        source = (row["file"], row.get("release", ""))
        said.setdefault(row["code"], {})[source] = row["value"]
    tables = {source for held in said.values() for source in held}
    return [
        (f"weight of {code}", source[0], held.get(source, "0"), source[1])
        for code, held in said.items()
        for source in tables
        if len({held.get(one, "0") for one in tables}) > 1
    ]


def _age(release: str) -> tuple[int, str]:
    """Older releases first, then sources that are of none."""
    digits = release.removeprefix("v").partition(".")[0]
    return (int(digits) if digits.isdecimal() else 10**6, release)
