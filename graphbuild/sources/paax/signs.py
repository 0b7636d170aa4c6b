"""By which columns PAA-X's two tables are known."""

from __future__ import annotations

from graphbuild.sources.actor_columns import COLUMNS, NOT_OF_ACTORS
from graphbuild.sources.signs import columns

SIGNATORIES = columns(
    needs=[["signatory_id"], ["AgtId"], ["actor_id", "id_paax"]],
    known=("signatory_type", "practical_third", "condition", "agt_name", *COLUMNS),
)
"""One row for each actor that an agreement lists; PAA-X repeats columns of PA-X there."""

PAAX_ACTORS = columns(
    needs=[["actor_id"], ["actor_name"], ["id_paax"]],
    known=COLUMNS,
    against=("alternative_names", *NOT_OF_ACTORS),
)
"""One row for each actor. Alternative names are what an authority adds."""
