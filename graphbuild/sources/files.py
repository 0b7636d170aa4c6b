"""The files behind the arguments: folders, single files, pipes and standard input."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from graphbuild.errors import SourceError
from graphbuild.words import printable

STDIN = "-"
LARGEST = 8 * 2**30
"""Bytes; a hundred times v9 has a third of a gigabyte."""


State = tuple[int, int, int, int]


@dataclass(slots=True)
class Found:
    """One file to be read; ``named`` if the user named it, not only a folder around it.

    ``name`` is its base name as :func:`graphbuild.words.printable` shows it; ``stream`` is open at its
    start; closing it is the reader's part. ``path`` is where it lies, if on a disk, and ``state`` how
    it was before its checksum was taken.
    """

    name: str
    named: bool
    stream: BinaryIO
    sha256: str
    size: int
    path: Path | None = None
    state: State = (0, 0, 0, 0)

    def head(self, size: int) -> bytes:
        """The first bytes, without moving on."""
        self.stream.seek(0)
        head = self.stream.read(size)
        self.stream.seek(0)
        return head

    @property
    def has_changed(self) -> bool:
        """Whether somebody has written to the file since its checksum was begun.

        One that was moved away or replaced meanwhile is read as it was.
        """
        if self.path is None:
            return False
        try:
            now = _state(self.path)
            if now == self.state or now[0] != self.state[0]:
                return False
            with self.path.open("rb") as again:
                return hashlib.file_digest(again, "sha256").hexdigest() != self.sha256
        except OSError:
            return False

    def content(self, limit: int) -> bytes:
        """All bytes; raises ``SourceError`` above ``limit``."""
        if self.size > limit:
            problem = f"too large for a document ({self.size / 2**20:,.0f} MB)"
            raise SourceError(self.name, problem, "give a PA-X table as CSV, or single pages")
        return self.stream.read()


def listed(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file once, with whether it was named itself; folders in sorted order, hidden ones not.

    A folder inside that cannot be looked into comes as if it were a file, so that it is reported.
    Raises ``SourceError`` for a path that does not exist.
    """
    for path in paths:
        if str(path) != STDIN and not path.exists():
            raise SourceError(str(path), "no such file or folder", "check the path")
    seen: set[Path] = set()
    for path in paths:
        inside = path.is_dir() and str(path) != STDIN
        for file in _walk(path) if inside else (path,):
            real = file.absolute()
            if real not in seen:
                seen.add(real)
                yield file, not inside


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for here, folders, files in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename))):
        yield from closed
        closed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and (Path(here) / name).is_file():
                yield Path(here) / name
    yield from closed


def open_file(path: Path, named: bool) -> Found:
    """Open a file and take its fingerprint; a pipe is copied to a temporary file first."""
    try:
        if str(path) == STDIN:
            return _fingerprint("stdin", named, _spooled(sys.stdin.buffer, "stdin"))
        name = printable(path.name)
        if stat.S_ISREG(path.stat().st_mode):
            state = _state(path)
            found = _fingerprint(name, named, path.open("rb"))
            found.path, found.state = path, state
            return found
        with path.open("rb") as pipe:
            return _fingerprint(name, named, _spooled(pipe, name))
    except OSError as error:
        if isinstance(error, SourceError):
            raise
        problem = f"cannot be read ({error.strerror or error})"
        raise SourceError(str(path), problem, "check its rights") from None


def _state(path: Path) -> State:
    """Which file it is, its size, and times of change: those of its content and (not on Windows) any."""
    about = path.stat()
    changed = 0 if os.name == "nt" else about.st_ctime_ns
    return about.st_ino, about.st_size, about.st_mtime_ns, changed


def _spooled(pipe: IO[bytes], name: str) -> BinaryIO:
    import tempfile

    copy = tempfile.SpooledTemporaryFile(max_size=2**26)  # noqa: SIM115 - its reader closes it
    while block := pipe.read(2**20):
        copy.write(block)
        if copy.tell() > LARGEST:
            raise _too_large(name)
    copy.seek(0)
    return cast("BinaryIO", copy)


def _fingerprint(name: str, named: bool, stream: BinaryIO) -> Found:
    digest, size = hashlib.sha256(), 0
    while block := stream.read(2**20):
        digest.update(block)
        size += len(block)
        if size > LARGEST:
            raise _too_large(name)
    stream.seek(0)
    return Found(name, named, stream, digest.hexdigest(), size)


def _too_large(name: str) -> SourceError:
    return SourceError(name, f"larger than {LARGEST / 2**30:.0f} GB", "split it")
