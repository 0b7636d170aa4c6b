"""Which of several actors a name stands for in one agreement; none, if it fits none of them.

The weights put in numbers what a reader does: an actor's own name counts for more than a mined
one, a body of the agreement's own country for more than one from elsewhere, and one that the same
process names beyond doubt for a little more.

All weights stand here together. They were put in order by hand on the processes that rules may be
written on (``tests/actors/split.csv``); what counts is that order: any own name at home before any
mined name, at home before the neighbourhood before elsewhere, and usage only where these are equal.
"""

from __future__ import annotations

from graphbuild.actors.field.matching import Match
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.names import ENTITY_TYPE, GENERIC, ORGANIZATION_TYPE, STATE_TYPE, Alias
from graphbuild.actors.settings import Setting, Usage

_WIDE = frozenset({STATE_TYPE, ORGANIZATION_TYPE, "State Coalition"})
_KIND = {
    "defined-abbreviation": 4.0,
    "name": 3.0,
    "abbreviation": 2.6,
    "known-name": 1.8,
    "alternative-name": 1.0,
    "short-name": 0.6,
    "demonym": 0.5,
    "other-source": 0.4,
}
# Where the actor is at home: a country of the agreement, one of its process, or elsewhere.
_HERE, _NEARBY, _ABROAD = 4.0, 3.0, 1.0
# For each time that the process names the actor beyond doubt, and at most.
_NAMED, _NAMED_AT_MOST = 0.3, 1.2
# An actor of no country, by a name of several words, or by an abbreviation or a single word.
_HOMELESS, _HOMELESS_WEAKLY = 0.5, 0.2
# An abbreviation from the region, of at least so many letters.
_ACROSS_BORDER, _LETTERS = -0.5, 4


class Choice:
    """Chooses with the authority, an agreement's setting and the usage in the collection."""

    def __init__(self, authority: Authority, usage: Usage) -> None:
        self.authority = authority
        self.usage = usage

    def rank(self, match: Match, setting: Setting) -> list[tuple[float, Alias]]:
        """The possible meanings with a score, best first; those that do not fit are left out."""
        ranked = [
            (score, alias)
            for alias in match.aliases
            if (not match.lower or self._may_be_lower(alias, setting))
            and (score := self._score(alias, setting)) > 0
        ]
        ranked.sort(key=lambda pair: (-pair[0], pair[1].actor))
        return ranked

    def best(self, match: Match, setting: Setting) -> Alias | None:
        """The best meaning, if any fits."""
        ranked = self.rank(match, setting)
        return ranked[0][1] if ranked else None

    def _may_be_lower(self, alias: Alias, setting: Setting) -> bool:
        """Names in small letters (``civil society``) only of bodies of the place, or of no place."""
        homes = self.authority.homes[alias.actor]
        own = alias.kind in {"name", "alternative-name"}
        return own and (not homes or any(home in setting.places for home in homes))

    def _score(self, alias: Alias, setting: Setting) -> float:
        actor = self.authority.actors[alias.actor]
        homes = self.authority.homes[alias.actor] or (actor.country,) * bool(actor.country)
        here = any(home in setting.places for home in homes)
        score = _KIND[alias.kind]
        score += min(_NAMED_AT_MOST, self.usage.named[alias.actor] * _NAMED)
        bygone = actor.type == ENTITY_TYPE and actor.name == actor.country
        if actor.type in _WIDE or bygone:
            return score + (_HERE if here else _ABROAD)
        if not homes:
            return self._homeless(alias, score)
        if here:
            return score + _HERE
        if any(home in setting.nearby for home in homes):
            return score + _NEARBY
        return self._from_elsewhere(alias, setting, homes, score)

    def _homeless(self, alias: Alias, score: float) -> float:
        named = self.usage.named[alias.actor]
        if alias.kind == "short-name" and not named:
            return -1
        return score + (_HOMELESS_WEAKLY if _weak(alias) else _HOMELESS)

    def _from_elsewhere(
        self, alias: Alias, setting: Setting, homes: tuple[str, ...], score: float
    ) -> float:
        """A body of another country: only by an unmistakable name, or from the same region."""
        if alias.kind == "defined-abbreviation":
            return score
        if alias.kind in {"short-name"} or _generic(alias):
            return -1
        near = any(self.authority.region.get(home) in setting.regions for home in homes)
        if _weak(alias):
            # An abbreviation may cross a border; a single word (``Taliban``) is another's abroad.
            own = alias.short and alias.kind not in {"alternative-name", "other-source"}
            long = len(alias.key[0]) >= _LETTERS
            return score + _ACROSS_BORDER if near and own and long else -1
        return score if near or len(alias.key) >= 3 else -1


def _generic(alias: Alias) -> bool:
    return all(part in GENERIC for part in alias.key)


def _weak(alias: Alias) -> bool:
    return alias.short or len(alias.key) == 1 or _generic(alias)
