"""Which kind a file is: the one that most of its signs say, and no sign denies.

Where a second kind is nearly as well shown, both are named; a name of a file is no sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graphbuild.sources.kinds import Kind
from graphbuild.sources.signs import Look, Weight

_NEAR = 0.5
"""A second kind with this share of the first one's signs is a doubt."""


class Verdict(NamedTuple):
    """The kind that fits best, its rival where there is a doubt, and the nearest where none fits."""

    kind: Kind | None
    signs: int = 0
    rival: Kind | None = None
    rival_signs: int = 0
    nearest: Kind | None = None
    weight: Weight = Weight(0)


def recognise(look: Look, kinds: Iterable[Kind]) -> Verdict:
    """Weigh the signs of each kind; of equal ones the first in the registry stands."""
    weighed = [(kind.weigh(look), kind) for kind in kinds]
    weighed.sort(key=lambda item: -item[0].signs)
    fitting = [item for item in weighed if item[0].fits]
    if not fitting:
        readable = [(weight, kind) for weight, kind in weighed if kind.read and weight.signs]
        weight, nearest = max(readable, key=lambda item: item[0].near, default=(Weight(0), None))
        return Verdict(None, nearest=nearest, weight=weight)
    weight, kind = fitting[0]
    for other, rival in fitting[1:]:
        if rival.name != kind.name and other.signs >= _NEAR * weight.signs:
            return Verdict(kind, weight.signs, rival, other.signs, weight=weight)
    return Verdict(kind, weight.signs, weight=weight)
