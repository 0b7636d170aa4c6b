"""``/questions``: the saved queries as forms; ``/question/NAME``: its answer, chart and files."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.responses import Response

from graphbuild.catalogue.figure import Figure
from graphbuild.catalogue.fitting import figure_of
from graphbuild.catalogue.run import ask
from graphbuild.catalogue.shared import AGREEMENTS, PARTICIPATIONS
from graphbuild.catalogue.writers import Style, write
from graphbuild.errors import UsageError
from graphbuild.explorer.charts import drawing
from graphbuild.explorer.view import NAMES, address
from graphbuild.tabular import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from graphbuild.catalogue.answer import Answer
    from graphbuild.catalogue.library import SavedQuery
    from graphbuild.explorer.explorer import Explorer

NARROWING = frozenset(item.name for item in (*AGREEMENTS, *PARTICIPATIONS))
"""Parameters that most questions have: they restrict what is counted, and are folded in a form."""
ROWS, RANKED, CHARTED = 200, 20, 5_000
"""Rows that the page shows, bars of a ranking, and rows of the largest answer that is drawn."""
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
                rows = [tuple(row) for row in islice(stream, CHARTED + 1)]
                if len(rows) <= CHARTED:  # a part of an answer makes a wrong picture
                    picture = chart(query, columns, rows)
                more, rows = len(rows) > ROWS, rows[:ROWS]
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
        narrowing=NARROWING,
        columns=columns,
        rows=[
            [
                (_linked(columns, row, at), _is_number(columns[at], value))
                for at, value in enumerate(row)
            ]
            for row in rows
        ],
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


def _is_number(column: str, value: Any) -> bool:
    """Whether a cell stands at the right."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and column != "year"


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
    figure = figure_of(columns, rows, RANKED)
    if figure is None:
        return Markup("")
    drawn = drawing(figure, f"{query.title}: {figure.unit}", _addresses(figure))
    notes = Markup("").join(Markup('<p class="note">{}</p>').format(note) for note in figure.notes)
    return drawn + notes


def _addresses(figure: Figure) -> list[str]:
    """Where the things behind the labels have their pages."""
    known = figure.kind in NAMES and figure.kind != "code"
    return [address(figure.kind, id_) if known and id_ else "" for id_ in figure.ids]


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
