"""Writes the rules on plain fields of an agreement into ``shapes.ttl``, from ``codebook/fields.csv``.

Run ``python ontology/make_shapes.py`` after a change of the table. A field of a kind that leads to a
thing of its own (a process, a place, a conflict), and what a property needs beyond its kind's rule,
such as a range, is written by hand above the mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphbuild.ontology.fields import Field, fields
from graphbuild.ontology.terms import SCHEME, terms

HERE = Path(__file__).parent
BEGIN: Final = "# ---- fields of an agreement, made by make_shapes.py ---------------------------------------------\n"
END: Final = "# ---- end of what make_shapes.py makes ----------------------------------------------------------\n"

_CONCEPT: Final = (
    'sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:class skos:Concept ; sh:pattern "^{scheme}/"'
)
_TEXT: Final = "sh:maxCount 1 ; sh:datatype xsd:string ; sh:minLength 1"
RULES: Final = {
    "text": (_TEXT, "one text that is not empty"),
    "number": (_TEXT, "one number, kept as a text that is not empty"),
    "texts": ("sh:datatype xsd:string ; sh:minLength 1", "texts that are not empty"),
    "column": (_TEXT, "one value as the table has it"),
    "coded": (_CONCEPT, "one concept of its scheme"),
    "answer": (_CONCEPT, "one concept of its scheme"),
    "count": ("sh:maxCount 1 ; sh:datatype xsd:integer", "one whole number"),
    "release": (
        "sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1",
        "one number of a release, from 1 upwards",
    ),
    "address": ("sh:nodeKind sh:IRI", "an address"),
}
"""What a field of each kind must keep to, and the same in words."""


def label(field: Field) -> str:
    """What a property is called; of a borrowed one its name in words."""
    prefix, _, name = field.property.partition(":")
    if prefix == "pa":
        return terms()[name].label
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name)


def shape(field: Field) -> str:
    """The rule on one field."""
    constraint, words = RULES[field.kind]
    name = field.property.partition(":")[2]
    what = label(field)
    return (
        f":Agreement-{name} a sh:PropertyShape ; sh:path {field.property} ;"
        f" rdfs:seeAlso {field.property} ;\n"
        f"    {constraint.format(scheme=SCHEME + field.scheme)} ;\n"
        f'    sh:severity sh:Violation ; sh:message "{what[0].upper()}{what[1:]}: {words}."@en .\n'
    )


def shapes() -> Iterator[str]:
    """Everything between the two marks."""
    plain = [field for field in fields() if field.kind in RULES]
    names = [f":Agreement-{field.property.partition(':')[2]}" for field in plain]
    yield "\n:Agreement sh:property\n    " + " ,\n    ".join(names) + " .\n\n"
    yield from map(shape, plain)
    yield "\n"


def text() -> str:
    """The file with its rules renewed."""
    page = (HERE / "shapes.ttl").read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "".join(shapes()) + END + after


if __name__ == "__main__":
    (HERE / "shapes.ttl").write_text(text(), encoding="utf-8", newline="\n")
