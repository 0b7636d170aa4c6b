"""All that results follow from beside what is read: graphbuild itself, its tables, and what it runs on.

Two builds give the same result for the same input if this digest is the same. It is taken of the bytes of
every file that a build runs or reads of its own, so a changed rule, phrase or term leaves nothing old.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graphbuild.resources import folder

ROOMS = ("actors", "building", "formats", "graph", "mentions", "ontology", "sources")
"""The rooms that a build goes through; beside them the ground floor counts."""
LIBRARIES = ("pyoxigraph", "python-calamine", "pypdfium2", "pandas", "charset-normalizer")
"""What reads files for us, where it is installed."""
_PASSING = frozenset({".pyc", ".pyo", ".md"})


@cache
def state() -> str:
    """The digest, taken once in a run."""
    about = [sys.version, unicodedata.unidata_version, *map(_release, LIBRARIES)]
    return digest_of(files(), about)


def files() -> Iterator[tuple[str, Path]]:
    """Every file that counts, with its name within the house or the ontology."""
    house, words = Path(__file__).parents[2], folder("ontology")
    for place, found in (
        (house, house.glob("*.*")),
        *((house, (house / room).rglob("*")) for room in (*ROOMS, "data")),
        (words, words.rglob("*")),
    ):
        for path in found:
            if path.suffix not in _PASSING and path.is_file():
                yield f"{place.name}/{path.relative_to(place).as_posix()}", path


def digest_of(files: Iterable[tuple[str, Path]], about: Iterable[str] = ()) -> str:
    """A digest of files, each with the name by which it counts, and of some words."""
    whole = hashlib.sha256("\n".join(about).encode())
    for name, path in sorted(files):
        data = path.read_bytes()
        whole.update(f"\n{name} {len(data)}\n".encode("utf-8", "surrogateescape"))
        whole.update(data)
    return whole.hexdigest()


def _release(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name
