"""The records of a source, kept by the bytes of its file and by how it was read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from graphbuild.building.kept.codec import line, reader
from graphbuild.building.kept.pack import Kept
from graphbuild.records import (
    Actor,
    Agreement,
    Conflict,
    Listing,
    SourceFile,
    UcdpAgreement,
)
from graphbuild.report import Problem
from graphbuild.sources import Options, Reading
from graphbuild.sources.files import Found
from graphbuild.sources.kinds import OWN, kinds

_PARTS = {
    "agreements": reader(Agreement),
    "actors": reader(Actor),
    "listings": reader(Listing),
    "conflicts": reader(Conflict),
    "ucdp_agreements": reader(UcdpAgreement),
    "findings": reader(Problem),
}


def reading(kept: Kept) -> Reading:
    """Read a file, unless the same bytes were read the same way before."""

    def read(
        found: Found, trusted: bool, options: Options, anew: Callable[[], SourceFile]
    ) -> SourceFile:
        if len(kinds()) > len(OWN):  # readers of other packages may change unseen
            return anew()
        how = (trusted, options.date_format, options.encoding)
        key = kept.key("source", found.name, found.sha256, found.size, how)
        return kept.recall(key, anew, _written, _read)

    return read


def _written(source: SourceFile) -> Iterator[bytes]:
    about = (source.name, source.kind, source.format, source.sha256, source.size, source.release)
    counts = [len(getattr(source, name)) for name in _PARTS]
    yield line([about, sorted(source.columns), counts])
    for name in _PARTS:
        yield from map(line, getattr(source, name))


def _read(lines: Iterable[bytes]) -> SourceFile:
    lines = iter(lines)
    about, columns, counts = json.loads(next(lines, b""))
    name, kind, form, sha256, size, release = about
    source = SourceFile(name, kind, form, sha256, size, release, frozenset(columns))
    for (name, read), count in zip(_PARTS.items(), counts, strict=True):
        found = list(map(read, islice(lines, count)))
        if len(found) != count:
            raise ValueError("records are missing")
        setattr(source, name, found)
    if next(lines, None) is not None:
        raise ValueError("more records than there were")
    return source
