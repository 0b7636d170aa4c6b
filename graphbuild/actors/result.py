"""What linking gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.records import Actor, OpenName, Participation
from graphbuild.words import hyphenated

__all__ = ["LinkResult", "OpenName", "is_unlisted", "unlisted"]

_MARK = "?"


def unlisted(name: str) -> str:
    """What stands in place of an actor's key for a body that is no actor, one for each name."""
    return _MARK + hyphenated(name)


def is_unlisted(key: str) -> bool:
    """Whether a key is that of a body that is no actor."""
    return key.startswith(_MARK)


@dataclass(slots=True)
class LinkResult:
    """Participations for each agreement (same order as given), names left open, new actors.

    ``unlisted`` is what agreements say of bodies that are no actors, in the same order: such a
    participation has a key that :func:`unlisted` made in place of an actor's.
    """

    participations: list[list[Participation]] = field(default_factory=list)
    unlisted: list[list[Participation]] = field(default_factory=list)
    open_names: list[OpenName] = field(default_factory=list)
    new_actors: list[Actor] = field(default_factory=list)
