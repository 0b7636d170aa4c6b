"""``/cite``: whose data this is, how to cite it, and the files to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from graphbuild.cards.asking import asked
from graphbuild.citing.forms import FORMS
from graphbuild.citing.works import works
from graphbuild.errors import UsageError
from graphbuild.ontology.terms import PA

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer

FILES = {
    "bibtex": ("application/x-bibtex", "references.bib"),
    "ris": ("application/x-research-info-systems", "references.ris"),
    "csl-json": ("application/vnd.citationstyles.csl+json", "references.json"),
}


def cite(explorer: Explorer, request: Request) -> Response:
    """Sources with their citations; as a file for programs that keep references."""
    wanted = request.query_params.get("format", "")
    if wanted in FILES:
        media, name = FILES[wanted]
        return Response(
            FORMS[wanted](works(explorer.store)),
            media_type=f"{media}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    rows = asked(
        explorer.store,
        f"SELECT DISTINCT ?file ?kind ?release ?records WHERE {{ ?source a {PA.Source} ; "
        f"{PA.fileName} ?file . OPTIONAL {{ ?source {PA.sourceKind} ?kind }} "
        f"OPTIONAL {{ ?source {PA.release} ?release }} OPTIONAL {{ ?source {PA.recordCount} ?records }} }}",
    )
    try:
        citations = [line for line in FORMS["text"](works(explorer.store)).splitlines() if line]
    except UsageError:  # a graph that names no source
        citations = []
    return explorer.html(
        request,
        "cite.html",
        sources=sorted(rows, key=lambda row: row["file"]),
        citations=citations,
        files=FILES,
    )
