"""``graphbuild queries``: the catalogue, by subject; or one query in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphbuild.cli._asking import GRAPH, QUERIES

if TYPE_CHECKING:
    from graphbuild.catalogue.library import SavedQuery

EXAMPLE = """\b
Examples:
  graphbuild queries
  graphbuild queries third-party-ranking
  graphbuild queries --rdf > catalogue.ttl
"""


@click.command(epilog=EXAMPLE)
@click.argument("name", required=False)
@GRAPH
@QUERIES
@click.option("--text", is_flag=True, help="With NAME: the query file itself.")
@click.option(
    "--rdf", is_flag=True, help="The catalogue as RDF (SHACL-SPARQL executables, Turtle)."
)
def command(name: str | None, graph: str, folders: tuple[Path, ...], text: bool, rdf: bool) -> None:
    """List the saved queries with their questions; with NAME show one, its parameters and how to run it."""
    from graphbuild.catalogue.library import catalogue, find_query

    if name:
        query = find_query(name, folders)
        click.echo(query.text if text else _details(query, graph), nl=not text)
    elif rdf:
        from graphbuild.catalogue.rdf import as_turtle

        click.echo(as_turtle(catalogue(folders)), nl=False)
    else:
        click.echo(_listing(catalogue(folders)))


def _listing(queries: list[SavedQuery]) -> str:
    from graphbuild.tabular import aligned

    rows: list[tuple[str, str]] = []
    for query in queries:
        rows += [(query.name, query.question or query.title), ("", f"  {_signature(query)}")]
    shown = iter(aligned(rows))
    lines: list[str] = []
    subject = None
    for query in queries:
        if query.subject != subject:
            subject = query.subject
            lines += ["", (subject or "your own").replace("-", " ").capitalize()]
        lines += [f"  {line}" for line in (next(shown), next(shown)) if line]
    lines += ["", "Show one: graphbuild queries NAME. Run one: graphbuild query NAME -p NAME=VALUE"]
    return "\n".join(lines[1:])


def _signature(query: SavedQuery) -> str:
    parts = []
    for parameter in query.parameters:
        default = "" if parameter.default in (None, "any", "") else f"={parameter.default}"
        parts.append(parameter.name if parameter.required else f"[{parameter.name}{default}]")
    return " ".join(parts)


def _details(query: SavedQuery, graph: str) -> str:
    lines = [query.title, "", query.question, ""]
    if query.parameters:
        lines.append("Parameters")
        examples = _examples(query, graph)
        for parameter in query.parameters:
            state = (
                "must be given" if parameter.required else f"default {parameter.default or 'none'}"
            )
            more = ", repeatable" if parameter.repeatable else ""
            lines.append(f"  {parameter.name}  ({parameter.describe()}; {state}{more})")
            lines.append(f"      {parameter.meaning}")
            if parameter.name in examples:
                lines.append(f"      for example {examples[parameter.name]}")
        lines.append("")
    for key, heading in (
        ("published", "Published"),
        ("source", "Source"),
        ("not-shown", "Not shown"),
    ):
        if query.texts.get(key):
            lines.append(f"{heading}: {query.texts[key]}")
    lines += [
        "",
        "Run it",
        f"  {_command(query)}",
        "",
        "The SPARQL itself: graphbuild queries " + query.name + " --text",
    ]
    return "\n".join(lines)


def _command(query: SavedQuery) -> str:
    given = [f'-p {item.name}="{item.example}"' for item in query.parameters if item.required]
    return " ".join(["graphbuild query", query.name, *given])


def _examples(query: SavedQuery, graph: str) -> dict[str, str]:
    """Values that the graph at hand holds, most used first; nothing where there is no graph."""
    from graphbuild.errors import GraphbuildError
    from graphbuild.finding.examples import examples
    from graphbuild.stores.guarded import open_guarded

    found = {item.name: item.example for item in query.parameters if item.example}
    if any(item.resolves for item in query.parameters):
        try:
            store = open_guarded(graph)
            for item in query.parameters:
                if item.resolves:
                    found[item.name] = examples(store, item.type) or item.example
        except GraphbuildError:
            # Without a graph the file's own examples must do.
            return found
    return found
