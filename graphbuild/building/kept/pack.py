"""Where results are kept between builds: one folder of ours, read by one build and written by the next.

It holds ``data`` (the results one after the other, in blocks) and ``list.json`` (where each lies, with the
checksum of each block). It is never written to again: a build writes another with what it used, and
removes those before. Whatever is not as listed is worked out anew, and so is everything where nothing can
be written.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TypeVar

from graphbuild.building.kept.digests import Digests
from graphbuild.building.kept.state import state
from graphbuild.scratch import FOLDER, is_ours, remove, scratch_folder, working_folder

T = TypeVar("T")
Place = tuple[int, int, str]
"""Where a block begins, how long it is, and its checksum."""

KIND, MAKING = "results", "keeping"
DATA, LIST = "data", "list.json"
FORM = 1
"""Grows when the files change their form."""
BLOCK = 1 << 20
"""From so many bytes on a block is full; one line is never divided."""
LONGEST_BLOCK, LONGEST_LIST = 1 << 28, 1 << 28


class DamagedError(ValueError):
    """What was kept is not what was written."""


class Kept:
    """Results by key: those of an earlier build, and those that this one adds or uses."""

    def __init__(self, earlier: Earlier | None = None, *, writes: bool = False) -> None:
        self._earlier = earlier
        self._new = _Pack() if writes else None
        self.digests = Digests()
        self.used = self.made = 0
        """How many results were taken from what was kept, and how many worked out."""

    def key(self, kind: str, *parts: object) -> str:
        """The key of a result: of all that it follows from, graphbuild itself included.

        Parts are texts, numbers, records, and tuples and lists of such. Empty where nothing is kept, and
        for what has no digest.
        """
        return self.digests.of([kind, state(), *parts]) if self.writes else ""

    def recall(
        self,
        key: str,
        make: Callable[[], T],
        write: Callable[[T], Iterable[bytes]],
        read: Callable[[Iterator[bytes]], T],
    ) -> T:
        """The result of a key: read from what was kept, else made, and kept.

        ``write`` gives lines without a line break; ``read`` gets them, and raises ``ValueError``,
        ``TypeError`` or another error of looking up for what it cannot take.
        """
        found = self.find(key, read, carry=True)
        if found is not None:
            self.used += 1
            return found
        self.made += 1
        made = make()
        self.keep(key, write(made))
        return made

    def find(
        self, key: str, read: Callable[[Iterator[bytes]], T], *, carry: bool = False
    ) -> T | None:
        """What was kept under a key; ``carry`` keeps it for the next build as it is."""
        if not key or self._earlier is None or (places := self._earlier.places(key)) is None:
            return None
        try:
            found = read(self._earlier.lines(places))
            if carry:
                self._carry_over(key, places)
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError, OSError):
            return None
        return found

    def keep(self, key: str, lines: Iterable[bytes]) -> None:
        """Keep a result for the next build."""
        if key and self._new is not None:
            try:
                self._new.add(key, lines)
            except (TypeError, ValueError, RecursionError):
                pass  # a value of another package that cannot be written
            except OSError:
                self._new = None

    @property
    def writes(self) -> bool:
        """Whether anything is kept."""
        return self._new is not None

    def _carry_over(self, key: str, places: Sequence[Place]) -> None:
        if self._new is not None and self._earlier is not None:
            try:
                self._new.add_blocks(key, self._earlier.blocks(places))
            except OSError as error:
                if isinstance(error, _ReadError):
                    raise
                self._new = None

    def write_to(self, folder: Path) -> None:
        """Keep for the next build of a folder what this one used, and nothing else.

        Where it cannot be written the next build works it out again.
        """
        if self._new is None:
            return
        root = folder / FOLDER
        unchanged = self._earlier is not None and self._new.is_as(self._earlier)
        if self._earlier is not None:
            self._earlier.close()
        if unchanged:
            return
        with suppress(OSError):
            scratch_folder(folder)
            before = _folders(root)
            with working_folder(root, MAKING) as working:
                self._new.write(working.path)
                working.release()
                working.path.rename(root / f"{KIND}-{secrets.token_hex(6)}")
            for path in before:
                remove(path)

    def close(self) -> None:
        """Give up all files."""
        if self._earlier is not None:
            self._earlier.close()
        if self._new is not None:
            self._new.data.close()


NOTHING_KEPT = Kept()
"""Nothing is kept and nothing found: everything is worked out."""


@contextmanager
def keeping(folder: Path | None, *, wanted: bool = True) -> Iterator[Kept]:
    """What is kept for a build's folder; nothing where there is no folder, or none is ``wanted``."""
    if folder is None or not wanted:
        yield NOTHING_KEPT
        return
    try:
        kept = Kept(_newest(folder / FOLDER), writes=True)
    except OSError:  # no room for temporary files
        kept = NOTHING_KEPT
    try:
        yield kept
    finally:
        kept.close()


def _folders(root: Path) -> list[Path]:
    return [path for path in sorted(root.glob(f"{KIND}-*")) if is_ours(path)]


def _newest(root: Path) -> Earlier | None:
    """The results of the last build that can be read."""

    def age(path: Path) -> int:
        try:
            return path.stat().st_mtime_ns
        except OSError:
            return 0

    for path in sorted(_folders(root), key=age, reverse=True):
        with suppress(OSError, LookupError, ValueError, TypeError, RecursionError):
            return Earlier(path)
    return None


class _ReadError(OSError):
    """What was kept cannot be read, which is not that nothing can be written."""


class Earlier:
    """The results that an earlier build left.

    :raises ValueError: for a list that is not as it was written, and other errors of looking up.
    """

    def __init__(self, folder: Path) -> None:
        if (folder / LIST).stat().st_size > LONGEST_LIST:
            raise DamagedError("the list is too long")
        listed = json.loads((folder / LIST).read_bytes())
        if listed.pop("checksum") != _checksum(listed) or listed["form"] != FORM:
            raise DamagedError("the list is not as it was written")
        self._listed: dict[str, list[list[Any]]] = listed["results"]
        self._data: IO[bytes] = (folder / DATA).open("rb")
        self._size = os.fstat(self._data.fileno()).st_size

    def keys(self) -> set[str]:
        """The keys of all results."""
        return set(self._listed)

    def places(self, key: str) -> list[Place] | None:
        """Where the blocks of a result lie."""
        found = self._listed.get(key)
        if found is None:
            return None
        return [(int(start), int(length), str(sum_)) for start, length, sum_ in found]

    def blocks(self, places: Iterable[Place]) -> Iterator[bytes]:
        """The blocks of a result, each as it was written.

        :raises DamagedError: for one that is not.
        """
        for start, length, sum_ in places:
            if not 0 <= start <= start + length <= self._size or length > LONGEST_BLOCK:
                raise DamagedError("a result lies beyond the end")
            try:
                self._data.seek(start)
                block = self._data.read(length)
            except OSError as error:
                raise _ReadError(*error.args) from error
            if _digest(block) != sum_:
                raise DamagedError("a result is not as it was written")
            yield block

    def lines(self, places: Iterable[Place]) -> Iterator[bytes]:
        """The lines of a result, of which one block is in memory at a time."""
        for block in self.blocks(places):
            yield from block.splitlines()

    def close(self) -> None:
        """Give up the file: systems there are that remove no folder with an open file in it."""
        self._data.close()


class _Pack:
    """Results on their way to the disk, in a file without a name that goes with its process."""

    def __init__(self) -> None:
        self.data: IO[bytes] = tempfile.TemporaryFile(prefix="graphbuild-")  # noqa: SIM115
        self._end = 0
        self._places: dict[str, list[Place]] = {}

    def is_as(self, earlier: Earlier) -> bool:
        """Whether all results are those of an earlier build, and no more."""
        if earlier.keys() != set(self._places):
            return False
        return all(
            [sum_ for _, _, sum_ in own] == [sum_ for _, _, sum_ in earlier.places(key) or ()]
            for key, own in self._places.items()
        )

    def add(self, key: str, lines: Iterable[bytes]) -> None:
        """Add a result, a block at a time."""
        self.add_blocks(key, _in_blocks(lines))

    def add_blocks(self, key: str, blocks: Iterable[bytes]) -> None:
        """Add a result whole, or nothing of it."""
        places: list[Place] = []
        begin = self.data.seek(self._end)
        for block in blocks:
            self.data.write(block)
            places.append((begin, len(block), _digest(block)))
            begin += len(block)
        self._end, self._places[key] = begin, places

    def write(self, folder: Path) -> None:
        """Write the data, then the list."""
        self.data.seek(0)
        self.data.truncate(self._end)
        with (folder / DATA).open("wb") as handle:
            shutil.copyfileobj(self.data, handle, BLOCK)
        listed: dict[str, Any] = {"form": FORM, "results": self._places}
        whole = {"checksum": _checksum(listed), **listed}
        with (folder / LIST).open("w", encoding="utf-8", newline="\n") as handle:
            json.dump(whole, handle, separators=(",", ":"))


def _in_blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line + b"\n")
        size += len(line)
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _digest(block: bytes) -> str:
    return hashlib.sha256(block).hexdigest()


def _checksum(listed: dict[str, Any]) -> str:
    text = json.dumps(listed, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
