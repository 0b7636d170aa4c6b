"""The pieces of a graph as they were written: copied from the files of the last build where nothing changed.

What is kept is a list: of each piece what it follows from (as a digest), where it lies in which file, its
length and checksum, and its counts. The pieces themselves are in the folder's files.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from graphbuild.building.kept.codec import line
from graphbuild.building.kept.pack import Kept
from graphbuild.building.statistics import Counts

Span = tuple[int, int, int]
"""Where a piece begins in a file, how long it is, and its checksum (CRC-32)."""
_AT_ONCE = 200
"""How many entries of the list are one line."""


class Noting:
    """A file that is written to, and what was written since it was asked last."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self.end = self._begin = self._sum = 0

    def write(self, data: bytes) -> int:
        """Write it."""
        self.end += len(data)
        self._sum = zlib.crc32(data, self._sum)
        return self._handle.write(data)

    def copy(self, data: bytes, sum_: int) -> None:
        """Write a whole piece whose checksum is known."""
        self.end += len(data)
        self._sum = sum_
        self._handle.write(data)

    def span(self) -> Span:
        """Where what was written since the last call lies."""
        found = (self._begin, self.end - self._begin, self._sum)
        self._begin, self._sum = self.end, 0
        return found


@dataclass(slots=True)
class Entry:
    """One piece: its counts, and its span in each file that has it."""

    counts: Counts
    spans: dict[str, Span]


@dataclass(slots=True)
class Pieces:
    """The pieces of the last build of a folder, and those of this one."""

    folder: Path
    base: str
    known: Kept
    earlier: dict[str, Entry] = field(default_factory=dict)
    now: dict[str, Entry] = field(default_factory=dict)
    _open: dict[str, BinaryIO] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Kept, folder: Path, base: str) -> Pieces:
        """Those that a folder's list names and whose files have the size that it says."""
        found = cls(folder, base, kept)
        read = kept.find(kept.key("pieces"), _read)
        if read is not None:
            sizes, found.earlier = read
            for name, size in sizes.items():
                path = folder / name
                with suppress(OSError):
                    if Path(name).name == name and path.stat().st_size == size:
                        found._open[name] = path.open("rb")
        return found

    def key(self, graph: object, rests_on: Sequence[object]) -> str:
        """The key of a piece: of its graph and of all that it follows from; empty where none is told."""
        if not rests_on:
            return ""
        return self.known.digests.of([self.base, str(graph), rests_on])

    def copy(self, key: str, names: Sequence[str]) -> tuple[Counts, list[tuple[bytes, int]]] | None:
        """A piece as it stands in each of these files, with its checksum there.

        ``None`` where a file lacks it, or it is damaged.
        """
        entry = self.earlier.get(key)
        if entry is None:
            return None
        found = []
        for name in names:
            handle, span = self._open.get(name), entry.spans.get(name)
            if handle is None or span is None:
                return None
            start, length, sum_ = span
            try:
                if handle.tell() != start:
                    handle.seek(start)
                data = handle.read(length)
            except (OSError, ValueError):
                return None
            if len(data) != length or zlib.crc32(data) != sum_:
                return None
            found.append((data, sum_))
        return entry.counts, found

    def note(self, key: str, counts: Counts, spans: dict[str, Span]) -> None:
        """Note where a piece lies now."""
        if key:
            self.now[key] = Entry(counts, spans)

    def close(self, sizes: dict[str, int]) -> None:
        """Keep the list for the next build, and give up the files: they are about to be replaced."""
        for handle in self._open.values():
            handle.close()
        self._open.clear()
        self.known.keep(self.known.key("pieces"), _written(sizes, self.now))


def _written(sizes: dict[str, int], entries: dict[str, Entry]) -> Iterator[bytes]:
    names = list(sizes)
    terms: dict[str, int] = {}
    rows = [
        [
            key,
            [own.counts.triples, own.counts.subjects, own.counts.digest],
            _numbers(own.counts.classes, terms),
            _numbers(own.counts.said, terms),
            [own.spans.get(name, 0) for name in names],
        ]
        for key, own in entries.items()
    ]
    yield line([sizes, list(terms)])
    for start in range(0, len(rows), _AT_ONCE):
        yield line(rows[start : start + _AT_ONCE])


def _numbers(counts: dict[str, int], terms: dict[str, int]) -> list[int]:
    out: list[int] = []
    for term, number in counts.items():
        out += (terms.setdefault(term, len(terms)), number)
    return out


def _read(lines: Iterable[bytes]) -> tuple[dict[str, int], dict[str, Entry]]:
    lines = iter(lines)
    sizes, terms = json.loads(next(lines, b""))
    entries: dict[str, Entry] = {}
    for rows in map(json.loads, lines):
        for key, (triples, subjects, digest), classes, said, spans in rows:
            counts = Counts(
                triples, subjects, digest, _counts(classes, terms), _counts(said, terms)
            )
            own = {name: tuple(span) for name, span in zip(sizes, spans, strict=True) if span}
            entries[key] = Entry(counts, own)
    return sizes, entries


def _counts(given: list[int], terms: list[str]) -> dict[str, int]:
    return dict(zip(map(terms.__getitem__, given[::2]), given[1::2], strict=True))
