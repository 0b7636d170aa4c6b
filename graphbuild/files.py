"""Writing files so that a target is never left half-written: beside it first, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from graphbuild.errors import OutputError
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
def replacing(*paths: Path) -> Iterator[list[BinaryIO]]:
    """Open files that take their targets' places only when all of them are complete.

    After an error or an interruption the targets are as they were; a link keeps pointing to its
    file, and a pipe or device is written to as it is, never replaced. Raises
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
                target.parent.mkdir(parents=True, exist_ok=True)
                draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
                stack.callback(_discard, draft)
                handles.append(stack.enter_context(draft.open("wb")))
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


def _discard(draft: Path) -> None:
    with suppress(FileNotFoundError):
        draft.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a whole UTF-8 text with line feeds alone, or leave what was there."""
    with replacing(path) as (handle,):
        handle.write(text.encode("utf-8"))
