"""Many files of a folder that change together: all old or all new, whatever happens in between.

What is written goes to a working folder of ours first. Once all of it is there, a list of what takes whose
place is written beside it, and that decides: from then on the files take their places, and if that is cut
off, the next command that opens the folder goes on with it. Before, it removes what was left.

The list of a folder's files with their checksums (``.graphbuild-cache/files.json``) takes its place last.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from threading import Event, Thread
from typing import IO, Any

from graphbuild.scratch import (
    FOLDER,
    durable,
    is_abandoned,
    is_ours,
    remove,
    scratch_folder,
    try_lock,
    working_folder,
)

KIND, DECISION, FILES = "writing", "decision.json", "files.json"
PATIENCE = 20.0
"""Seconds to wait for another build's files to take their places."""
SMALL = 1 << 25
"""Bytes of a file of which taking the checksum takes no time to speak of."""


class Sum(Thread):
    """The checksum of a file, taken beside the writing of it, which takes another core."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path, self._whole = path, Event()
        self._sum = hashlib.sha256()
        self.size = 0

    def run(self) -> None:
        """Read what there is, again and again, until all of it is."""
        with suppress(OSError), self._path.open("rb") as handle:
            whole = False
            while not whole:
                whole = self._whole.wait(0.02)
                while block := handle.read(1 << 20):
                    self._sum.update(block)
                    self.size += len(block)

    def end(self) -> None:
        """Read to the end of the file, which has all that is to be in it."""
        self._whole.set()
        self.join()

    @property
    def digest(self) -> str:
        """The checksum of the first ``size`` bytes."""
        return self._sum.hexdigest()


@dataclass(slots=True)
class Change:
    """Files on their way to a folder: ``drafts`` by the name that they will have in it."""

    folder: Path
    working: Path
    drafts: dict[str, Path] = field(default_factory=dict)
    sums: dict[str, Sum] = field(default_factory=dict)

    def draft(self, target: Path) -> Path | None:
        """Where to write a file of the folder; ``None`` for one that lies elsewhere."""
        if not target.is_relative_to(self.folder):
            return None
        name = target.relative_to(self.folder).as_posix()
        return self.drafts.setdefault(name, self.working / f"{len(self.drafts)}.part")

    def follow(self, draft: Path) -> Sum:
        """Take the checksum of a draft while it is written, from its beginning to its end."""
        found = self.sums[draft.name] = Sum(draft)
        found.start()
        return found

    def about(self, draft: Path) -> list[Any]:
        """Size and checksum of a draft that is whole."""
        size, followed = draft.stat().st_size, self.sums.get(draft.name)
        known = followed is not None and followed.size == size
        return [size, followed.digest if followed is not None and known else checksum(draft)]


_current: ContextVar[Change | None] = ContextVar("change", default=None)


def current() -> Change | None:
    """The change that is being made, if any."""
    return _current.get()


@contextmanager
def changing(folder: Path, own: tuple[str, ...] = ()) -> Iterator[None]:
    """Files that are written below the folder take their places together, at the end.

    Those that an earlier change wrote, this one does not, and nobody has touched are removed. ``own``
    are names that belong to the user once they are written: they are not listed.

    :raises OSError: where the folder cannot be written to; an interruption that comes too late to
        leave all as it was has a note that says so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    root = scratch_folder(folder)
    settle(folder)
    with working_folder(root, KIND, kept=is_decided) as working:
        change = Change(folder, working.path)
        token = _current.set(change)
        try:
            yield
        finally:
            _current.reset(token)
        with _only_one(root):
            _settle(folder, alone=True)
            try:
                _decide(change, own)
                _carry_out(folder, working.path)
            except KeyboardInterrupt as stop:
                if is_decided(working.path):
                    _carry_out(folder, working.path)
                    stop.add_note("it came when the new files were taking their places: all did")
                raise


def settle(folder: Path) -> None:
    """Go on with a change that was decided and cut off; remove what others left before that.

    :raises OSError: where it cannot be gone on with, so that old and new files lie side by side.
    """
    if any((folder / FOLDER).glob(f"{KIND}-*")):
        with _only_one(folder / FOLDER) as alone:
            _settle(folder.resolve(), alone=alone)


def _settle(folder: Path, *, alone: bool) -> None:
    """The same for one who holds the lock: whose change is decided and not carried out, is gone."""
    for working in sorted((folder / FOLDER).glob(f"{KIND}-*")):
        if is_ours(working) and is_decided(working):
            if not alone:
                reason = "old and new files of a build that was cut off lie side by side"
                raise OSError(errno.EACCES, reason, str(folder))
            _carry_out(folder, working)
            remove(working)
        elif is_abandoned(working):
            remove(working)


def listed(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and checksum of the files that the last change wrote, by name; empty where none is known."""
    try:
        found = json.loads((folder / FOLDER / FILES).read_bytes())["files"]
        return {str(name): (int(size), str(sum_)) for name, (size, sum_) in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def strangers(folder: Path, names: Iterable[str]) -> list[str]:
    """Which of these files are not what the last change wrote, though it lists them.

    Another size tells; the checksum is taken of what is small and was written after the list.
    """
    last, found = listed(folder), []
    for name in names:
        size, sum_ = last.get(name, (-1, ""))
        with suppress(OSError):
            about, noted = (folder / name).stat(), (folder / FOLDER / FILES).stat()
            doubtful = about.st_mtime_ns > noted.st_mtime_ns and size <= SMALL
            if about.st_size != size or (doubtful and checksum(folder / name) != sum_):
                found.append(name)
    return found


def is_decided(working: Path) -> bool:
    """Whether the files of a working folder are to take their places."""
    return (working / DECISION).is_file()


def _decide(change: Change, own: tuple[str, ...]) -> None:
    """Write down what takes whose place; the files themselves are on the disk by then."""
    new = {
        name: change.about(draft)
        for name, draft in sorted(change.drafts.items())
        if name not in own
    }
    gone = [
        name
        for name, (size, sum_) in listed(change.folder).items()
        if name not in change.drafts
        and _is_inside(change.folder, name)
        and _is_still(change.folder / name, size, sum_)
    ]
    decision = {
        "moves": {name: draft.name for name, draft in change.drafts.items()},
        "gone": sorted(gone),
    }
    _write(change.working / FILES, {"files": new})
    durable(change.working)
    _write(change.working / f"{DECISION}.part", decision)
    (change.working / f"{DECISION}.part").replace(change.working / DECISION)
    durable(change.working)


def _carry_out(folder: Path, working: Path) -> None:
    """Let the files take their places; what was done before is passed over."""
    try:
        decision = json.loads((working / DECISION).read_bytes())
    except FileNotFoundError:
        return  # all of it was done
    for name, draft in decision["moves"].items():
        if _is_inside(folder, name) and PurePosixPath(draft).name == draft:
            _move(working / draft, folder / name)
    for name in decision["gone"]:
        if _is_inside(folder, name):
            with suppress(FileNotFoundError):
                (folder / name).unlink()
            with suppress(OSError):  # the first that something is left in
                for above in PurePosixPath(name).parents:
                    if above.name:
                        (folder / above).rmdir()
    durable(folder)
    _move(working / FILES, folder / FOLDER / FILES)
    (working / DECISION).unlink()


def _move(draft: Path, target: Path) -> None:
    if not draft.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(target)


def _is_inside(folder: Path, name: str) -> bool:
    """Whether a name in a list leads to a file of the folder: anybody may have written the list."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return plain and (folder / name).parent.resolve().is_relative_to(folder)


def _is_still(path: Path, size: int, sum_: str) -> bool:
    try:
        return path.is_file() and path.stat().st_size == size and checksum(path) == sum_
    except OSError:
        return False


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write(path: Path, data: dict[str, Any]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        json.dump(data, handle, indent=1, sort_keys=True)
        handle.flush()
        os.fsync(handle.fileno())


@contextmanager
def _only_one(root: Path) -> Iterator[bool]:
    """Wait for another whose files take their places, which takes no time; whether we are alone then."""
    try:
        lock: IO[bytes] = (root / "lock").open("ab")
    except OSError:  # a folder that is only read
        yield False
        return
    with lock:
        until = time.monotonic() + PATIENCE
        while not (alone := try_lock(lock)) and time.monotonic() < until:
            time.sleep(0.02)
        yield alone
