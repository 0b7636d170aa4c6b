"""What linking gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.records import Actor, OpenName, Participation
from graphbuild.words import hyphenated

__all__ = ["LinkResult", "OpenName", "is_unlisted", "pending", "unlisted", "wanted"]

_MARK = "?"
_PENDING = "?="


def unlisted(name: str) -> str:
    """What stands in place of an actor's key for a body that is no actor, one for each name."""
    return _MARK + hyphenated(name)


def is_unlisted(key: str) -> bool:
    """Whether a key is that of a body that is no actor."""
    return key.startswith(_MARK)


def pending(key: str) -> str:
    """What stands for a new actor's key, named by a user, until all new actors are known."""
    return _PENDING + key


def wanted(key: str) -> str:
    """The key that :func:`pending` holds; ``""`` for any other."""
    return key[len(_PENDING) :] if key.startswith(_PENDING) else ""


@dataclass(slots=True)
class LinkResult:
    """Participations for each agreement (same order as given), names left open, new actors.

    ``unlisted`` is what agreements say of bodies that are no actors, in the same order: such a
    participation has a key that :func:`unlisted` made in place of an actor's. ``candidates`` are
    the actors that ``open_names`` speaks of, by key. ``met`` are the numbers of the judgements that
    hold for something.
    """

    participations: list[list[Participation]] = field(default_factory=list)
    unlisted: list[list[Participation]] = field(default_factory=list)
    open_names: list[OpenName] = field(default_factory=list)
    new_actors: list[Actor] = field(default_factory=list)
    candidates: dict[str, Actor] = field(default_factory=dict)
    met: list[int] = field(default_factory=list)
