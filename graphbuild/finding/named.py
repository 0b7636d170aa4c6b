"""What things that were found are called: their ids and labels, for those who read an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphbuild.finding.kinds import kind_of
from graphbuild.words import one_line

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from graphbuild.stores import Asker


def named(store: Asker, kind: str, things: Iterable[NamedNode | Literal]) -> dict[str, str]:
    """``United Nations (49)`` for each of some things of a kind, by IRI: its label and its id."""
    about = kind_of(kind)
    rows = store.select(
        f"SELECT ?thing ?id ?label WHERE {{ VALUES ?thing {{ {' '.join(map(str, things))} }}"
        f" ?thing {about.codes[0]} ?id . OPTIONAL {{ ?thing {about.labels[0]} ?label }} }}"
    )
    found: dict[str, str] = {}
    for thing, number, label in sorted(
        tuple("" if term is None else term.value for term in (row[0], row[1], row[2]))
        for row in rows
    ):
        shown = f"{one_line(label)} ({number})" if label and label != number else number
        found.setdefault(thing, shown)
    return found
