"""Writes the fields that are compared into ``queries/agreements/disagreements.rq``.

Run ``python ontology/make_disagreements.py`` after a change of ``codebook/fields.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphbuild.ontology.fields import Field, fields

QUERY: Final = Path(__file__).parent.parent / "queries" / "agreements" / "disagreements.rq"
BEGIN: Final = "            # fields, made by ontology/make_disagreements.py\n"
END: Final = "            # end of fields\n"

NAMES: Final = {
    "coded": "rdfs:label",
    "answer": "rdfs:label",
    "places": "rdfs:label",
    "locations": "rdfs:label",
    "localities": "rdfs:label",
    "process name": "rdfs:label",
    "process number": "dcterms:identifier",
    "conflict number": "dcterms:identifier",
}
"""By what the thing that a field of each kind leads to is shown; other kinds are literals."""


def row(field: Field) -> str:
    """A field with its property, what names its value, and the list that numbers a conflict."""
    name = NAMES.get(field.kind, '""')
    scheme = field.scheme if field.kind == "conflict number" else ""
    return f'("{field.code}" {field.property} {name} "{scheme}")'


def table() -> Iterator[str]:
    """Everything between the two marks."""
    yield "            VALUES (?field ?property ?name ?scheme) {\n"
    for field in fields():
        if field.kind != "identifier":
            yield f"              {row(field)}\n"
    yield "            }\n"


def text() -> str:
    """The query with its table renewed."""
    query = QUERY.read_text(encoding="utf-8")
    before, _, rest = query.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "".join(table()) + END + after


if __name__ == "__main__":
    QUERY.write_text(text(), encoding="utf-8", newline="\n")
