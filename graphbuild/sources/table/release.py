"""Which release of PA-X a table is, told by its columns and its highest ``Ver``.

Facts: releases 1 and 2 have no column ``Ver`` and alone have ``GeSo`` (codebook v3, p. 1: removed in
v3; other topics that are retired today were still there). Of the two only the second has text
lengths and the topics named below; a table that lacks them may be part of the second, so it is of
the first only if every other topic of the first is there. ``Ver`` says with which release each row was first published,
so its maximum is the file's release, unless the newest rows were taken out of it.
"""

from __future__ import annotations

from functools import cache

from graphbuild.ontology.topics import topics
from graphbuild.sources.table.columns import Columns

NEW_IN_2 = frozenset({"N_characters", "DevSoc", "DevHum", "DevInfra", "ProtCiv", "TjAmBan"})


def early_release(columns: Columns) -> str:
    """``v1`` or ``v2`` if the columns show that it is this one, else ``""``."""
    names = columns.names
    if "Ver" in names or "GeSo" not in names:
        return ""
    if names & NEW_IN_2:
        return "v2"
    return "v1" if of_release_1() <= names else ""


@cache
def of_release_1() -> frozenset[str]:
    """The codes of the topics that release 1 has."""
    return frozenset(code for code, topic in topics().items() if "v1" in topic.releases)


def release_of(columns: Columns, highest: int) -> str:
    """The release of a table whose largest ``Ver`` is ``highest`` (0 if none); ``""`` if unknown."""
    return early_release(columns) or (f"v{highest}" if highest >= 3 else "")
