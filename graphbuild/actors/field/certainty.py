"""How sure a link is, by what it rests on.

Set from how many links of each kind were right on the processes that no rule was written on
(``benchmarks/linking.md`` prints them): of ``certain`` links 97 in a hundred are, of ``likely`` ones
85 over all kinds together. ``doubtful`` are kinds that are right less often: they make links that
a user is asked about and that no query counts unasked. Kinds of which fewer than half were right
wherever they stand make no link.
"""

from __future__ import annotations

from graphbuild.actors.field.exclusions import Naming
from graphbuild.actors.known.names import ENTITY_TYPE, GENERIC, ORGANIZATION_TYPE, STATE_TYPE
from graphbuild.actors.phrases import compiled

# An authority's own names for an actor; alternative names were gathered from texts by machine.
_OWN = frozenset({"name", "abbreviation", "defined-abbreviation"})
_OF_STATE = frozenset({"name", "known-name", "alternative-name"})
# Commissions, panels and the like are named where only their members or their work are meant.
_ORGANS = frozenset({"Other", "Government/state"})
_HEADED = compiled(r"(?:^|\n)\W*{heading-for}\s+(?:{article}\s+)?$")
_LONG = 3
_MINED = frozenset({"alternative-name", "short-name", "other-source"})
# Who fights in a country is a third party there only by a clear name.
_SELDOM_THIRD = frozenset({"Armed Organization", "Military", "Political Party"})
_WIDE = frozenset({STATE_TYPE, ORGANIZATION_TYPE, "Military"})


def certainty(naming: Naming) -> str:
    """How sure the reading of a name is."""
    if _is_doubtful(naming):
        return "doubtful"
    if naming.match.lower:
        return "likely"
    kind, type_ = naming.alias.kind, naming.authority.type_of(naming.alias.actor)
    if type_ == STATE_TYPE:
        sure = kind in _OF_STATE and _state(naming)
    elif type_ == ORGANIZATION_TYPE:
        sure = kind == "name"
    elif type_ == ENTITY_TYPE:
        sure = False  # the name of a place too
    else:
        sure = _body(naming, kind, type_)
    return "certain" if sure else "likely"


def _is_doubtful(naming: Naming) -> bool:
    """A body at home that stands as a third party, or one from elsewhere, by a weak name."""
    kind, type_ = naming.alias.kind, naming.authority.type_of(naming.alias.actor)
    if naming.field.side == "third party" and type_ in _SELDOM_THIRD:
        return _near(naming) and (
            kind in _MINED or (kind == "abbreviation" and type_ == "Armed Organization")
        )
    abroad = bool(naming.authority.homes[naming.alias.actor]) and not _near(naming)
    return kind in _MINED and abroad and type_ not in _WIDE


def _state(naming: Naming) -> bool:
    """Another state's name means it; the own country's is a place's too, unless in its long form."""
    if not _here(naming):
        return True
    if naming.field.side != "party":
        return False
    words = naming.text[naming.start : naming.end].split()
    return naming.alias.kind == "name" or len(words) >= _LONG


def _body(naming: Naming, kind: str, type_: str) -> bool:
    """A body of the place that stands as a party by a name of its own."""
    if naming.field.side != "party" or type_ in _ORGANS or not _near(naming):
        return False
    if all(part in GENERIC for part in naming.alias.key):
        return False
    before = naming.text[max(0, naming.start - 40) : naming.start]
    return kind in _OWN or (kind == "alternative-name" and bool(_HEADED.search(before)))


def _here(naming: Naming) -> bool:
    homes = naming.authority.homes[naming.alias.actor]
    return any(home in naming.field.setting.places for home in homes)


def _near(naming: Naming) -> bool:
    homes = naming.authority.homes[naming.alias.actor]
    return any(home in naming.field.setting.nearby for home in homes)
