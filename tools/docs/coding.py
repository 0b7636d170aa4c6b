"""The coding scheme and the way of every column into the graph, from ``ontology/codebook``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from graphbuild.ontology import concepts, topics
from graphbuild.ontology._tables import rows
from graphbuild.ontology.fields import fields
from graphbuild.ontology.terms import SCHEME
from tools.docs.text import plain, table

WORDS = {
    "identifier": "the agreement's own number: it becomes the end of its IRI",
    "text": "text, as it is written",
    "column": "what PA-X has, as it is",
    "texts": "texts, each stated",
    "coded": "a value of a scheme: its concept",
    "answer": "Yes or No: a concept",
    "number": "a number in somebody's list, as text",
    "count": "how many: a whole number above 0",
    "release": "the number of a release",
    "date": "a date as exact as it is given: a day, a month or a year",
    "address": "a web address",
    "process number": "the process, by its number since release 3",
    "process name": "the process, where there is no number, and its name",
    "conflict number": "the conflict with this number",
    "places": "countries and entities, each a place",
    "locations": "countries by their codes",
    "localities": "a place below the country, with coordinates",
}
"""How a cell of each kind of field is read; the kinds are those of ``graphbuild.ontology.fields``."""


def columns_page() -> str:
    """Every column of PA-X, and where it goes."""
    lines = [
        "# From PA-X's columns to the graph",
        "",
        "Which property holds a column, what it is called in the tidy tables"
        " (`graphbuild build ... --format tables`), and how a cell is read. Columns of codes (`GeWom`,"
        " `HrGen` ...) are below: each code that is not 0 becomes a `pa:Provision` with `pa:onTopic` (the"
        " topic) and `pa:codedValue` (its weight) and a row of `provisions.csv`.",
        "",
        table(
            ("column", "read as", "property", "`agreements.csv`", "on the page"),
            [_field_row(field) for field in fields()],
        ),
        "## Columns that are read and not stated",
        "",
        "Others have added these to PA-X's tables; they say nothing that another column does not say.",
        "",
        table(
            ("column", "what it is"),
            [
                (
                    f"`{row['code']}`",
                    plain(row["official_label"].replace(" (description ours)", "")),
                )
                for row in rows("fields")
                if not row["kind"] and not row["part_of"]
            ],
        ),
        "## Other names of columns",
        "",
        "Tables of others use these headings; they are read as the column beside them, and the report"
        " says so.",
        "",
        table(
            ("heading", "read as", "note"),
            [
                (
                    f"`{row['column']}`",
                    f"`{row['stands_for']}`" if row["stands_for"] else "not read",
                    plain(row["note"]),
                )
                for row in rows("columns")
            ],
        ),
        "## Columns of codes",
        "",
        "[The coding scheme](codes.md) has all of them.",
        "",
    ]
    return "\n".join(lines)


def _field_row(field: object) -> tuple[str, ...]:
    from graphbuild.ontology.fields import Field

    assert isinstance(field, Field)
    names = ", ".join(f"`{name}`" for name in field.columns) or "only on pages"
    kind = WORDS[field.kind] + (f" of `{field.scheme}`" if field.kind == "coded" else "")
    tables = ", ".join(f"`{name}`" for name in field.table_columns)
    prefix, _, local = field.property.partition(":")
    shown = (
        f"[`{field.property}`](ontology.html#{local})" if prefix == "pa" else f"`{field.property}`"
    )
    return names, kind, shown, tables, plain(field.page_label)


def scheme_page() -> str:
    """Every code of the coding scheme, by section, and the small schemes."""
    lines = [
        "# The coding scheme",
        "",
        f"{len(topics.topics())} codes of PA-X by section, as tables use them, with what the page calls"
        " them, the highest weight, and the releases that have them. What a code means is in our own"
        " words, written from the labels: PA-X's codebook decides. `graphbuild codes WORDS` searches"
        " here; [scheme.html](scheme.html) has an anchor for each concept, and definitions.",
        "",
    ]
    definitions = {row["code"]: row["definition"] for row in rows("provisions")}
    everything = list(topics.topics().values())
    for section, group in groupby(everything, key=lambda topic: topic.section):
        lines += [f"## {section}", ""]
        lines.append(
            table(
                ("code", "label", "0 to", "releases", "meaning"),
                [
                    (
                        f"`{topic.code}`",
                        plain(topic.path or topic.label),
                        str(topic.value_max),
                        ", ".join(topic.releases),
                        plain(definitions[topic.code]),
                    )
                    for topic in group
                ],
            )
        )
    lines += ["## Small schemes", "", *_small()]
    return "\n".join(lines)


def _small() -> Iterator[str]:
    found = [item for item in concepts.concepts().values() if item.scheme != "provision"]
    for scheme, group in groupby(found, key=lambda item: item.scheme):
        yield f"### {scheme}\n"
        yield table(
            ("code", "label", "meaning"),
            [
                (
                    f"[`{_last(item.iri.value)}`](scheme.html#{item.iri.value.removeprefix(SCHEME)})",
                    plain(item.label),
                    plain(item.definition),
                )
                for item in group
            ],
        )


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]
