"""Opening a data file with the engine: a store that was made of it before, or read into memory."""

from __future__ import annotations

from pathlib import Path

from graphbuild.errors import SourceError
from graphbuild.stores.cache import open_cached

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Store

SUFFIXES = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".rdf": "RDF_XML",
    ".owl": "RDF_XML",
    ".xml": "RDF_XML",
    ".jsonld": "JSON_LD",
    ".json": "JSON_LD",
    ".n3": "N3",
}
"""The files that the engine reads, by their suffix, and its name for what is in them."""


def open_store(file: Path, *, memory: bool) -> Store:
    """The store of a data file; ``memory`` passes by what lies on disk.

    :raises SourceError: where it cannot be read.
    """
    cached = None if memory else open_cached(file, _load)
    return cached if cached is not None else _in_memory(file)


def _in_memory(file: Path) -> Store:
    from pyoxigraph import Store

    store = Store()
    _load(store, file)
    return store


def _load(store: Store, file: Path) -> None:
    from pyoxigraph import RdfFormat

    try:
        with file.open("rb"):
            pass
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        raise SourceError(str(file), reason, "check its rights") from error
    try:
        store.bulk_load(path=str(file), format=getattr(RdfFormat, SUFFIXES[file.suffix.lower()]))
    except SyntaxError as error:
        raise SourceError(str(file), f"not valid RDF: {error}", "check or rebuild it") from error
