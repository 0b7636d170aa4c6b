"""The records of a source, kept by the bytes of its file and by how it was read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from graphbuild.building.kept.codec import line, reader
from graphbuild.building.kept.digests import Digests
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
        written, known = partial(_written, kept.digests), partial(_read, kept.digests)
        source: SourceFile = kept.recall(key, anew, written, known)
        return source

    return read


def _written(digests: Digests, source: SourceFile) -> Iterator[bytes]:
    about = (source.name, source.kind, source.format, source.sha256, source.size, source.release)
    counts = [len(getattr(source, name)) for name in _PARTS]
    yield line([about, sorted(source.columns), counts])
    for name in _PARTS:
        for record in getattr(source, name):
            written = line(record)
            digests.note(record, written)
            yield written


def _read(digests: Digests, lines: Iterator[bytes]) -> SourceFile:
    about, columns, counts = json.loads(next(lines, b""))
    name, kind, form, sha256, size, release = about
    source = SourceFile(name, kind, form, sha256, size, release, frozenset(columns))
    for (name, read), count in zip(_PARTS.items(), counts, strict=True):
        found = []
        for written in islice(lines, count):
            record = read(written)
            digests.note(record, written)
            found.append(record)
        if len(found) != count:
            raise ValueError("records are missing")
        setattr(source, name, found)
    if next(lines, None) is not None:
        raise ValueError("more records than there were")
    return source
