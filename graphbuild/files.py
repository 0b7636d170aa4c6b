"""Writing files so that a target is never left half-written: beside it first, then renamed."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from graphbuild.changes import changing, current
from graphbuild.errors import GraphbuildError, OutputError
from graphbuild.scratch import try_lock
from graphbuild.words import printable

_FULL = frozenset((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)))
"""The disk, the largest file allowed, or the user's share of the disk is used up."""


def _refusal(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    full = error.errno in _FULL
    remedy = "free some space and run again" if full else "choose another place with -o"
    return OutputError(f"{printable(str(path))}: cannot be written ({reason}); {remedy}")


def check_folder(folder: Path) -> None:
    """Raise :class:`OutputError` if the folder cannot be made or written to: before long work."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise _refusal(folder, OSError(errno.ENOTDIR, f"{place} is not a folder"))
    if not os.access(place, os.W_OK | os.X_OK):
        raise _refusal(folder, OSError(errno.EACCES, os.strerror(errno.EACCES)))


@contextmanager
def replacing(*paths: Path, in_order: bool = False) -> Iterator[list[BinaryIO]]:
    """Open files that take their targets' places only when all of them are complete.

    After an error or an interruption the targets are as they were; a link keeps pointing to its
    file, and a pipe or device is written to as it is, never replaced. Within
    :func:`~graphbuild.changes.changing` they take their places with all others of their folder; those
    that are written ``in_order`` have their checksums taken meanwhile. Raises
    :class:`~graphbuild.errors.OutputError` where one cannot be written.
    """
    at = paths[0]  # the file to name if something fails
    try:
        with ExitStack() as stack:
            drafts: list[tuple[Path, Path]] = []
            handles: list[BinaryIO] = []
            for at in paths:
                if at.exists() and not at.is_file():
                    handles.append(stack.enter_context(at.open("wb")))
                    continue
                target = at.resolve()
                change = current()
                later = change.draft(target) if change is not None else None
                if change is not None and later is not None:
                    handles.append(stack.enter_context(later.open("wb")))
                    if in_order:
                        stack.callback(change.follow(later).end)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                _sweep(target)
                draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
                stack.callback(_discard, draft)
                handles.append(stack.enter_context(draft.open("wb")))
                try_lock(handles[-1])
                drafts.append((draft, target))
            yield handles
            for handle, at in zip(handles, paths, strict=True):
                handle.flush()
                if at.is_file() or not at.exists():  # a pipe has nothing to synchronise
                    os.fsync(handle.fileno())
                handle.close()
            for draft, at in drafts:
                draft.replace(at)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise _refusal(at, error) from error


def _sweep(target: Path) -> None:
    """Remove what a killed process left beside a file; one that still writes holds a lock."""
    pattern = re.compile(re.escape(f".{target.name}.") + "[0-9a-f]{8}[.]part")
    with suppress(OSError):
        for path in target.parent.iterdir():
            if pattern.fullmatch(path.name) and not path.is_symlink():
                with suppress(OSError), path.open("r+b") as held:
                    if try_lock(held):
                        path.unlink()


def _discard(draft: Path) -> None:
    with suppress(FileNotFoundError):
        draft.unlink()


@contextmanager
def together(folder: Path, own: tuple[str, ...] = ()) -> Iterator[None]:
    """Files written below the folder change together, as :func:`graphbuild.changes.changing` has it.

    :raises OutputError: where one cannot be written; then all are as they were.
    """
    try:
        with changing(folder, own):
            yield
    except OSError as error:
        if isinstance(error, GraphbuildError):
            raise
        raise _refusal(Path(error.filename or folder), error) from error


def write_text(path: Path, text: str) -> None:
    """Write a whole UTF-8 text with line feeds alone, or leave what was there."""
    with replacing(path) as (handle,):
        handle.write(text.encode("utf-8"))
