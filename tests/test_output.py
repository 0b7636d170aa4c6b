"""Targets are whole or untouched, and only files are ever replaced."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from graphbuild.errors import OutputError
from graphbuild.files import replacing

posix = pytest.mark.skipif(os.name == "nt", reason="needs links and named pipes")


def test_a_target_is_whole_or_untouched(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.txt"
    with replacing(target) as (handle,):
        handle.write(b"one")
    with pytest.raises(ZeroDivisionError), replacing(target) as (handle,):
        handle.write(b"two")
        raise ZeroDivisionError
    assert target.read_bytes() == b"one"
    assert list(target.parent.iterdir()) == [target]


@posix
def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "a.txt")
    with replacing(link) as (handle,):
        handle.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"


@posix
def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with replacing(pipe, tmp_path / "a.txt") as (first, second):
        first.write(b"through")
        second.write(b"beside")
    reader.join()
    assert got == [b"through"]
    assert pipe.is_fifo()
    assert (tmp_path / "a.txt").read_bytes() == b"beside"


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"), replacing(tmp_path):
        pass
