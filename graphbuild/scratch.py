"""What we keep beside a user's files and may throw away: in a folder of our own, and only with our mark.

The folder is ``.graphbuild-cache``. Each thing in it is a folder with a mark; one on which somebody works
is locked as long as that process lives, so what a killed process left is known and removed by the next.
Nothing without the mark is ever deleted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

FOLDER = ".graphbuild-cache"
MARK, MARKED = "graphbuild.mark", b"made by graphbuild; may be deleted at any time\n"
_LOCK = "graphbuild.lock"
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# graphbuild keeps here what it can make again. The folder may be deleted at any time.\n"
    "# For information about cache directory tags see https://bford.info/cachedir/\n"
)


def scratch_folder(beside: Path) -> Path:
    """Our folder within another, made where it is not there; backups and git pass it by.

    :raises OSError: where it cannot be made.
    """
    root = beside / FOLDER
    root.mkdir(parents=True, exist_ok=True)
    for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
        if not (root / name).exists():
            (root / name).write_text(text, encoding="utf-8", newline="\n")
    return root


def is_ours(path: Path) -> bool:
    """Whether this is a folder (no link to one) with our mark."""
    try:
        return not path.is_symlink() and (path / MARK).read_bytes() == MARKED
    except OSError:
        return False


def remove(path: Path) -> None:
    """Remove a folder of ours, the mark last; anything else stays. What resists is left for later."""
    if is_ours(path):
        for item in path.iterdir():
            if item.name == MARK:
                continue
            if item.is_dir() and not item.is_symlink():
                import shutil  # with four compressors, and rarely needed

                shutil.rmtree(item, ignore_errors=True)
            else:
                with suppress(OSError):
                    item.unlink()
        with suppress(OSError):
            if [item.name for item in path.iterdir()] == [MARK]:
                (path / MARK).unlink()
    with suppress(OSError):
        path.rmdir()  # takes an empty folder only


class Working:
    """A folder of ours that is being worked in; :meth:`release` before it gets another name."""

    def __init__(self, path: Path, mode: int) -> None:
        self.path = path
        path.mkdir(mode)
        # The mark comes last: with it and no lock held yet, another process would take this for abandoned.
        self._held: IO[bytes] | None = (path / _LOCK).open("wb")
        try_lock(self._held)
        (path / MARK).write_bytes(MARKED)

    def release(self) -> None:
        """Give up the lock: systems there are that rename no folder with an open file in it."""
        if self._held is not None:
            self._held.close()
            self._held = None
            with suppress(OSError):
                (self.path / _LOCK).unlink()


@contextmanager
def working_folder(
    root: Path, kind: str, kept: Callable[[Path], bool] = lambda _: False, *, mode: int = 0o777
) -> Iterator[Working]:
    """A new folder ``KIND-…`` in ours, locked while it is worked in and removed at the end if still there.

    What dead processes left of this kind is removed first. A folder that ``kept`` names stays, as it
    is needed to go on with what was begun.

    :raises OSError: where none can be made.
    """
    sweep(root, kind, kept)
    path = root / f"{kind}-{os.urandom(6).hex()}"
    working: Working | None = None
    try:
        working = Working(path, mode)
        yield working
    finally:
        if working is not None:
            working.release()
        if not kept(path):
            remove(path)


def sweep(root: Path, kind: str, kept: Callable[[Path], bool] = lambda _: False) -> None:
    """Remove the working folders of this kind that nobody works in any more."""
    for path in sorted(root.glob(f"{kind}-*")):
        if not kept(path) and is_abandoned(path):
            remove(path)


def is_abandoned(path: Path) -> bool:
    """Whether a working folder of ours is one whose process is gone."""
    if not is_ours(path):
        return False
    try:
        with (path / _LOCK).open("r+b") as file:
            return try_lock(file)
    except FileNotFoundError:
        # Given up this moment, or killed just then: an hour tells.
        return _age(path) > 3600
    except OSError:
        return False


def _age(path: Path) -> float:
    import time

    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        """Lock a file until it is closed, if nobody else has."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        """Lock a file until it is closed, if nobody else has."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def durable(folder: Path) -> None:
    """See that names given in a folder outlast a failure of power, where the system can do that."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
