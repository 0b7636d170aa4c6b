"""``/id/…``, ``/scheme/…``, ``/ontology``: what the graph's IRIs lead to when a server stands behind them.

A browser is led to the page of the thing; programs get what the graph says of it as Turtle, JSON-LD,
N-Triples or RDF/XML, by ``Accept`` or by suffix (``/id/actor/21.ttl``).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from graphbuild.errors import UsageError
from graphbuild.explorer.accept import best
from graphbuild.explorer.view import address
from graphbuild.finding.kinds import THINGS, is_iri
from graphbuild.ontology.namespaces import SCHEME, some
from graphbuild.ontology.terms import DCTERMS, RDFS
from graphbuild.resources import folder

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer

HTML = "text/html"
FORMS = {
    "text/turtle": ("TURTLE", ".ttl"),
    "application/ld+json": ("JSON_LD", ".jsonld"),
    "application/n-triples": ("N_TRIPLES", ".nt"),
    "application/rdf+xml": ("RDF_XML", ".rdf"),
}
_SUFFIX = {suffix: media for media, (_, suffix) in FORMS.items()} | {".html": HTML}


def named(explorer: Explorer, request: Request) -> Response:
    """A thing of the graph by the end of its IRI: ``/id/actor/21``."""
    rest, media = _asked(request)
    kind, _, id_ = rest.partition("/")
    if media == HTML and kind in THINGS:
        return RedirectResponse(address(kind, id_), 303, {"Vary": "Accept"})
    return _described(explorer, f"{explorer.base}{rest}", "text/turtle" if media == HTML else media)


def in_scheme(explorer: Explorer, request: Request) -> Response:
    """A concept of a coding scheme: ``/scheme/stage/Cea``."""
    rest, media = _asked(request)
    scheme, _, code = rest.partition("/")
    if media == HTML and scheme == "provision" and code:
        found = explorer.store.select(
            f"SELECT ?code WHERE {{ <{_checked(SCHEME + rest)}> {DCTERMS.identifier} ?code }}"
        )
        for row in found:
            return RedirectResponse(address("code", row[0].value), 303, {"Vary": "Accept"})
    return _described(explorer, SCHEME + rest, "text/turtle" if media == HTML else media)


def ontology(explorer: Explorer, request: Request) -> Response:  # noqa: ARG001
    """The ontology itself, whole."""
    from pyoxigraph import RdfFormat, parse, serialize

    media = best(request.headers.get("accept", ""), [*FORMS, HTML]) or "text/turtle"
    file = folder("ontology") / "pax.ttl"
    if media in (HTML, "text/turtle"):
        return Response(file.read_bytes(), media_type="text/turtle; charset=utf-8")
    out = io.BytesIO()
    serialize(
        parse(path=str(file), format=RdfFormat.TURTLE), out, getattr(RdfFormat, FORMS[media][0])
    )
    return Response(out.getvalue(), media_type=media)


def _asked(request: Request) -> tuple[str, str]:
    """What stands behind the beginning of the address, and the form in which it is wanted."""
    rest = str(request.path_params["rest"])
    for suffix, media in _SUFFIX.items():
        if rest.endswith(suffix):
            return rest.removesuffix(suffix), media
    return rest, best(request.headers.get("accept", ""), [HTML, *FORMS]) or "text/turtle"


def _checked(iri: str) -> str:
    if not is_iri(iri):
        raise UsageError(f"{iri!r} is no IRI")
    return iri


def _described(explorer: Explorer, iri: str, media: str) -> Response:
    if not explorer.shown.all:
        raise UsageError(
            "parts of this graph are not shown here, so statements are given on pages alone"
        )
    from pyoxigraph import QueryTriples, RdfFormat, serialize

    node = f"<{_checked(iri)}>"
    found = explorer.store.query(
        f"CONSTRUCT {{ {node} ?p ?o . ?s ?q {node} . ?o ?l ?n }} WHERE {{ {{ {node} ?p ?o "
        f"OPTIONAL {{ VALUES ?l {{ {RDFS.label} }} ?o ?l ?n }} }} "
        f"UNION {{ ?s ?q {node} }} }} LIMIT 5000"
    )
    assert isinstance(found, QueryTriples)
    triples = sorted(set(found), key=str)
    del (
        found
    )  # the engine's answer belongs to this thread, where an error would carry it to another
    if not triples:
        raise UsageError(f"the graph says nothing of {iri}")
    out = io.BytesIO()
    prefixes = some("pa", "rdfs", "dcterms", "skos", "prov", "xsd")
    serialize(triples, out, getattr(RdfFormat, FORMS[media][0]), prefixes=prefixes)
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(out.getvalue(), media_type=media + charset, headers={"Vary": "Accept"})
