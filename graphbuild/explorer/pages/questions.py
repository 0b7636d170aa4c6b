"""``/questions``: the saved queries as forms; ``/question/NAME``: its answer, chart and files."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.responses import Response

from graphbuild.catalogue.run import ask
from graphbuild.catalogue.writers import Style, write
from graphbuild.errors import UsageError
from graphbuild.explorer.charts import Series, bars, lines, ranking
from graphbuild.explorer.view import NAMES, address
from graphbuild.tabular import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from graphbuild.catalogue.answer import Answer
    from graphbuild.catalogue.library import SavedQuery
    from graphbuild.explorer.explorer import Explorer

ROWS, RANKED = 200, 20
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/sparql-results+json",
    "turtle": "text/turtle; charset=utf-8",
}


def questions(explorer: Explorer, request: Request) -> Response:
    """All saved queries by subject."""
    by_subject: dict[str, list[SavedQuery]] = {}
    for query in explorer.queries.values():
        by_subject.setdefault(query.subject or "your own", []).append(query)
    return explorer.html(request, "questions.html", by_subject=by_subject)


def given_of(request: Request) -> dict[str, list[str]]:
    """The values of the form that are not empty."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if value.strip() and name not in ("format", "run"):
            found.setdefault(name, []).append(value.strip())
    return found


def question(explorer: Explorer, request: Request) -> Response:
    """One question: a form, and its answer where it has all that it needs."""
    query = _find(explorer, request.path_params["name"])
    given = given_of(request)
    if request.query_params.get("format") in MEDIA:
        return _file(explorer, query, given, request.query_params["format"])
    missing = [item.name for item in query.parameters if item.required and item.name not in given]
    answer: Answer | None = None
    columns: tuple[str, ...] = ()
    rows: list[tuple[Any, ...]] = []
    problem, more = "", False
    picture = Markup("")
    if not missing:
        try:
            answer = ask(query, dict(given), explorer.guarded)
            if answer.form == "SELECT":
                columns = answer.columns
                stream = iter(answer)
                rows = [tuple(row) for row in islice(stream, ROWS + 1)]
                more, rows = len(rows) > ROWS, rows[:ROWS]
                picture = chart(query, columns, rows)
            notes = answer.notes
        except UsageError as error:
            answer, problem, notes = None, str(error), []
    else:
        notes = []
    return explorer.html(
        request,
        "question.html",
        status=400 if problem else 200,
        query_=query,
        given=given,
        missing=missing,
        problem=problem,
        columns=columns,
        rows=[[_linked(columns, row, at) for at in range(len(row))] for row in rows],
        more=more,
        shown_rows=ROWS,
        answer=answer,
        notes=notes,
        chart=picture,
        command=_command(query.name, given),
        python=_python(query.name, given),
        files=[
            (name, request.url.include_query_params(format=name).query)
            for name in (
                ("csv", "xlsx", "json") if answer and answer.form == "SELECT" else ("turtle",)
            )
        ],
        searched={item.name for item in query.parameters if item.type in NAMES},
    )


def _find(explorer: Explorer, name: str) -> SavedQuery:
    """A saved query by its name; never a file, as the name comes from an address."""
    if name not in explorer.queries:
        raise UsageError(f"there is no saved question {name!r}")
    return explorer.queries[name]


def _linked(columns: Sequence[str], row: Sequence[Any], at: int) -> Markup:
    """A cell; the name of a thing leads to its page where its id stands beside it."""
    value, column = row[at], columns[at]
    text = shown(value)
    kind = column.removesuffix("_id") if column.endswith("_id") else column
    kind = {
        "from": "agreement",
        "to": "agreement",
        "title": "agreement",
        "third_party": "actor",
    }.get(kind, kind)
    own = f"{column}_id" if not column.endswith("_id") else column
    own = "agreement_id" if column == "title" else own
    if kind in NAMES and kind != "code" and own in columns and text:
        id_ = shown(row[columns.index(own)])
        if id_:
            return Markup('<a href="{}">{}</a>').format(address(kind, id_), text)
    return Markup("{}").format(
        f"{value:,}" if isinstance(value, int) and column != "year" else text
    )


def chart(query: SavedQuery, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
    """A picture of a series over time or of a ranking; nothing where the answer is neither."""
    if not rows:
        return Markup("")
    at = {name: number for number, name in enumerate(columns)}
    numbers = [
        name
        for name in columns
        if not name.endswith("_id")
        and name not in ("year", "from", "to")
        and all(isinstance(row[at[name]], (int, float)) or row[at[name]] is None for row in rows)
        and any(isinstance(row[at[name]], (int, float)) for row in rows)
    ]
    when = next((name for name in ("year", "period", "decade") if name in at), "")
    if when and numbers and len({row[at[when]] for row in rows}) == len(rows):
        labels = [str(row[at[when]]) for row in rows]
        shares = [name for name in numbers if "share" in name or "percent" in name]
        picked = shares or numbers[:2]
        series = [
            Series(name, {str(row[at[when]]): row[at[name]] for row in rows}) for name in picked
        ]
        return (lines if shares else bars)(query.title, labels, series)
    names = [
        name
        for name in columns
        if name in NAMES or name in ("title", "role", "region", "code_label")
    ]
    if numbers and names and len(rows) > 1:
        label, value = names[0], numbers[0]
        own = f"{label}_id" if label in NAMES else "agreement_id" if label == "title" else ""
        kind = label if label in NAMES else "agreement"
        picked_rows = sorted(rows, key=lambda row: -(row[at[value]] or 0))[:RANKED]
        return ranking(
            f"{query.title}: {value.replace('_', ' ')}",
            [
                (
                    shown(row[at[label]]),
                    float(row[at[value]] or 0),
                    address(kind, shown(row[at[own]])) if own in at else "",
                )
                for row in picked_rows
            ],
        )
    return Markup("")


def _file(
    explorer: Explorer, query: SavedQuery, given: dict[str, list[str]], form: str
) -> Response:
    """The whole answer as a file; formulas in CSV are guarded, as it may be opened in a spreadsheet."""
    answer = ask(query, dict(given), explorer.guarded)
    out = io.BytesIO()
    write(answer, out, form, Style(safe=form == "csv"))
    suffix = {"turtle": "ttl"}.get(form, form)
    return Response(
        out.getvalue(),
        media_type=MEDIA[form],
        headers={"Content-Disposition": f'attachment; filename="{query.name}.{suffix}"'},
    )


def _command(name: str, given: dict[str, list[str]]) -> str:
    """The command that gives the same answer."""
    parts = [f"-p {name_}={_quoted(value)}" for name_, values in given.items() for value in values]
    return " ".join(["graphbuild query", name, *parts])


def _quoted(text: str) -> str:
    plain = text.isascii() and all(char.isalnum() or char in "-_.:" for char in text)
    return text if plain else "'" + text.replace("'", "'\\''") + "'"


def _python(name: str, given: dict[str, list[str]]) -> str:
    """The Python that gives the same answer."""
    parts = [
        f"{'from_' if key == 'from' else key}={values[0]!r}"
        if len(values) == 1
        else f"{key}={values!r}"
        for key, values in given.items()
    ]
    return f"graph.query({', '.join([repr(name), *parts])})"
