"""Writes ``codebook.ttl``, the coding schemes in SKOS, from the tables in ``codebook/``.

Run ``python ontology/make_codebook.py`` after a change of the tables.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graphbuild.ontology.terms import DCTERMS, OWL, PA, PREFIXES, RDF, RDFS, SCHEME, SKOS, XSD

HERE = Path(__file__).parent
HEAD = "# Made from the tables in codebook/ by make_codebook.py; change those.\n"
USED = ("dcterms", "owl", "pa", "rdf", "rdfs", "skos", "xsd")

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


def scheme_statements(row: Row) -> Statements:
    """What is said of a scheme as a whole."""
    scheme = NamedNode(SCHEME + row["scheme"])
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield Triple(scheme, RDFS.label, Literal(row["label"]))
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


def statements() -> Statements:
    """All schemes, then the concepts of each in order."""
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
