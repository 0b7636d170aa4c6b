"""An authority of actors, from any table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.errors import SourceError
from graphbuild.records import SourceFile
from graphbuild.sources.actor_columns import read_actors

if TYPE_CHECKING:
    from graphbuild.sources.given import Given


def read_authority(given: Given) -> SourceFile:
    """The actors of all sheets; raises ``SourceError`` where there is none."""
    source = given.source("actor authority")
    for _, sheet in given.tables:
        source.actors += read_actors(sheet, given.findings)
    if not source.actors:
        raise SourceError(given.name, "no actor below the header", "get it again")
    return source
