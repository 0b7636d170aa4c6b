"""Actors that a user takes for one: a table of their own, never a guess of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.delimited import dicts, unguarded
from graphbuild.errors import SourceError, UsageError
from graphbuild.finding.resolve import resolve

if TYPE_CHECKING:
    from graphbuild.stores import Asker

COLUMNS = ("actor", "same_as")


def resolve_aliases(aliases: object, store: Asker) -> dict[str, str]:
    """Actor IRI to the IRI of the actor it is taken for, chains followed to their end.

    A text is no path here: a parameter's value may come from a web page, a file's name must not.

    :raises UsageError: for an actor that the graph does not have, or actors that stand for each
        other in a circle.
    :raises SourceError: for a file that is no such table.
    """
    if isinstance(aliases, Mapping):
        pairs = [(f"aliases[{name!r}]", name, other) for name, other in aliases.items()]
    elif isinstance(aliases, Path):
        pairs = list(_read(aliases))
    else:
        raise UsageError(f"aliases is a mapping or a pathlib.Path to a CSV file, not {aliases!r}")
    same: dict[str, str] = {}
    for place, name, other in pairs:
        try:
            iri, target = (resolve(store, "actor", text).value for text in (name, other))
        except UsageError as error:
            raise UsageError(f"{place}: {error}") from error
        if same.get(iri, target) != target:
            raise UsageError(f"{place}: {name!r} is already taken for another actor; keep one row")
        same[iri] = target
    return {iri: _end(iri, same) for iri in same if _end(iri, same) != iri}


def _end(iri: str, same: Mapping[str, str]) -> str:
    seen = [iri]
    while seen[-1] in same and same[seen[-1]] != seen[-1]:
        following = same[seen[-1]]
        if following in seen:
            raise UsageError(
                f"aliases: {' and '.join(seen)} stand for each other; name one of them"
            )
        seen.append(following)
    return seen[-1]


def _read(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            text = handle.read()
    except UnicodeDecodeError as error:
        raise SourceError(str(path), f"not a CSV table in UTF-8 ({error})", "save it so") from error
    for line, row in dicts(text, path.name, COLUMNS, f"the first line is {','.join(COLUMNS)}"):
        name, other = (unguarded(row[column].strip()) for column in COLUMNS)
        if name and other:
            yield f"{path.name}, line {line}", name, other
