"""How likely a link is wrong, and a name that nobody has is one of the candidates.

The weights stand in ``data/doubts.csv``: log odds, fitted on the processes that rules are written on
(``python -m benchmarks.review --fit``). They decide what is asked and in which order, nothing else.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from graphbuild.actors.field.text import Found
from graphbuild.actors.known.names import ENTITY_TYPE, ORGANIZATION_TYPE, STATE_TYPE

WEIGHTS = Path(__file__).parent / "data" / "doubts.csv"
LISTED = 0.25
"""Links that are less likely wrong than this are not asked about."""
UNCOUNTED = 0.6
"""How likely an answer changes a doubtful link, which counts as soon as it is called right."""
CANDIDATE, LIKE, NO_CANDIDATE = 0.6, 0.5, 0.05
"""How likely a name that nobody has is a candidate's: one who was nearly linked, one who is like it
in words, none. As measured with the weights."""

_GROUPS = {STATE_TYPE: "state", ENTITY_TYPE: "entity", ORGANIZATION_TYPE: "organisation"}


def is_doubtful(found: Found) -> bool:
    """Whether a user may be asked about a link."""
    return found.certainty != "certain"


def signs(
    kind: str, side: str, type_: str, *, here: bool, both: bool, times: int
) -> tuple[str, ...]:
    """What tells right links from wrong ones.

    ``kind`` of name or rule, ``side``, type of actor; whether it is at ``home`` in a country of the
    agreement, stands on ``both`` sides, and in how many other agreements of the process it has this
    side.
    """
    group = _GROUPS.get(type_, type_.casefold() or "untyped")
    place = "here" if here else "elsewhere"
    more = f"{min(times, 3)} more"
    return (f"by {kind}", f"{group} as {side}", f"{side} {place}", more, *(["both sides"] * both))


def chance(found: Iterable[str]) -> float:
    """How likely a link with these signs is wrong, from 0 to 1."""
    weights = _weights()
    odds = weights.get("", 0.0) + sum(weights.get(sign, 0.0) for sign in found)
    return 1 / (1 + math.exp(-odds))


@cache
def _weights() -> dict[str, float]:
    if not WEIGHTS.is_file():
        return {}
    with WEIGHTS.open(encoding="utf-8", newline="") as handle:
        return {row["sign"]: float(row["weight"]) for row in csv.DictReader(handle)}
