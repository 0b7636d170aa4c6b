"""From what a page knows to HTML: templates, addresses of things, cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request

from graphbuild.cards.card import Cell, Link, Ref
from graphbuild.version import __version__

HERE = Path(__file__).parent
SECTIONS = (
    ("agreements", "Agreements"),
    ("topics", "Topics"),
    ("questions", "Questions"),
    ("networks", "Networks"),
    ("compare", "Compare"),
    ("sparql", "SPARQL"),
    ("cite", "Cite"),
)
"""The doors that stand on every page: address and name."""
PAGE_OF = {"code": "topic"}
"""Kinds whose pages have another address than their name."""
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_STROKE = re.compile(r"(?<=\w)([/→])(?=\w)")
NAMES = {
    "agreement": "agreements",
    "actor": "actors",
    "person": "persons",
    "process": "peace processes",
    "conflict": "conflicts",
    "place": "places",
    "code": "topics",
}


def address(kind: str, id_: str) -> str:
    """Where the page of a thing is."""
    return f"/{PAGE_OF.get(kind, kind)}/{quote(id_, safe='')}"


def query(values: Mapping[str, Iterable[str]] | Iterable[tuple[str, str]]) -> str:
    """Values as the part of an address behind ``?``, in a fixed order; nothing where there are none."""
    pairs = (
        [(name, value) for name, many in values.items() for value in many]
        if isinstance(values, Mapping)
        else list(values)
    )
    return f"?{urlencode(pairs)}" if pairs else ""


def cell(value: Cell) -> Markup:
    """A cell as HTML: things and web pages as links, everything else as text."""
    if isinstance(value, tuple):
        return Markup("; ".join([cell(item) for item in value]))
    if isinstance(value, Ref):
        where, label = escape(address(value.kind, value.id)), escape(value.label or value.id)
        return Markup(f'<a href="{where}">{label}</a>')
    if isinstance(value, Link):
        if value.address.startswith(("http://", "https://")):
            return Markup('<a href="{0}" rel="external noreferrer">{0}</a>').format(value.address)
        return escape(value.address)
    if isinstance(value, int) and not isinstance(value, bool):
        return escape(f"{value:,}")
    return soft(str(value))


def asked_for(path: str, parameters: Mapping[str, str] | None = None, query: str = "") -> Request:
    """A request for a page that nobody sent: for what is made beforehand."""
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "server": ("localhost", 80),
            "path": path,
            "root_path": "",
            "query_string": query.encode("ascii"),
            "headers": [],
            "path_params": dict(parameters or {}),
        }
    )


def is_number(value: Cell) -> bool:
    """Whether a cell stands at the right."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_date(value: Cell) -> bool:
    """Whether a cell is a date, which is never broken into two lines."""
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def soft(text: str) -> Markup:
    """A text that may be broken behind a stroke or an arrow, as in ``Framework/substantive``."""
    return Markup(_STROKE.sub(r"\1<wbr>", str(escape(text))))


def environment() -> Environment:
    """The templates, with what all of them use; everything is escaped unless it is markup of ours."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "sections": SECTIONS,
        "version": __version__,
        "address": address,
        "cell": cell,
        "is_number": is_number,
        "is_date": is_date,
        "query": query,
        "names": NAMES,
    }
    made.filters["commas"] = lambda value: f"{value:,}"
    return made


class Pages:
    """The templates, opened once."""

    def __init__(self) -> None:
        self._made = environment()

    def render(self, name: str, **values: Any) -> str:
        """A template with its values."""
        return self._made.get_template(name).render(**values)
