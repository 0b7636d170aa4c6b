"""The rules of quality: the ontology's shapes, and checking queries whose rows are findings.

A checking query lies in ``queries/checks/`` and says in its head how grave its rows are:
``severity`` is ``violation`` (the graph is wrong), ``warning`` (the data are doubtful) or ``info``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.catalogue.library import SavedQuery, catalogue
from graphbuild.errors import SourceError

if TYPE_CHECKING:
    from graphbuild.checking.shapes import Result
    from graphbuild.stores import Asker

SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule: which, how grave, the rule in words, and what is found, by column."""

    severity: str
    rule: str
    message: str
    found: dict[str, Any]


def check(store: Asker, folders: Sequence[Path] = ()) -> list[Finding]:
    """Everything that shapes and checking queries find, the gravest first, then by rule.

    ``folders`` hold checking queries of the user's own (below ``checks/``).

    :raises SourceError: for a checking query without severity.
    """
    from graphbuild.checking import shapes

    found = chain(from_shapes(shapes.validate(store)), from_queries(store, folders))
    return sorted(found, key=lambda item: (SEVERITIES.index(item.severity), item.rule))


def from_shapes(results: Sequence[Result]) -> Iterator[Finding]:
    """What a check against the shapes found."""
    for result in results:
        shape = result.shape.rpartition("#")[2]
        found = {"node": result.focus, "value": result.value}
        kept = {name: value for name, value in found.items() if value}
        yield Finding(result.severity.lower(), shape, result.message, kept)


def from_queries(store: Asker, folders: Sequence[Path] = ()) -> Iterator[Finding]:
    """What the checking queries find.

    :raises SourceError: for a checking query without severity.
    """
    from graphbuild.catalogue.run import ask

    for query in catalogue(folders, checks=True):
        severity = severity_of(query)
        for row in ask(query, {}, store):
            yield Finding(severity, query.name, query.title, row.as_dict())


def severity_of(query: SavedQuery) -> str:
    """How grave the rows of a checking query are."""
    severity = query.texts.get("severity", "")
    if severity not in SEVERITIES:
        raise SourceError(
            query.place,
            f"a checking query has a severity, not {severity!r}",
            f"write #+ severity: {' or '.join(SEVERITIES)}",
        )
    return severity
