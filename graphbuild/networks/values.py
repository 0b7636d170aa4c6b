"""Values that every format can hold: text, whole numbers, numbers, yes or no; one type per attribute.

XML writers refuse ``None``, lists and dates, write control characters that no reader accepts, and
take a list of three-letter words for a history (networkx issues 2969, 3663, 8527).
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graphbuild.networks.about import DOCUMENTS
from graphbuild.networks.attributes import EDGE, JOINED, NODE

if TYPE_CHECKING:
    import networkx

Plain = str | int | float | bool

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold (section 2.2)."""


def clean(text: str) -> str:
    """A text without characters that XML refuses; line ends as line feeds, as XML readers give them."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def plain(value: object) -> Plain | None:
    """A value as text, number or truth; ``None`` where there is none (also for NaN and infinity)."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return clean(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    if isinstance(value, Iterable):
        ordered = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        texts = [plain(item) for item in ordered]
        return JOINED.join(str(text) for text in texts if text is not None)
    if hasattr(value, "item"):  # a number of numpy
        return plain(value.item())
    return clean(str(getattr(value, "value", value)))


def nested(value: object) -> Any:
    """A value for JSON, lists and mappings kept as such, everything in them plain."""
    if isinstance(value, Mapping):
        return {clean(str(name)): nested(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [nested(item) for item in value]
    return plain(value)


def _types(rows: Iterable[Mapping[str, Plain]], table: Mapping[str, tuple[type, str]]) -> Types:
    """One type for each attribute: the table's, else the one that all values share, else text."""
    seen: dict[str, set[type]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            seen[name].add(type(value))
    out: Types = {}
    for name, kinds in seen.items():
        shared = float if kinds == {int, float} else str
        kind = next(iter(kinds)) if len(kinds) == 1 else shared
        # Whole numbers alone are no reason to write a declared float as another type.
        out[name] = float if kind is int and table.get(name, (int,))[0] is float else kind
    return out


Types = dict[str, type]


def _cast(row: Mapping[str, Plain], types: Types) -> dict[str, Plain]:
    return {
        name: value if type(value) is types[name] else types[name](value)
        for name, value in row.items()
    }


def _plain_row(data: Mapping[str, object]) -> dict[str, Plain]:
    values = {clean(str(name)): plain(value) for name, value in data.items()}
    return {name: value for name, value in values.items() if value is not None}


def safe(graph: networkx.Graph[Any]) -> networkx.Graph[Any]:
    """A copy whose nodes are clean texts and whose attributes any format can hold.

    Nested graph attributes become JSON text; the list of agreements (``documents``) is left out.
    """
    out = graph.__class__()
    for name, value in graph.graph.items():
        kept = None if name == DOCUMENTS else plain(_flat(value))
        if kept is not None:
            out.graph[name] = kept
    nodes = {clean(str(node)): _plain_row(data) for node, data in graph.nodes(data=True)}
    types = _types(nodes.values(), NODE)
    for node, data in nodes.items():
        out.add_node(node, **_cast(data, types))
    edges = [_plain_row(data) for *_, data in graph.edges(data=True)]
    types = _types(edges, EDGE)
    for ends, data in zip(edge_ends(graph), edges, strict=True):
        source, target, *key = (clean(str(end)) for end in ends)
        out.add_edge(source, target, *key, **_cast(data, types))
    return out


def edge_ends(graph: networkx.Graph[Any]) -> Iterable[tuple[Any, ...]]:
    """Both ends of each edge, in a multigraph also its key; in the order of ``graph.edges``."""
    view: Any = graph.edges
    ends: Iterable[tuple[Any, ...]] = view(keys=True) if graph.is_multigraph() else view()
    return ends


def _flat(value: object) -> object:
    """A list of records as one JSON text rather than as joined ones."""
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return value
