"""The header fields of the PA-X website: what a coding page calls them, and in which order."""

from __future__ import annotations

from functools import cache

from graphbuild.ontology._tables import rows

PAGE_ORDER = (
    "Con",
    "Reg",
    "Agt",
    "Dat",
    "Status",
    "Interim",
    "Agtp",
    "Stage",
    "Contp",
    "PPName",
    "Part",
    "ThrdPart",
    "description",
    "x:AgreementDocument",
)
"""Codes of the fields that a coding page prints above its coded rows, from top to bottom."""


@cache
def page_labels() -> dict[str, str]:
    """Label on the page of each field of :data:`PAGE_ORDER`, in that order."""
    labels = {row["code"]: row["page_label"] for row in rows("fields")}
    return {code: labels[code] for code in PAGE_ORDER}
