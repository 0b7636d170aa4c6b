"""The files of a folder change together, whatever happens in between."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild import changes
from graphbuild.errors import OutputError
from graphbuild.files import replacing, together, write_text
from graphbuild.scratch import FOLDER, MARK

NAMES = ("a.txt", "b.txt", "sub/c.txt")


def _write(folder: Path, text: str, names: tuple[str, ...] = NAMES) -> None:
    with together(folder, own=("names.csv",)):
        for name in names:
            write_text(folder / name, text)


def _read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


def _left(folder: Path) -> list[str]:
    return [path.name for path in (folder / FOLDER).glob(f"{changes.KIND}-*")]


def test_files_take_their_places_at_the_end(tmp_path: Path) -> None:
    _write(tmp_path, "old")
    with together(tmp_path):
        write_text(tmp_path / "a.txt", "new")
        write_text(tmp_path / "b.txt", "new")
        assert set(_read(tmp_path).values()) == {"old"}
    assert _read(tmp_path) == {"a.txt": "new", "b.txt": "new"}  # c.txt was of the change before
    assert not (tmp_path / "sub").exists()
    assert _left(tmp_path) == []


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, OSError(errno.ENOSPC, "full")])
def test_an_error_leaves_all_as_it_was(tmp_path: Path, stop: type[BaseException]) -> None:
    _write(tmp_path, "old")
    with pytest.raises((ValueError, KeyboardInterrupt, OutputError)), together(tmp_path):
        write_text(tmp_path / "a.txt", "new")
        raise stop
    assert _read(tmp_path) == dict.fromkeys(NAMES, "old")
    assert _left(tmp_path) == []


KILLED = """
import os, sys
from pathlib import Path
from graphbuild import changes
from graphbuild.files import together, write_text
folder, moment = Path(sys.argv[1]), int(sys.argv[2])
count = 0
def at(function):
    def counted(*args, **kwargs):
        global count
        count += 1
        if count > moment:
            os._exit(9)
        return function(*args, **kwargs)
    return counted
for name in ("_decide", "_move", "_write", "durable", "_carry_out", "remove"):
    if hasattr(changes, name):
        setattr(changes, name, at(getattr(changes, name)))
with together(folder):
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        write_text(folder / name, "new")
"""


def test_killed_at_any_moment_it_is_all_old_or_all_new(tmp_path: Path) -> None:
    seen = set()
    for moment in range(30):
        folder = tmp_path / str(moment)
        folder.mkdir()
        _write(folder, "old")
        (folder / "mine.txt").write_text("mine", "utf-8")
        run = [sys.executable, "-c", KILLED, str(folder), str(moment)]
        done = subprocess.run(run, check=False).returncode
        changes.settle(folder)
        found = _read(folder)
        assert found.pop("mine.txt") == "mine"
        assert set(found) == set(NAMES)
        assert len(set(found.values())) == 1, (moment, found)
        assert _left(folder) == []
        for name, (size, sum_) in changes.listed(folder).items():
            path = folder / name
            assert (path.stat().st_size, changes.checksum(path)) == (size, sum_)
        seen |= set(found.values())
        if done == 0:
            break
    assert seen == {"old", "new"}


def test_what_is_not_ours_is_never_removed(tmp_path: Path) -> None:
    _write(tmp_path, "old", (*NAMES, "names.csv"))
    (tmp_path / "b.txt").write_text("by hand", "utf-8")
    (tmp_path / "graph.ttl").write_text("by hand", "utf-8")
    _write(tmp_path, "new", ("a.txt",))
    assert _read(tmp_path) == {
        "a.txt": "new",
        "b.txt": "by hand",
        "graph.ttl": "by hand",
        "names.csv": "old",
    }


def test_a_list_that_leads_elsewhere_moves_nothing(tmp_path: Path) -> None:
    """Whoever sends a folder may have written anything into it."""
    folder = tmp_path / "sent"
    working = folder / FOLDER / "writing-0123456789ab"
    working.mkdir(parents=True)
    (working / MARK).write_bytes(b"made by graphbuild; may be deleted at any time\n")
    (working / "0.part").write_text("evil", "utf-8")
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    (folder / "link").symlink_to(tmp_path)
    for name in ("../mine.txt", str(tmp_path / "mine.txt"), "link/mine.txt", "..\\mine.txt"):
        decision = {"moves": {name: "0.part"}, "gone": [name]}
        (working / changes.DECISION).write_text(json.dumps(decision), "utf-8")
        changes.settle(folder)
        assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
        working.mkdir(exist_ok=True)
        (working / MARK).write_bytes(b"made by graphbuild; may be deleted at any time\n")
        (working / "0.part").write_text("evil", "utf-8")


def test_two_at_once_end_with_one_whole_result(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graphbuild.files import together, write_text\n"
        "for _ in range(10):\n"
        "    with together(Path(sys.argv[1])):\n"
        "        for name in ('a.txt', 'b.txt', 'c.txt'):\n"
        "            write_text(Path(sys.argv[1]) / name, sys.argv[2])\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), text])
        for text in ("one", "two")
    ]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert len(set(_read(tmp_path).values())) == 1
    assert _left(tmp_path) == []


def test_what_a_killed_process_left_beside_a_file_goes_with_the_next(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from graphbuild.files import replacing\n"
        "with replacing(Path(sys.argv[1])) as (out,):\n    out.write(b'x'); os._exit(9)"
    )
    target = tmp_path / "out.csv"
    subprocess.run([sys.executable, "-c", code, str(target)], check=False)
    (tmp_path / ".out.csv.mine.part").write_text("mine", "utf-8")
    assert len(list(tmp_path.glob(".out.csv.*"))) == 2
    with replacing(target) as (out,):
        out.write(b"whole")
        write_text(tmp_path / "other.csv", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".out.csv.mine.part",
        "other.csv",
        "out.csv",
    ]


@pytest.mark.parametrize("in_order", [True, False])
def test_the_list_has_the_checksums_of_what_was_written(tmp_path: Path, in_order: bool) -> None:
    """Also of one that is read while it is written, and of one that was gone back over."""
    with together(tmp_path), replacing(tmp_path / "a", tmp_path / "b", in_order=in_order) as files:
        for number in range(300):
            for file in files:
                file.write(bytes([number % 256]) * 9000)
        if not in_order:
            files[1].seek(0)
            files[1].write(b"other")
    listed = changes.listed(tmp_path)
    assert set(listed) == {"a", "b"}
    for name, (size, sum_) in listed.items():
        assert (size, sum_) == ((tmp_path / name).stat().st_size, changes.checksum(tmp_path / name))
