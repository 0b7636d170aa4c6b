"""Which releases of PA-X a question may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.ontology.terms import PA
from graphbuild.ontology.topics import topics

if TYPE_CHECKING:
    from graphbuild.catalogue.values import Value
    from graphbuild.stores import Asker


def known_releases(store: Asker) -> set[int]:
    """The numbers of the releases that the codebook has or an agreement of the graph came with."""
    coded = {int(name[1:]) for topic in topics().values() for name in topic.releases}
    rows = store.select(f"SELECT DISTINCT ?first WHERE {{ ?agreement {PA.firstRelease} ?first }}")
    return coded | {int(row[0].value) for row in rows}


def check_release(values: Mapping[str, Value], store: Asker) -> None:
    """See that a release that is asked for is one that we know.

    :raises UsageError: where it is none; with those that are known.
    """
    value = values.get("release")
    if value is None or not value.given or not value.restricts:
        return
    known = known_releases(store)
    if int(value.terms[0].value) not in known:
        listed = ", ".join(f"v{number}" for number in sorted(known))
        raise UsageError(
            f"parameter 'release': no release {value.words[0]!r} of PA-X is known; known are {listed}"
        )
