"""Which release of PA-X a table is, told by its columns and its highest ``Ver``.

Facts: releases 1 and 2 have no column ``Ver`` and have topics that were retired later; of the two
only the second has process numbers and text lengths of its own. From release 3 on ``Ver`` says
with which release each row was first published, so its maximum is the file's release unless the
newest rows were removed from it.
"""

from __future__ import annotations

from graphbuild.sources.table.columns import Columns

NEW_IN_2 = frozenset({"N_characters", "DevSoc", "DevHum", "DevInfra", "ProtCiv", "TjAmBan"})
RETIRED_IN_3 = frozenset(
    {"GeSo", "PpsSt", "PpsSub", "EqGen", "HrFra", "HrfSp", "HrfBor", "HrfTinc", "HrfOth"}
)


def early_release(columns: Columns) -> str:
    """``v1`` or ``v2`` if the columns show one of them, else ``""``."""
    names = columns.names
    if "Ver" in names or not names & RETIRED_IN_3:
        return ""
    return "v2" if names & NEW_IN_2 else "v1"


def release_of(columns: Columns, highest: int) -> str:
    """The release of a table whose largest ``Ver`` is ``highest`` (0 if none); ``""`` if unknown."""
    return early_release(columns) or (f"v{highest}" if highest >= 3 else "")
