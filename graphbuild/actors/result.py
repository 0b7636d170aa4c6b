"""What linking gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.records import Actor, Participation, Side


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that fits no actor, or several about equally well, with the actors it may mean."""

    name: str
    agreement: str
    side: Side
    candidates: tuple[str, ...]
    reason: str
    place: str = ""


@dataclass(slots=True)
class LinkResult:
    """Participations for each agreement (same order as given), names left open, new actors."""

    participations: list[list[Participation]] = field(default_factory=list)
    open_names: list[OpenName] = field(default_factory=list)
    new_actors: list[Actor] = field(default_factory=list)
