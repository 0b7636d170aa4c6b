"""What other packages add by entry points: one group for each kind of thing that can be added.

A package is looked for when a name is asked for that is not ours, when everything is listed, and when
sources are recognised. One that cannot be loaded, is not what it should be, or takes a name of ours is
refused by name, never passed over.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from graphbuild.errors import UsageError


@dataclass(frozen=True, slots=True)
class Extension:
    """One thing added: its kind in words, its name, where it stands (``package:attribute``), itself."""

    kind: str
    name: str
    place: str
    value: Any

    def refusal(self, problem: str) -> UsageError:
        """The error that names the package and what is wrong with it."""
        return _refusal(self.kind, self.name, self.place, problem)


def _refusal(kind: str, name: str, place: str, problem: str) -> UsageError:
    return UsageError(f"the {kind} {name} ({place}) {problem}; mend or uninstall that package")


@cache
def extensions(group: str, kind: str) -> tuple[Extension, ...]:
    """Everything in a group of entry points, by name; ``kind`` is what messages call it.

    :raises UsageError: for what cannot be loaded, and for two of one name.
    """
    if not _declared(group):
        return ()
    from importlib.metadata import entry_points

    found: dict[str, Extension] = {}
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)):
        try:
            value = entry.load()
        except (ImportError, AttributeError) as error:
            problem = f"cannot be loaded ({error})"
            raise _refusal(kind, entry.name, entry.value, problem) from error
        extension = Extension(kind, entry.name, entry.value, value)
        if entry.name in found:
            raise extension.refusal(f"has the name of another one ({found[entry.name].place})")
        found[entry.name] = extension
    return tuple(found.values())


def _declared(group: str) -> bool:
    """Whether an installed package may declare the group; a build asks this each time it starts.

    ``importlib.metadata`` answers the same, but importing it takes longer than reading two pages;
    so it is asked only where a file says the group's name, or where files cannot tell.
    """
    if any(
        hasattr(finder, "find_distributions") for finder in sys.meta_path if finder != PathFinder
    ):
        return True
    mark = f"[{group}]".encode()
    for place in dict.fromkeys(sys.path):
        folder = Path(place)
        if folder.is_file():
            return True
        for about in (*folder.glob("*.dist-info"), *folder.glob("*.egg-info")):
            with suppress(OSError):
                if mark in (about / "entry_points.txt").read_bytes():
                    return True
    return False
