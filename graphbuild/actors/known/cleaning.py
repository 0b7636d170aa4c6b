"""Which of an authority's alternative names are none: what mining of texts has left behind.

PAA-X's alternative names were collected from the texts by machine, so that some hold the name of a
neighbour in the text (``European Union League Arab States``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graphbuild.actors.known.names import ORGANIZATION_TYPE, Alias, aliases
from graphbuild.actors.rules import ALL, Rules
from graphbuild.records import Actor

MINED = frozenset({"alternative-name", "other-source"})
_LONGEST = 8

Key = tuple[str, ...]


class _Official:
    """The names and abbreviations that authorities themselves give as the actor's own."""

    def __init__(self, found: list[Alias]) -> None:
        self.owner: dict[Key, str] = {}
        self.own: dict[str, set[Key]] = defaultdict(set)
        for alias in found:
            if alias.kind in {"name", "abbreviation"}:
                self.owner[alias.key] = alias.actor
                self.own[alias.actor].add(alias.key)


def clean_names(actors: Sequence[Actor], rules: Rules = ALL) -> list[Alias]:
    """All usable names of all actors."""
    found = [alias for actor in actors for alias in aliases(actor, rules)]
    if "holds-neighbour" not in rules:
        return found
    official = _Official(found)
    wide = {actor.key for actor in actors if actor.type == ORGANIZATION_TYPE}
    return [
        alias
        for alias in found
        if alias.kind not in MINED or not _holds_neighbour(alias, official, wide)
    ]


def _parts(parts: Key) -> Iterator[tuple[int, int]]:
    size = len(parts)
    for first in range(size):
        for last in range(first + 1, min(size, first + _LONGEST) + 1):
            if last - first < size:
                yield first, last


def _holds_neighbour(alias: Alias, official: _Official, wide: set[str]) -> bool:
    """Whether the name is the actor's own with another's beside or around it, or another's alone."""
    parts = alias.key
    spans = list(_parts(parts))
    mine = [span for span in spans if parts[slice(*span)] in official.own[alias.actor]]
    for first, last in spans:
        owner = official.owner.get(parts[first:last])
        if owner is None or owner == alias.actor:
            continue
        if last - first >= 3 and not mine and owner in wide:
            return True
        if any(first <= a and b <= last for a, b in mine):
            return True
        if any(last <= a or first >= b for a, b in mine):
            return True
    return False
