"""``/sparql``: the SPARQL 1.1 Protocol for queries, read-only.

Rows are given as JSON, XML, CSV or TSV, graphs as Turtle, N-Triples, RDF/XML or JSON-LD, as ``Accept``
asks. Updates are refused, ``SERVICE`` too; what takes too long gets 503 with the limit in words.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from graphbuild.delimited import guarded
from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.explorer.accept import best
from graphbuild.explorer.protocol import Refused, late, said
from graphbuild.ontology.namespaces import some
from graphbuild.stores.frames import TRIPLES
from graphbuild.stores.limits import LimitError, Limits
from graphbuild.stores.tokens import READING, spoken, tokenize

if TYPE_CHECKING:
    from graphbuild.stores.guarded import Guarded
    from graphbuild.stores.held import Held

ROWS = {
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
}
GRAPHS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
    "text/plain": "N_TRIPLES",
}
FILES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""Forms by the name that a link gives them (``format=csv``)."""
SUFFIX = {media: {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}.get(name, name)
          for name, media in FILES.items()}  # fmt: skip
PREFIXES_SHOWN = some("pa", "rdfs", "dcterms", "skos", "prov", "foaf", "xsd")
SPOOL, MEMORY = 4_000_000, 1024
"""Bytes of an answer that are kept in memory, and megabytes that the engine may take for one."""
WORKERS = 2
"""Processes that answer questions within limits."""
BUSY = 5.0
"""Seconds to wait for a process that is free."""
UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix format: <http://www.w3.org/ns/formats/> .
<{at}> a sd:Service ;
    sd:endpoint <{at}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat format:SPARQL_Results_JSON , format:SPARQL_Results_XML , format:SPARQL_Results_CSV ,
        format:SPARQL_Results_TSV , format:Turtle , format:N-Triples , format:RDF_XML , format:JSON-LD ;
    sd:defaultDataset <{at}#dataset> .
<{at}#dataset> a sd:Dataset ; sd:defaultGraph <{at}#merged> .
<{at}#merged> a sd:Graph .
"""
NAMED = """<{at}#dataset> sd:namedGraph <{at}#{number}> .
<{at}#{number}> a sd:NamedGraph ; sd:name <{iri}> .
"""


def answer(
    asker: Guarded, query: str, accept: str, seconds: float, *, safe: bool = False
) -> Response:
    """Ask, and write what comes in the form that was asked for.

    ``safe`` guards formulas in CSV, where a person takes it: it may be opened in a spreadsheet.
    """
    out = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - closed when it was sent
    try:
        _refuse_update(query)
        held = asker.hold(query, Limits(seconds=seconds, megabytes=MEMORY), patience=BUSY)
        if held.media == TRIPLES:
            media = _wanted(accept, GRAPHS, "graphs")
            _write_graph(held, out, media)
        else:
            media = _wanted(accept, ROWS, "rows")
            _write_rows(held, out, media, safe=safe)
    except Refused as refusal:
        return said(refusal.status, refusal.text)
    except LimitError as error:
        return late(str(error))
    except UsageError as error:
        return said(400, str(error))
    except (GraphbuildError, OSError) as error:
        return said(500, str(error))
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    size = out.tell()
    out.seek(0)
    if size <= SPOOL:
        with out:
            return Response(out.read(), media_type=media + charset, headers={"Vary": "Accept"})
    headers = {"Vary": "Accept", "Content-Length": str(size)}
    return StreamingResponse(_pieces(out), media_type=media + charset, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(1 << 18):
            yield piece


def _wanted(accept: str, forms: dict[str, str], what: str) -> str:
    media = best(accept, list(forms))
    if media is None:
        raise Refused(406, f"{what} are given as {', '.join(forms)}")
    return media


def _write_rows(held: Held, out: IO[bytes], media: str, *, safe: bool) -> None:
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions

    found = held.answer()
    if isinstance(found, QueryBoolean) and ROWS[media] in ("CSV", "TSV"):  # no part of the standard
        out.write(b"true\n" if found else b"false\n")
        return
    assert isinstance(found, (QuerySolutions, QueryBoolean))
    if safe and media == "text/csv" and isinstance(found, QuerySolutions):
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow(variable.value for variable in found.variables)
        for row in found:
            cells = (row[at] for at in range(len(found.variables)))
            lines.writerow("" if cell is None else guarded(cell.value) for cell in cells)
        text.detach()
        return
    found.serialize(out, getattr(QueryResultsFormat, ROWS[media]))


def _write_graph(held: Held, out: IO[bytes], media: str) -> None:
    """The triples as they come: a large graph is never whole in memory."""
    from pyoxigraph import RdfFormat, parse, serialize

    wanted = getattr(RdfFormat, GRAPHS[media])
    triples = (quad.triple for quad in parse(held.reader(), RdfFormat.N_TRIPLES))
    prefixes = None if wanted == RdfFormat.N_TRIPLES else PREFIXES_SHOWN
    serialize(triples, out, wanted, prefixes=prefixes)


def _refuse_update(query: str) -> None:
    for token in spoken(tokenize(query)):
        if token.kind == "word" and token.text.upper() in UPDATES:
            raise UsageError("this endpoint takes no updates")
        if token.kind == "word" and token.text.upper() in READING:
            return


def description(at: str, accept: str, sources: Iterable[str] = ()) -> Response:
    """What the service is, and which graphs can be named, as RDF."""
    from pyoxigraph import RdfFormat, parse, serialize

    media = best(accept, list(GRAPHS)) or "text/turtle"
    safe = "".join(char for char in at if char not in '<>"{}|^`\\ ')
    text = DESCRIPTION.format(at=safe) + "".join(
        NAMED.format(at=safe, number=number, iri=iri) for number, iri in enumerate(sources, 1)
    )
    if GRAPHS[media] != "TURTLE":
        out = io.BytesIO()
        triples = (quad.triple for quad in parse(text, RdfFormat.TURTLE))
        serialize(triples, out, getattr(RdfFormat, GRAPHS[media]))
        text = out.getvalue().decode("utf-8")
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(text, media_type=media + charset, headers={"Vary": "Accept"})
