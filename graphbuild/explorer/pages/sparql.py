"""``/sparql``: an editor for people at the address where programs ask."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from starlette.responses import JSONResponse

from graphbuild.catalogue.library import parse_query
from graphbuild.catalogue.run import ask
from graphbuild.errors import GraphbuildError
from graphbuild.explorer.view import address, query
from graphbuild.finding.kinds import THINGS
from graphbuild.ontology.codes import PROVISION, codes
from graphbuild.ontology.namespaces import PREFIXES
from graphbuild.ontology.sparql import prologue, sparql
from graphbuild.ontology.terms import terms
from graphbuild.tabular import shown

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

ROWS = 300
FILES = ("csv", "tsv", "json", "xml")
GRAPHS = ("turtle", "ntriples", "jsonld")
FIRST = sparql(
    """SELECT ?title ?date WHERE {
  ?agreement a pa:Agreement ; rdfs:label ?title ; pa:signedOn ?date .
}
ORDER BY DESC(?date)
LIMIT 10
"""
)
BORROWED = (
    (sparql("rdfs:label"), "the name of a thing"),
    (sparql("dcterms:identifier"), "the id of a thing"),
    (sparql("dcterms:title"), "the title of an agreement"),
    (sparql("dcterms:description"), "the description of an agreement"),
    (sparql("skos:notation"), "the code of a concept"),
    (sparql("skos:altLabel"), "another name"),
    (sparql("prov:wasDerivedFrom"), "the source that says so"),
    (sparql("foaf:page"), "a web page"),
)
WORDS = [
    "SELECT",
    "DISTINCT",
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "BIND",
    "VALUES",
    "GRAPH",
    "MINUS",
    "EXISTS",
    "COUNT",
    "SUM",
    "MIN",
    "MAX",
    "GROUP",
    "BY",
    "HAVING",
    "ORDER",
    "DESC",
    "LIMIT",
    "OFFSET",
    "CONSTRUCT",
    "DESCRIBE",
    "ASK",
    "PREFIX",
    "REGEX",
    "CONTAINS",
    "LCASE",
    "STR",
    "YEAR",
    "COALESCE",
]


def editor(explorer: Explorer, request: Request) -> Response:
    """The editor with the answer to what stands in it."""
    heads = prologue("pa", "rdfs", "dcterms", "skos")
    text = request.query_params.get("query", "")
    columns: tuple[str, ...] = ()
    rows: list[list[Markup]] = []
    problem, more, graph, whole = "", False, False, text
    if text.strip():
        try:
            asked = parse_query("query", text, "the query", own=True)
            whole = asked.text  # with the prefixes that were left out
            answer = ask(asked, {}, explorer.guarded)
            if answer.form == "SELECT":
                columns = answer.columns
                held = list(islice(iter(answer), ROWS + 1))
                rows = [[_cell(explorer, value) for value in row] for row in held[:ROWS]]
                more = len(held) > ROWS
            elif answer.form == "ASK":
                columns, rows = ("answer",), [[Markup("yes" if answer else "no")]]
            else:
                graph, columns = True, ("subject", "property", "value")
                found = answer.triples()
                rows = [
                    [_cell(explorer, _text(part)) for part in triple] for triple in found[:ROWS]
                ]
                more = len(found) > ROWS
        except GraphbuildError as error:
            problem = str(error)
    examples: dict[str, list[tuple[str, str]]] = {}
    for saved in explorer.queries.values():
        examples.setdefault(saved.subject or "your own", []).append((saved.name, saved.title))
    named = request.query_params.get("example", "")
    chosen = explorer.queries.get(named)
    return explorer.html(
        request,
        "sparql.html",
        status=400 if problem else 200,
        text=text or (_body(chosen.text) if chosen else heads + "\n" + FIRST),
        problem=problem,
        columns=columns,
        rows=rows,
        more=more,
        most=ROWS,
        files=[
            (form, query([("query", whole), ("format", form)]))
            for form in (GRAPHS if graph else FILES)
        ],
        examples=examples,
        chosen=named,
        terms=terms().values(),
        asked=bool(text.strip()) and not problem,
    )


def words(explorer: Explorer, request: Request) -> Response:  # noqa: ARG001
    """What the editor completes: terms, codes and words of the language, each with what it means."""
    return JSONResponse(_words())


@cache
def _words() -> list[tuple[str, str]]:
    found = [(f"pa:{term.name}", f"{term.label}: {term.definition}") for term in terms().values()]
    found += BORROWED
    found += [
        (f"{code.scheme}:{code.code.replace(':', '-')}", code.label)
        for code in codes()
        if code.scheme != PROVISION or code.code.isidentifier()
    ]
    found += [(f"{prefix}:", iri) for prefix, iri in PREFIXES.items()]
    return found + [(word, "") for word in WORDS]


def _text(term: Any) -> str:
    return str(term.value)


def _cell(explorer: Explorer, value: Any) -> Markup:
    """A value; an IRI of the graph leads to its page, or to what the graph says of it."""
    text = shown(value)
    if isinstance(value, str) and value.startswith(explorer.base):
        rest = value.removeprefix(explorer.base)
        kind, _, id_ = rest.partition("/")
        where = address(kind, id_) if kind in THINGS and id_ else f"/id/{rest}"
        return Markup(f'<a href="{escape(where)}">{escape(text)}</a>')
    return Markup(escape(text))


def _body(text: str) -> str:
    """A saved query without its head."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"
