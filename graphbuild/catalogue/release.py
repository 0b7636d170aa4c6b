"""Which releases of PA-X a question may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from graphbuild.errors import UsageError
from graphbuild.ontology.terms import PA

if TYPE_CHECKING:
    from graphbuild.catalogue.values import Value
    from graphbuild.stores import Asker


NEWEST: Final = 10
"""The newest release that this version of graphbuild was tried on."""


def newest(store: Asker) -> int:
    """The number of the newest release that we know, or that an agreement of the graph came with."""
    rows = store.select(f"SELECT DISTINCT ?first WHERE {{ ?agreement {PA.firstRelease} ?first }}")
    return max(NEWEST, *(int(row[0].value) for row in rows), 0)


def check_release(values: Mapping[str, Value], store: Asker) -> None:
    """See that a release that is asked for is one that we know.

    :raises UsageError: where it is none; with those that are known.
    """
    value = values.get("release")
    if value is None or not value.given or not value.restricts:
        return
    last = newest(store)
    if not 1 <= int(value.terms[0].value) <= last:
        raise UsageError(
            f"parameter 'release': no release {value.words[0]!r} of PA-X is known;"
            f" known are v1 to v{last}"
        )
