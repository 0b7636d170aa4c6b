"""What linking gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.records import Actor, OpenName, Participation

__all__ = ["LinkResult", "OpenName"]


@dataclass(slots=True)
class LinkResult:
    """Participations for each agreement (same order as given), names left open, new actors."""

    participations: list[list[Participation]] = field(default_factory=list)
    open_names: list[OpenName] = field(default_factory=list)
    new_actors: list[Actor] = field(default_factory=list)
