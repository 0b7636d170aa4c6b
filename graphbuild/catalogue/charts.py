"""An answer as a chart: a picture (``.png``, ``.svg``), or a page of its own that loads nothing."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence
from typing import IO, Any, Final

from graphbuild.catalogue.figure import Figure
from graphbuild.catalogue.fitting import WHAT_CAN, figure_of
from graphbuild.catalogue.plot import draw
from graphbuild.catalogue.results import Asked
from graphbuild.catalogue.style import Style
from graphbuild.citing.works import datasets
from graphbuild.errors import UsageError
from graphbuild.tabular import html_table
from graphbuild.version import __version__

TABLE_ROWS: Final = 5_000
EXAMPLES: Final = "agreements-per-year, provision-share-by-year, third-party-ranking"
_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#1d2530;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "svg{width:100%;height:auto}figcaption,small{color:#4d5560}figure{margin:0}"
    "figcaption p{margin:.4rem 0}div{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}"
    "th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d5d9de}"
)


def chart_of(answer: Asked) -> tuple[Figure, tuple[str, ...], list[Any]]:
    """The chart that fits an answer, with its columns and rows; what it leaves out becomes a remark.

    :raises UsageError: for an answer that none fits, with what would work.
    """
    columns, stream = answer.stream()
    rows = list(stream)
    figure = figure_of(columns, rows)
    if figure is None:
        raise UsageError(
            f"{answer.prepared.query.name}: {_reason(columns, rows)}; {WHAT_CAN}"
            f" (such as {EXAMPLES}); this answer can be had as .xlsx, .csv or .md"
        )
    answer.remarks = list(figure.notes)
    return figure, columns, rows


def _reason(columns: Sequence[str], rows: Sequence[Any]) -> str:
    if len(rows) < 2:
        many = "no rows" if not rows else "one row"
        return f"the answer has {many}, which makes no chart"
    return f"an answer of {', '.join(columns)} is a list, no series and no ranking"


def caption_of(answer: Asked) -> list[str]:
    """What stands below a chart: the question, what it was asked with, left out, not shown, the data."""
    data = datasets(answer.store)
    made = f"Made with graphbuild {__version__}."
    return [*answer.notes, f"Data: {'; '.join(data)}. {made}" if data else made]


def title_of(answer: Asked, style: Style) -> str:
    """The title asked for, else the query's with what it was asked about."""
    query = answer.prepared.query
    about = [
        answer.understood.get(parameter.name, "")
        for parameter in query.parameters
        if parameter.required and parameter.resolves
    ]
    return style.title or ": ".join([query.title, ", ".join(filter(None, about))]).removesuffix(
        ": "
    )


def write_picture(answer: Asked, out: IO[bytes], format: str, style: Style) -> int:
    """Draw an answer as ``png`` or ``svg``; how many rows it has."""
    figure, _, rows = chart_of(answer)
    caption = [] if style.no_caption else caption_of(answer)
    draw(figure, title_of(answer, style), caption, out, format, style)
    return len(rows)


def write_page(answer: Asked, out: IO[bytes], style: Style) -> int:
    """A page with the chart, its caption and the rows; it loads nothing and runs nothing."""
    figure, columns, rows = chart_of(answer)
    title = title_of(answer, style)
    picture = io.BytesIO()
    draw(figure, title, [], picture, "svg", style)
    caption = (
        ""
        if style.no_caption
        else "".join(f"<p>{html.escape(line)}</p>" for line in caption_of(answer))
    )
    label = html.escape(title)
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{label}</title><style>{_STYLE}</style></head><body><main><figure>"
        f"{_inline(picture.getvalue().decode('utf-8'), label)}"
        f"<figcaption>{caption}</figcaption></figure>"
        f"<h2>The numbers</h2><div>{html_table(columns, rows, TABLE_ROWS)}</div>"
        "</main></body></html>\n"
    )
    out.write(page.encode("utf-8"))
    return len(rows)


def _inline(svg: str, label: str) -> str:
    """An SVG file as a part of a page, without head and metadata, and with a name for screen readers."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, count=1, flags=re.DOTALL)
    return body.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
