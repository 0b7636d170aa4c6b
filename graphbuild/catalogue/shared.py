"""The parameters that questions have in common: one table for saved queries and for networks.

``ontology/make_queries.py`` writes them into the heads of the queries, and what they do into their
bodies. Source: contract of the project, section 5 (queries and networks).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graphbuild.catalogue.parameters import ANY, Parameter

EXCLUDE, INCLUDE = "exclude", "include"

LOCAL: Final = Parameter(
    "local",
    "choice",
    "leave agreements of level IntraLocal out, or not",
    EXCLUDE,
    (EXCLUDE, INCLUDE),
)
"""As questions that count have it; see :func:`local`."""
FROM: Final = Parameter(
    "from", "first-date", "signed in or after this year, or on or after this day", ANY
)
TO: Final = Parameter(
    "to", "last-date", "signed in or before this year, or on or before this day", ANY
)
PLACE: Final = Parameter(
    "place",
    "place",
    "only agreements that concern this country or entity",
    ANY,
    example="AZE",
    repeatable=True,
)
REGION: Final = Parameter(
    "region",
    "region",
    "only agreements of this region",
    ANY,
    example="Americas",
    repeatable=True,
)
PROCESS: Final = Parameter(
    "process",
    "process",
    "only agreements of this peace process",
    ANY,
    example="8",
    repeatable=True,
)
RELEASE: Final = Parameter(
    "release",
    "release",
    "as known in this release of PA-X: only agreements that it or an earlier one was the first to have",
    ANY,
    example="v8",
)
BASIS: Final = Parameter(
    "basis",
    "choice",
    "what participations rest on: coded = rows of PAA-X, linked = found in the text;"
    " with sense=practical any means coded",
    ANY,
    (ANY, "coded", "linked"),
)
CERTAINTY: Final = Parameter(
    "certainty",
    "choice",
    "which links from the text count: likely = certain and likely ones, certain, or any, doubtful"
    " ones too; coded participations always count",
    "likely",
    ("likely", "certain", ANY),
)
SENSE: Final = Parameter(
    "sense",
    "choice",
    "what third party means: listed = stands in PA-X's third-party field, practical = third to the"
    " conflict as PAA-X judges",
    "listed",
    ("listed", "practical"),
)
SIDE: Final = Parameter(
    "side",
    "choice",
    "only where the actor stands on this side, in the chosen sense",
    ANY,
    (ANY, "party", "third party"),
)

AGREEMENTS: Final = (LOCAL, FROM, TO, PLACE, REGION, PROCESS, RELEASE)
"""Which agreements a question rests on."""
PARTICIPATIONS: Final = (BASIS, CERTAINTY)
"""Which participations count, wherever actors are asked for."""
THIRDS: Final = (SENSE,)
"""Who is a third party."""
SIDES: Final = (SIDE, SENSE)
"""On which side an actor stands."""

LISTING: Final = frozenset({"agreement_id", "from_id", "to_id"})
"""A query with one of these columns lists agreements; others count them."""


def local(*, lists: bool) -> Parameter:
    """``local`` for a question: one that lists has local agreements too, one that counts has not."""
    return replace(LOCAL, default=INCLUDE) if lists else LOCAL
