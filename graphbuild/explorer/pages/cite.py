"""``/cite``: whose data this is, how to cite it, and the files to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.cards.asking import asked
from graphbuild.ontology.terms import DCTERMS, PA

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer


def cite(explorer: Explorer, request: Request) -> Response:
    """Sources with their citations."""
    rows = asked(
        explorer.store,
        f"SELECT DISTINCT ?file ?kind ?release ?citation ?records WHERE {{ ?source a {PA.Source} ; "
        f"{PA.fileName} ?file . OPTIONAL {{ ?source {PA.sourceKind} ?kind }} "
        f"OPTIONAL {{ ?source {PA.release} ?release }} OPTIONAL {{ ?source {PA.recordCount} ?records }} "
        f"OPTIONAL {{ ?source {DCTERMS.bibliographicCitation} ?citation }} }}",
    )
    citations = sorted({row["citation"] for row in rows if row.get("citation")})
    return explorer.html(
        request,
        "cite.html",
        sources=sorted(rows, key=lambda row: row["file"]),
        citations=citations,
    )
