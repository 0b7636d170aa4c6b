"""Writes ``codebook.ttl``, the coding schemes in SKOS, from the tables in ``codebook/``.

Run ``python ontology/make_codebook.py`` after a change of the tables.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.ontology.namespaces import ONTOLOGY
from graphbuild.ontology.terms import (
    DCTERMS,
    OWL,
    PA,
    PREFIXES,
    RDF,
    RDFS,
    SCHEME,
    SKOS,
    VANN,
    XSD,
    read,
)

HERE = Path(__file__).parent
HEAD = "# Made from the tables in codebook/ by make_codebook.py; change those.\n"
USED = ("dcterms", "owl", "pa", "rdf", "rdfs", "skos", "vann", "xsd")
TAKEN_OVER = (
    OWL.versionInfo,
    DCTERMS.creator,
    DCTERMS.created,
    DCTERMS.modified,
    DCTERMS.license,
)
"""What the codebook's header takes from the ontology's."""

Row = dict[str, str]
Statements = Iterator[Triple]


def table(name: str) -> list[Row]:
    """The rows of ``codebook/<name>.csv``."""
    with (HERE / "codebook" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def concept(scheme: str, code: str) -> NamedNode:
    """The IRI of a concept; its part after the scheme is the code with hyphens for colons."""
    return NamedNode(f"{SCHEME}{scheme}/{code.replace(':', '-')}")


def english(text: str) -> Literal:
    """A text in English."""
    return Literal(text, language="en")


def number(text: str | int) -> Literal:
    """A whole number."""
    return Literal(str(text), datatype=XSD.integer)


def header() -> Statements:
    """What is said of the codebook as a whole; version and dates are those of the ontology."""
    codebook, ontology = NamedNode(SCHEME.rstrip("/")), NamedNode(ONTOLOGY.rstrip("#"))
    yield Triple(codebook, RDF.type, OWL.Ontology)
    yield Triple(codebook, RDFS.label, english("Peace agreements: codebook"))
    yield Triple(codebook, DCTERMS.title, english("Coding schemes of peace agreements"))
    about = "The coding schemes of PA-X, PAA-X and UCDP that the ontology uses, and its own small ones, as SKOS. Codes and labels are theirs, definitions are ours."
    yield Triple(codebook, DCTERMS.description, english(about))
    version = ""
    for triple in read("pax.ttl"):
        if triple.subject == ontology and triple.predicate in TAKEN_OVER:
            yield Triple(codebook, triple.predicate, triple.object)
        if triple.subject == ontology and triple.predicate == OWL.versionInfo:
            version = str(triple.object)[1:-1]
    yield Triple(codebook, OWL.versionIRI, NamedNode(f"{SCHEME}{version}"))
    yield Triple(codebook, VANN.preferredNamespacePrefix, Literal("scheme"))
    yield Triple(codebook, VANN.preferredNamespaceUri, Literal(SCHEME))


def scheme_statements(row: Row) -> Statements:
    """What is said of a scheme as a whole."""
    scheme = NamedNode(SCHEME + row["scheme"])
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield Triple(scheme, RDFS.label, Literal(row["label"]))
    yield Triple(scheme, SKOS.prefLabel, english(row["label"]))
    yield Triple(scheme, DCTERMS.title, english(row["label"]))
    yield Triple(scheme, DCTERMS.identifier, Literal(row["scheme"]))
    yield Triple(scheme, SKOS.definition, english(row["definition"]))
    if row["column"]:
        yield Triple(scheme, SKOS.notation, Literal(row["column"]))


def naming(scheme: str, code: str, label: str, position: int) -> Statements:
    """What every concept has: type, scheme, code and label."""
    node = concept(scheme, code)
    yield Triple(node, RDF.type, SKOS.Concept)
    yield Triple(node, RDFS.label, Literal(label))
    yield Triple(node, SKOS.prefLabel, english(label))
    yield Triple(node, DCTERMS.identifier, Literal(code))
    yield Triple(node, SKOS.notation, Literal(code))
    yield Triple(node, SKOS.inScheme, NamedNode(SCHEME + scheme))
    yield Triple(node, PA.position, number(position))


def placing(node: NamedNode, scheme: str, broader: NamedNode | None) -> Statements:
    """Where a concept stands: below another, or at the top of its scheme."""
    if broader is None:
        yield Triple(node, SKOS.topConceptOf, NamedNode(SCHEME + scheme))
        yield Triple(NamedNode(SCHEME + scheme), SKOS.hasTopConcept, node)
    else:
        yield Triple(node, SKOS.broader, broader)


def value_statements(row: Row, position: int) -> Statements:
    """One value of a coded field."""
    scheme, code = row["field"], row["code"]
    node = concept(scheme, code)
    yield from naming(scheme, code, row["label"], position)
    yield from placing(node, scheme, concept("stage", row["broader"]) if row["broader"] else None)
    yield Triple(node, SKOS.definition, english(row["definition"]))
    yield Triple(node, PA.labelConfidence, Literal(row["label_confidence"]))
    others = {row["value"], *filter(None, row["other_labels"].split("|"))} - {row["label"], code}
    for other in sorted(others):
        yield Triple(node, SKOS.altLabel, english(other))
    if row["first_release"] != "1":
        found = f"release {row['first_release']}" if row["first_release"] else "none"
        note = f"Of the releases examined (1, 2, 9), first found in: {found}."
        yield Triple(node, SKOS.historyNote, english(note))


def section_statements(row: Row, position: int) -> Statements:
    """One heading of the coding page."""
    node = concept("provision", row["category_code"])
    yield from naming("provision", row["category_code"], row["section"], position)
    yield from placing(node, "provision", None)
    yield Triple(node, SKOS.definition, english(row["definition"]))
    yield Triple(node, PA.topicLevel, number(0))
    yield Triple(node, PA.path, Literal(row["section"]))


def topic_statements(row: Row, position: int, headings: Row, codes: list[str]) -> Statements:
    """One row of the coding page or one of its sub-codes."""
    node = concept("provision", row["code"])
    if row["level"] != "0":  # the one heading with a column of its own is named with the headings
        yield from naming("provision", row["code"], row["label"], position)
        above = row["parent"] or headings[row["section"]]
        yield from placing(node, "provision", concept("provision", above))
        yield Triple(node, SKOS.definition, english(row["definition"]))
        yield Triple(node, PA.topicLevel, number(row["level"]))
        if row["page_path"]:
            yield Triple(node, PA.path, Literal(row["page_path"]))
    yield from scale(node, row)
    for release in filter(None, row["releases"].split("|")):
        yield Triple(node, PA.inRelease, Literal(release))
    yield Triple(node, PA.labelConfidence, Literal(row["confidence"]))
    if row["page_path_confidence"]:
        yield Triple(node, PA.pathConfidence, Literal(row["page_path_confidence"]))
    if row["replaced_by"]:
        yield Triple(node, OWL.deprecated, Literal("true", datatype=XSD.boolean))
        for code in replacements(row["replaced_by"], codes):
            yield Triple(node, DCTERMS.isReplacedBy, concept("provision", code))


def scale(node: NamedNode, row: Row) -> Statements:
    """The values that tables hold for a topic, now and earlier."""
    if row["value_max"]:
        yield Triple(node, PA.valueMin, number(row["value_min"]))
        yield Triple(node, PA.valueMax, number(row["value_max"]))
    for part in filter(None, row["value_max_earlier"].split("|")):
        release, top = part.split(":")
        yield Triple(node, SKOS.historyNote, english(f"In {release} the scale went to {top}."))


def replacements(pattern: str, codes: list[str]) -> list[str]:
    """The codes that took over from a retired one: itself, or all that fit ``Pps*:St``."""
    start, star, end = pattern.partition("*")
    if not star:
        return [pattern]
    return [code for code in codes if code.startswith(start) and code.endswith(end)]


def term_statements(row: Row, position: int) -> Statements:
    """One concept of our own small schemes."""
    node = concept(row["scheme"], row["code"])
    yield from naming(row["scheme"], row["code"], row["label"], position)
    yield from placing(node, row["scheme"], None)
    yield Triple(node, SKOS.definition, english(row["definition"]))


def told_apart(found: list[Triple]) -> Statements:
    """The statements with preferred labels of which no scheme has one twice.

    A label that recurs in its scheme (``Other``, ``Rhetorical``) gets that of the concept above
    before it, and the code behind it where that is not enough; the label alone is another name.
    """
    labels = {t.subject: t.object.value for t in found if t.predicate == RDFS.label}
    schemes = {t.subject: t.object for t in found if t.predicate == SKOS.inScheme}
    above = {t.subject: t.object for t in found if t.predicate == SKOS.broader}
    codes = {t.subject: t.object.value for t in found if t.predicate == DCTERMS.identifier}
    longer = {n: f"{labels[above[n]]}: {labels[n]}" if n in above else labels[n] for n in schemes}
    plain = Counter((schemes[node], labels[node]) for node in schemes)
    long = Counter((schemes[node], longer[node]) for node in schemes)
    for triple in found:
        node = triple.subject
        if (
            triple.predicate != SKOS.prefLabel
            or node not in schemes
            or plain[schemes[node], labels[node]] == 1
        ):
            yield triple
        else:
            clear = long[schemes[node], longer[node]] == 1
            name = longer[node] if clear else f"{longer[node]} ({codes[node]})"
            yield Triple(node, SKOS.prefLabel, english(name))
            yield Triple(node, SKOS.altLabel, english(labels[node]))


def statements() -> Statements:
    """The codebook, all schemes, then the concepts of each in order."""
    concepts = list(told_apart(list(said())))
    head = list(header())
    used = {triple.predicate for triple in (*head, *concepts)}
    yield from head
    yield from declared(used | {SKOS.Concept, SKOS.ConceptScheme})
    yield from concepts


def declared(used: set[NamedNode]) -> Statements:
    """What kind of term each is, as ``pax.ttl`` has it: OWL tools read this file alone, too."""
    for triple in read("pax.ttl"):
        if triple.predicate == RDF.type and triple.subject in used:
            yield triple


def said() -> Statements:
    """What the tables say, each concept by its label alone."""
    schemes, values, terms = table("schemes"), table("values"), table("terms")
    for row in schemes:
        yield from scheme_statements(row)
    yield from provisions()
    for name in (row["scheme"] for row in schemes):
        for position, row in enumerate((r for r in values if r["field"] == name), start=1):
            yield from value_statements(row, position)
        for position, row in enumerate((r for r in terms if r["scheme"] == name), start=1):
            yield from term_statements(row, position)


def provisions() -> Statements:
    """The scheme of topics: headings, then rows and sub-codes in the order of the page."""
    sections, topics = table("sections"), table("provisions")
    headings = {row["section"]: row["category_code"] for row in sections}
    codes = [row["code"] for row in topics]
    for position, row in enumerate(sections, start=1):
        yield from section_statements(row, position)
    for position, row in enumerate(topics, start=len(sections) + 1):
        yield from topic_statements(row, position, headings, codes)


def text() -> str:
    """The whole file: statements about one thing stand together, in the order they are made in."""
    by_subject: dict[str, list[Triple]] = {}
    for triple in statements():
        by_subject.setdefault(str(triple.subject), []).append(triple)
    ordered = [triple for group in by_subject.values() for triple in group]
    body = serialize(
        ordered, format=RdfFormat.TURTLE, prefixes={name: PREFIXES[name] for name in sorted(USED)}
    )
    assert body is not None  # given no file to write to, it returns the bytes
    return HEAD + body.decode("utf-8")


if __name__ == "__main__":
    (HERE / "codebook.ttl").write_text(text(), encoding="utf-8", newline="\n")
