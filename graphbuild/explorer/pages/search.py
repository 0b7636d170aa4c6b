"""``/search`` and ``/suggest``: one box over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse, Response

from graphbuild.explorer.index import SEARCHED
from graphbuild.explorer.view import NAMES, address
from graphbuild.words import plain

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer

SUGGESTED, FOUND = 12, 60


def search(explorer: Explorer, request: Request) -> Response:
    """Everything that words find, things first, then passages; a code leads straight to its thing."""
    words = request.query_params.get("q", "").strip()[:200]
    hits = explorer.search(words, SEARCHED, FOUND)
    exact = [hit for hit in hits if plain(hit.id) == plain(words)]
    if len(exact) == 1 and len(hits) == 1:
        return RedirectResponse(address(exact[0].kind, exact[0].id), 303)
    grouped = {NAMES[kind]: [hit for hit in hits if hit.kind == kind] for kind in SEARCHED}
    passages = [
        (item, explorer.index.label("agreement", item.agreement))
        for item in (explorer.index.passages(words) if explorer.shown.texts else ())
    ]
    order = list(dict.fromkeys(NAMES[hit.kind] for hit in hits))
    return explorer.html(
        request,
        "search.html",
        search_words=words,
        words=words,
        grouped=[(name, grouped[name]) for name in order],
        passages=passages,
    )


def suggest(explorer: Explorer, request: Request) -> Response:
    """What could be meant while somebody types, as JSON."""
    kind = request.query_params.get("kind", "")
    hits = explorer.search(
        request.query_params.get("q", "")[:100], [kind] if kind in SEARCHED else SEARCHED, SUGGESTED
    )
    return JSONResponse(
        [
            {
                "kind": hit.kind,
                "id": hit.id,
                "label": hit.label,
                "about": hit.about,
                "agreements": hit.agreements,
                "address": address(hit.kind, hit.id),
            }
            for hit in hits
        ]
    )
