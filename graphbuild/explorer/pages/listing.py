"""``/list/actor`` and so on: all things of a kind, those in most agreements first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.explorer.index import Hit
from graphbuild.explorer.view import NAMES, query
from graphbuild.finding.kinds import THINGS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

ROWS = 200


def listing(explorer: Explorer, request: Request) -> Response:
    """The list, or those whose names have some words."""
    kind = request.path_params["kind"]
    if kind not in THINGS or kind not in explorer.shown.kinds:
        raise UsageError(f"there is no list of {kind!r}")
    words = request.query_params.get("q", "").strip()[:200]
    given = request.query_params.get("from", "")
    start = int(given) if re.fullmatch(r"[0-9]{1,7}", given) else 0
    if words:
        hits, more = explorer.search(words, [kind], ROWS), ""
    else:
        rows = explorer.index.rows(
            "SELECT kind, id, label, label, about, agreements FROM thing WHERE kind = ?"
            " ORDER BY agreements DESC, label, id LIMIT ? OFFSET ?",
            [kind, ROWS + 1, start],
        )
        hits = [Hit(*row) for row in rows[:ROWS]]  # type: ignore[arg-type]
        more = f"/list/{kind}{query([('from', str(start + ROWS))])}" if len(rows) > ROWS else ""
    return explorer.html(
        request,
        "list.html",
        kind=kind,
        kind_name=NAMES[kind],
        words=words,
        hits=hits,
        more=more,
        total=explorer.index.count(kind),
        noindex=kind == "person",
    )
