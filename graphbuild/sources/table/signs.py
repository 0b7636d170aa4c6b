"""By which signs a table of PA-X is known: the names of its columns."""

from __future__ import annotations

from graphbuild.ontology.columns import own_names
from graphbuild.sources.signs import Look, Weight

_OF_ACTORS = frozenset({"signatory_id", "actor_id", "actor_name"})


def weigh_table(look: Look) -> Weight:
    """PA-X's own names of columns, as written or as programs alter them.

    A table knows its agreements by number (with at least two more columns) or by title and date.
    """
    own = {name for name in own_names(look.header) if name}
    if ("AgtId" in own and len(own) > 2) or {"Agt", "Dat"} <= own:
        return Weight(len(own), (), tuple(sorted(look.names & _OF_ACTORS)))
    return Weight(len(own), ("column AgtId, or Agt and Dat",))
