"""Groups that a text names by their kind alone: ``youth organisations``, ``the churches``.

An authority may list one such group for a country under a name of its own (``Youth
Representative``). Where it lists several of the kind, nobody is chosen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.openings import Opened, may_hold
from graphbuild.actors.phrases import compiled, reaching, table
from graphbuild.patterns import late

_TYPES = frozenset({"Civil Society", "Political Party", "Other", "Umbrella"})
_KINDS = {
    kind: Opened(rf"{reach}(?!\w)(?:['’]s?)?(?:\s+{{group}}(?!\w))*", "kind-of-group")
    for kind in sorted({row.reach for row in table()["kind-of-group"]})
    if (reach := reaching("kind-of-group", kind))
}
# How much of the text before a group is looked at; patterns reach no further than that.
_BEFORE = 70
# Inside a longer name, or what an office is in charge of.
_NAMED_BEFORE = late(rf"(?:[A-ZÀ-Ý][\w’'-]{{1,{_BEFORE - 2}}}[ ]|[\w’'-]{{1,{_BEFORE - 1}}}-)$")
_NAMED_AFTER = re.compile(r"[ ](?:of[ ](?:the[ ])?)?[A-ZÀ-Ý]|-\w")
_IN_CHARGE = compiled(r"\b{minister}[^\n;:]{0,60}$")


class Generics:
    """Finds such groups with one authority."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._places: dict[str, dict[str, list[str]]] = {}

    def find(self, field: Field) -> Iterator[Found]:
        """Groups named by their kind where nothing else was found."""
        if not may_hold(field.text, "kind-of-group"):
            return
        listed_here = [known for p in field.setting.places if (known := self._at(p))]
        if not listed_here:
            return
        taken = [(found.start, found.end) for found in field.found]
        taken += [field.span(match) for match in field.matches]
        text = field.text
        for kind in sorted({kind for known in listed_here for kind in known}):
            actors = {actor for known in listed_here for actor in known.get(kind, ())}
            if len(actors) != 1:
                continue
            for match in _KINDS[kind].finditer(text):
                start, end = match.span()
                if any(first < end and start < last for first, last in taken):
                    continue
                before = text[max(0, start - _BEFORE) : start]
                if _NAMED_AFTER.match(text, end) or _IN_CHARGE.search(before):
                    continue
                if _NAMED_BEFORE.search(before) and not text[start:end].isupper():
                    continue
                # Chiefs or churches among third parties are there in person more often.
                sure = "likely" if field.side == "party" else "doubtful"
                yield Found(min(actors), start, end, "kind-of-group", sure)

    def _at(self, place: str) -> dict[str, list[str]]:
        """The groups of a place that bear no name but that of their kind."""
        found = self._places.get(place)
        if found is None:
            found = self._places[place] = defaultdict(list)
            keys = {alias.actor for alias in self._authority.at_home(place)}
            for actor in sorted(keys):
                if self._authority.type_of(actor) in _TYPES:
                    name = self._authority.actors[actor].name.strip()
                    for kind, pattern in _KINDS.items():
                        if pattern.fullmatch(name):
                            found[kind].append(actor)
        return found
