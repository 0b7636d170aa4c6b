"""``/sparql``: an editor for people at the address where programs ask."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from graphbuild.catalogue.library import parse_query
from graphbuild.catalogue.run import ask
from graphbuild.errors import GraphbuildError
from graphbuild.ontology.sparql import prologue, sparql
from graphbuild.ontology.terms import terms
from graphbuild.tabular import shown

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

ROWS = 300
FIRST = sparql(
    """SELECT ?title ?date WHERE {
  ?agreement a pa:Agreement ; rdfs:label ?title ; pa:signedOn ?date .
}
ORDER BY DESC(?date)
LIMIT 10
"""
)


def editor(explorer: Explorer, request: Request) -> Response:
    """The editor with the answer to what stands in it."""
    heads = prologue("pa", "rdfs", "dcterms", "skos")
    text = request.query_params.get("query", "")
    columns: tuple[str, ...] = ()
    rows: list[list[str]] = []
    problem, more, triples = "", False, list[str]()
    if text.strip():
        try:
            answer = ask(parse_query("query", text, "the query"), {}, explorer.guarded)
            if answer.form == "SELECT":
                columns = answer.columns
                held = list(islice(iter(answer), ROWS + 1))
                more = len(held) > ROWS
                rows = [[shown(value) for value in row] for row in held[:ROWS]]
            elif answer.form == "ASK":
                columns, rows = ("answer",), [["yes" if answer else "no"]]
            else:
                triples = [str(triple) for triple in answer.triples()[:ROWS]]
        except GraphbuildError as error:
            problem = str(error)
    examples = [(query.name, query.title) for query in explorer.queries.values()]
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
        triples=triples,
        most=ROWS,
        examples=examples,
        chosen=named,
        words=[f"pa:{name}" for name in terms()],
        asked=bool(text.strip()) and not problem,
    )


def _body(text: str) -> str:
    """A saved query without its head."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"
