"""The reference of the saved queries: question, parameters, and what the shipped sample answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from graphbuild.catalogue.library import SavedQuery, catalogue
from graphbuild.catalogue.parameters import Parameter
from graphbuild.catalogue.shared import AGREEMENTS, PARTICIPATIONS, SIDES
from graphbuild.finding.examples import examples
from graphbuild.tabular import shown
from tools.docs.sample import Sample
from tools.docs.text import plain, table

ROWS = 5
COMMON = (*AGREEMENTS, *PARTICIPATIONS, *SIDES)


def page(sample: Sample) -> str:
    """The whole page."""
    queries = catalogue()
    lines = [
        "# Saved queries",
        "",
        f"{len(queries)} questions that are answered without a line of SPARQL:"
        " `graphbuild query NAME -p PARAMETER=VALUE`, `graph.query(...)` in Python, or as forms in the"
        " explorer. Rows shown are those of the shipped sample, which is no data: see the form of the"
        " answer, not its figures. Which parameters most questions share stands"
        " [at the end](#parameters-that-most-questions-have).",
        "",
    ]
    for subject, group in groupby(queries, key=lambda query: query.subject):
        found = list(group)
        heading = subject.replace("-", " ").capitalize()
        lines += [f"## {heading}", ""]
        lines.append(table(("query", "question"), [_line(query) for query in found]))
        for query in found:
            lines += _query(query, sample)
    lines += ["## Parameters that most questions have", ""]
    lines.append(table(("parameter", "takes", "default", "means"), map(parameter_row, COMMON)))
    return "\n".join(lines)


def _line(query: SavedQuery) -> tuple[str, str]:
    return f"[`{query.name}`](#{query.name})", query.question


def _query(query: SavedQuery, sample: Sample) -> Iterator[str]:
    yield f"### {query.name}\n"
    yield f"**{plain(query.question or query.title)}**\n"
    given = _given(query, sample)
    call = " ".join(f"-p {name}={_quoted(value)}" for name, value in given.items())
    yield f"```text\ngraphbuild query {query.name} {call}".rstrip() + "\n```\n"
    common = {item.name for item in COMMON}
    own = [item for item in query.parameters if item.name not in common]
    if own:
        yield table(("parameter", "takes", "default", "means"), map(parameter_row, own))
    shared = ", ".join(f"`{item.name}`" for item in query.parameters if item.name in common)
    if shared:
        yield f"Also: {shared}.\n"
    if query.form != "SELECT":
        yield "The answer is a graph (`--format turtle`).\n"
        return
    answer = sample.graph.query(query.name, **given)
    rows = [[shown(value) for value in row] for row in list(answer)[:ROWS]]
    yield table(answer.columns, [[_short(text) for text in row] for row in rows])
    more = len(list(answer)) - len(rows)
    if more:
        yield f"... and {more} more rows.\n"
    for key, heading in (("not-shown", "Not shown"), ("published", "Published")):
        if query.texts.get(key):
            yield f"*{heading}:* {plain(query.texts[key])}\n"


def _given(query: SavedQuery, sample: Sample) -> dict[str, str]:
    """Values for what must be given: such of the sample's own as have an answer."""
    needed = [item for item in query.parameters if item.required]
    first = {item.name: _values(item, sample)[0] for item in needed}
    for item in needed if query.form == "SELECT" else ():
        for value in _values(item, sample):
            given = {**first, item.name: value}
            if len(list(sample.graph.query(query.name, **given))):
                return given
    return first


def _values(item: Parameter, sample: Sample) -> list[str]:
    if item.allowed:
        return list(item.allowed)
    if item.resolves:
        found = examples(sample.graph.store, item.type, 12).split("), ")
        return [text.partition(" (")[0] for text in found if text]
    return [item.example]


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87].rstrip() + " ..."


def parameter_row(item: Parameter) -> tuple[str, str, str, str]:
    """A parameter as a row: name, what it takes, default, meaning."""
    default = "must be given" if item.required else f"`{item.default}`" if item.default else ""
    takes = item.describe() + ("; several" if item.repeatable else "")
    return f"`{item.name}`", takes, default, plain(item.meaning)
