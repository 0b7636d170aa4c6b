"""By which signs an authority of actors is known, and told from tables that only mention actors."""

from __future__ import annotations

from graphbuild.sources.actor_columns import COLUMNS, NOT_OF_ACTORS
from graphbuild.sources.signs import Look, Weight, columns

_COLUMNS = columns(needs=[["actor_id"], ["actor_name"]], known=COLUMNS, against=NOT_OF_ACTORS)
_ROWS = 4
"""From how many rows on it means something that numbers come again."""


def weigh_authority(look: Look) -> Weight:
    """One row for each actor, most columns an actor's.

    Two columns alone prove little: a table of other things may name an actor in each row. Such a
    table has columns that no actor has, more columns of others than of actors, or the same actor
    again and again.
    """
    weight = _COLUMNS(look)
    if weight.missing:
        return weight
    against, doubts = list(weight.against), []
    if "id_paax" in look.names and "alternative_names" not in look.names:
        against.append("id_paax without alternative_names, which is PAA-X's own table")
    keys = look.column("actor_id")
    if len(keys) >= _ROWS and len(set(keys)) * 2 <= len(keys):
        against.append("the same actor in row after row")
    others = sorted(look.names.difference(COLUMNS))
    if len(others) >= weight.signs:
        doubts.append(f"columns that are no actor's ({', '.join(others[:6])})")
    return Weight(weight.signs, (), tuple(against), tuple(doubts))
