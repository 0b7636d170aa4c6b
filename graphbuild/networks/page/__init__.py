"""One self-contained page for a network: data, program and looks in one file that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.page.payload import payload

if TYPE_CHECKING:
    import networkx

_HERE = Path(__file__).parent
_VENDOR: Final = (
    "d3-color",
    "d3-dispatch",
    "d3-ease",
    "d3-interpolate",
    "d3-selection",
    "d3-timer",
    "d3-drag",
    "d3-transition",
    "d3-zoom",
)
"""In the order in which they need each other; see ``vendor/LICENSES.txt``."""
_OWN: Final = ("model", "draw", "views", "panel", "controls", "main")


def render(graph: networkx.Graph[Any], colour: str = "") -> str:
    """The page of a network; ``colour`` is what its nodes are coloured by at first.

    A content security policy lets nothing run but the page's own scripts, named by their checksums,
    and lets nothing be loaded from anywhere.

    :raises MissingExtra: where numpy, which the layout needs, is not installed.
    """
    data = payload(graph, colour)
    scripts = [_read(f"vendor/{name}.min.js") for name in _VENDOR]
    scripts += [_read(f"{name}.js") for name in _OWN]
    scripts.append("App.start();")
    style = _read("page.css")
    return Template(_read("page.html")).substitute(
        policy=_policy(scripts, style),
        title=html.escape(data["title"]),
        question=html.escape(str(graph.graph.get("question", ""))),
        style=style,
        caption="".join(f"<p>{html.escape(line)}</p>" for line in data["caption"]),
        data=_embedded(data),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(scripts: list[str], style: str) -> str:
    return (
        "default-src 'none'; img-src data: blob:; base-uri 'none'; form-action 'none';"
        f" style-src {_checksum(style)}; script-src {' '.join(map(_checksum, scripts))}"
    )


def _checksum(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _embedded(data: dict[str, Any]) -> str:
    """JSON in which no markup can end the element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
