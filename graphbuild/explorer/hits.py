"""A list of agreements as files to take along: CSV, a workbook, Turtle with where it comes from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from graphbuild.citing.works import datasets, works
from graphbuild.delimited import guarded
from graphbuild.errors import MissingExtra, UsageError
from graphbuild.explorer.facets import FACETS
from graphbuild.finding.kinds import is_iri
from graphbuild.ontology.namespaces import some
from graphbuild.ontology.references import in_words
from graphbuild.ontology.terms import PA, RDFS
from graphbuild.version import __version__

if TYPE_CHECKING:
    from graphbuild.explorer.explorer import Explorer

AT_ONCE = 50
"""Agreements whose statements are asked for together."""
CELL = 32_767
"""Characters in a cell that Excel opens."""
COLUMNS = [facet for facet in FACETS if facet.name not in ("year", "topic", "weight", "as")]
HEAD = ["agreement_id", "title", "date", *(facet.name for facet in COLUMNS)]


def rows(explorer: Explorer, numbers: Sequence[int]) -> Iterator[list[str]]:
    """One row an agreement, below :data:`HEAD`."""
    held: dict[int, dict[str, list[str]]] = {number: {} for number in numbers}
    for facet in COLUMNS:
        for value, of in explorer.facets.sets[facet.name].items():
            label = explorer.facets.labels[facet.name, value]
            for number in of & held.keys():
                held[number].setdefault(facet.name, []).append(label)
    for number in numbers:
        id_, title, date, _ = explorer.agreements[number]
        cells = ["; ".join(sorted(held[number].get(facet.name, ()))) for facet in COLUMNS]
        yield [id_, title, date, *cells]


def as_csv(explorer: Explorer, numbers: Sequence[int]) -> bytes:
    """The list as CSV; formulas are guarded, as it may be opened in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(map(guarded, row) for row in rows(explorer, numbers))
    return out.getvalue().encode("utf-8")


def as_xlsx(explorer: Explorer, numbers: Sequence[int], chosen: Iterable[str]) -> bytes:
    """The list as a workbook; a second sheet says what was chosen, and whom to cite.

    :raises MissingExtra: where xlsxwriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("writing xlsx", "xlsx") from error
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        # A fixed date, so that equal lists give equal files.
        book.set_properties({"created": datetime(2000, 1, 1), "title": "Agreements"})  # noqa: DTZ001
        sheet, bold = book.add_worksheet("agreements"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 1, 60)
        sheet.set_column(3, len(HEAD) - 1, 24)
        for at, name in enumerate(HEAD):
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(rows(explorer, numbers), 1):
            for at, text in enumerate(row):
                sheet.write_string(line, at, text[:CELL])
        sheet.autofilter(0, 0, len(numbers), len(HEAD) - 1)
        about = book.add_worksheet("about")
        about.set_column(0, 0, 16)
        about.set_column(1, 1, 100)
        for line, (name, text) in enumerate(_about(explorer, len(numbers), chosen)):
            about.write_string(line, 0, name, bold)
            about.write_string(line, 1, text[:CELL])
    return out.getvalue()


def _about(explorer: Explorer, count: int, chosen: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield "Agreements", f"{count:,} of {len(explorer.agreements):,}"
    for line in chosen:
        yield "Chosen", line
    for line in datasets(explorer.store):
        yield "Data", line
    try:
        for work in works(explorer.store):
            yield "Cite", in_words(work)
    except UsageError:  # a graph that names no source
        pass
    yield "Made with", f"graphbuild {__version__}"


def as_turtle(explorer: Explorer, numbers: Sequence[int]) -> Iterator[bytes]:
    """What the graph says of the agreements, piece by piece, each valid by itself.

    With participations, representations, provisions, passages and mentions, the labels of what they
    lead to, and the sources that all of it was derived from.
    """
    named = [explorer.index.iri("agreement", explorer.agreements[number][0]) for number in numbers]
    iris = [f"<{iri}>" for iri in named if is_iri(iri)]
    yield _triples(explorer, [f"?s a {PA.Source} ; ?p ?o"])
    for start in range(0, len(iris), AT_ONCE):
        these = f"VALUES ?a {{ {' '.join(iris[start : start + AT_ONCE])} }} "
        parts = f"{these} ?part {PA.inAgreement} ?a . "
        link = f"({PA.hasRepresentation}|{PA.hasPassage})"
        patterns = [
            f"{these} BIND(?a AS ?s) ?a ?p ?o",
            f"{these} ?s {PA.inAgreement} ?a ; ?p ?o",
            f"{these} ?a {PA.names} ?s . ?s ?p ?o",
            f"{parts} ?part {link} ?s . ?s ?p ?o",
        ]
        labels = [
            f"{these} ?a ?q ?s . ?s {RDFS.label} ?o BIND({RDFS.label} AS ?p)",
            f"{parts} ?part ?q ?s . ?s {RDFS.label} ?o BIND({RDFS.label} AS ?p)",
        ]
        yield _triples(explorer, patterns + labels)


def _triples(explorer: Explorer, patterns: Iterable[str]) -> bytes:
    from pyoxigraph import QueryTriples, RdfFormat, serialize

    found = set()
    for pattern in patterns:
        answer = explorer.store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
        assert isinstance(answer, QueryTriples)
        found |= set(answer)
        del answer  # it belongs to this thread
    out = io.BytesIO()
    prefixes = some("pa", "rdfs", "dcterms", "skos", "prov", "foaf", "xsd")
    serialize(sorted(found, key=str), out, RdfFormat.TURTLE, prefixes=prefixes)
    return out.getvalue()
