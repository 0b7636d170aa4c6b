"""A build in part gives the bytes of a whole one, whatever changed, and whatever became of what was kept."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild import records
from graphbuild.building.build import Settings, build
from graphbuild.building.kept import codec, pack, state
from graphbuild.building.kept.pack import Kept, keeping
from graphbuild.building.kept.pieces import Pieces
from graphbuild.records import (
    Agreement,
    Conflict,
    ConflictSide,
    OpenName,
    Participation,
    UcdpAgreement,
)
from graphbuild.report import Report
from graphbuild.resources import folder
from graphbuild.scratch import FOLDER, MARK, MARKED
from graphbuild.sources import iter_sources
from tests.building.world import World, contents


class Counted:
    """What builds took from what was kept, and what they worked out, by kind."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[str] = []
        self.used: list[str] = []
        recall = Kept.recall

        def counted(kept: Kept, key: str, make: Any, write: Any, read: Any) -> Any:
            before = kept.used
            found = recall(kept, key, make, write, read)
            kind = getattr(write, "func", write).__module__.rpartition(".")[2]
            (self.used if kept.used > before else self.made).append(kind)
            return found

        self.stated: list[str] = []
        copy = Pieces.copy

        def stated(pieces: Pieces, key: str, names: Any) -> Any:
            found = copy(pieces, key, names)
            if found is None:
                self.stated.append(key)
            return found

        monkeypatch.setattr(Kept, "recall", counted)
        monkeypatch.setattr(Pieces, "copy", stated)

    def clear(self) -> None:
        self.made.clear()
        self.used.clear()
        self.stated.clear()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


@pytest.fixture
def world(tmp_path: Path) -> World:
    (tmp_path / "sources").mkdir()
    return World(tmp_path / "sources", random.Random(7))


def test_what_has_not_changed_is_not_worked_out_again(
    world: World, tmp_path: Path, counted: Counted
) -> None:
    out = tmp_path / "out"
    first = world.build(out)
    assert not counted.used
    held = _kept(out)
    counted.clear()
    assert world.build(out) == first
    assert not counted.made and not counted.stated
    assert _kept(out) == held  # and nothing is written anew
    counted.clear()
    world.judged["Council of the Marsh", "1"] = ["Council of the Marsh", "1", "ignore", "", ""]
    world.build(out)
    assert counted.made == ["links"]  # of one process
    assert len(counted.stated) <= 2 * 2 + 2  # its two agreements and the persons, in two graphs
    counted.clear()
    world.tables["pax_v9.csv"][3][-2] = "3"  # a code, of which the texts say nothing
    world.build(out)
    assert sorted(counted.made) == ["links", "mentions", "sources"]
    counted.clear()
    world.build(out, cache=False)
    assert not counted.used


@pytest.mark.parametrize("seed", range(3))
def test_any_change_gives_the_bytes_of_a_whole_build(tmp_path: Path, seed: int) -> None:
    (tmp_path / "sources").mkdir()
    world = World(tmp_path / "sources", random.Random(seed))
    told = []
    for _ in range(7):
        told.append(world.change())
        in_part = world.build(tmp_path / "part")
        shutil.rmtree(tmp_path / "whole", ignore_errors=True)
        whole = world.build(tmp_path / "whole", cache=False)
        assert in_part == whole, told
    assert len(list((tmp_path / "part" / FOLDER).glob("results-*"))) == 1


def test_another_hash_seed_finds_the_same_results(tmp_path: Path) -> None:
    out, seen = tmp_path / "out", []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "graphbuild", "build", "--sample", "-o", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, env=environment, check=True, capture_output=True)
        seen.append((contents(out), _kept(out)))
    assert seen[0] == seen[1]  # the second wrote no results, as it used all and made none


def _kept(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted((out / FOLDER).glob("results-*/*"))
    }


def test_damaged_results_are_made_anew(world: World, tmp_path: Path, counted: Counted) -> None:
    """Each of 200 damaged results is noticed, or was not needed."""
    out = tmp_path / "out"
    world.build(out)
    (place,) = (out / FOLDER).glob("results-*")
    right = {key: list(_earlier(place).lines(found)) for key, found in _places(place).items()}
    make = random.Random(1)
    unread = 0
    for _ in range(200):
        damaged = tmp_path / "damaged"
        shutil.rmtree(damaged, ignore_errors=True)
        shutil.copytree(place, damaged)
        _damage(make, damaged / make.choice([pack.DATA, pack.DATA, pack.LIST]))
        try:
            earlier = _earlier(damaged)
        except (OSError, LookupError, ValueError, TypeError):
            unread += 1
            continue
        for key, lines in right.items():
            try:
                assert list(earlier.lines(earlier.places(key) or [])) == lines
            except (OSError, LookupError, ValueError, TypeError):
                unread += 1
        earlier.close()
    assert unread >= 200


def _places(place: Path) -> dict[str, Any]:
    earlier = _earlier(place)
    return {key: earlier.places(key) for key in sorted(earlier.keys())}


def _earlier(place: Path) -> pack.Earlier:
    return pack.Earlier(place)


def _damage(make: random.Random, file: Path) -> None:
    data = bytearray(file.read_bytes())
    if make.random() < 0.3:
        del data[make.randrange(len(data)) :]
    else:
        for _ in range(make.choice([1, 1, 5])):
            data[make.randrange(len(data))] ^= 1 << make.randrange(8)
    file.write_bytes(data)


@pytest.mark.parametrize("name", [pack.DATA, pack.LIST, MARK])
@pytest.mark.parametrize("harm", ["emptied", "lost", "folder", "other"])
def test_a_build_over_damaged_results_is_right(
    world: World, tmp_path: Path, name: str, harm: str
) -> None:
    out = tmp_path / "out"
    first = world.build(out)
    (place,) = (out / FOLDER).glob("results-*")
    file = place / name
    held = file.read_bytes()
    file.unlink()
    if harm == "emptied":
        file.write_bytes(b"")
    elif harm == "folder":
        file.mkdir()
    elif harm == "other":
        file.write_bytes(held[::-1])
    assert world.build(out) == first
    assert world.build(out) == first


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl"])
def test_pieces_are_copied_from_whole_files_only(world: World, tmp_path: Path, name: str) -> None:
    """Whoever changed a file of the last build, nothing of that comes into the next one."""
    out = tmp_path / "out"
    first = world.build(out)
    file, make = out / name, random.Random(1)
    for _ in range(12):
        _damage(make, file)
        assert world.build(out) == first
    file.write_bytes(first[name][::-1])
    assert world.build(out) == first
    file.unlink()
    assert world.build(out) == first


def test_results_that_cannot_be_read_as_records_are_made_anew(tmp_path: Path) -> None:
    """Anybody may write a list with right checksums; nothing in it is run."""
    read = codec.reader(tuple[str, list[records.Mention]])
    for lines in ([b"nonsense"], [b"[1]"], [b"[" * 100_000], [b'["a",2,3]', b"more"]):
        with keeping(tmp_path) as kept:
            key = kept.key("mentions", 1)
            kept.recall(key, list[str], partial(_these, lines), list)
            kept.write_to(tmp_path)
        with keeping(tmp_path) as kept:
            found = kept.recall(key, list[str], list, lambda own: [*map(read, own)])
            assert found == [] and kept.made == 1
        shutil.rmtree(tmp_path / FOLDER)


def _these(lines: list[bytes], _: object) -> list[bytes]:
    return lines


def test_a_full_disk_stops_no_build(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = world.build(tmp_path / "first")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for where, name in (
        (pack.tempfile, "TemporaryFile"),
        (pack._Pack, "add_blocks"),
        (pack._Pack, "write"),
        (pack, "working_folder"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, full)
            assert world.build(tmp_path / name) == first
        assert not list((tmp_path / name / FOLDER).glob("results-*"))
        assert not list((tmp_path / name / FOLDER).glob("keeping-*"))


def test_what_is_not_ours_stays_and_older_results_go(world: World, tmp_path: Path) -> None:
    out = tmp_path / "out"
    world.build(out)
    strangers = out / FOLDER / "results-of-mine"
    strangers.mkdir()
    (strangers / "a.txt").write_text("mine", encoding="utf-8")
    older = out / FOLDER / "results-000000000000"
    older.mkdir()
    (older / MARK).write_bytes(MARKED)
    world.tables["pax_v9.csv"][2] = world.row(2)
    world.build(out)
    assert (strangers / "a.txt").read_text(encoding="utf-8") == "mine"
    assert not older.exists()
    assert len(list((out / FOLDER).glob("results-*"))) == 2


def test_every_file_that_a_build_runs_or_reads_counts(tmp_path: Path) -> None:
    """Changed code, tables or terms leave nothing old."""
    names = ["actors/rules.py", "actors/data/phrases.csv", "pax.ttl"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n", encoding="utf-8")
    files = [(name, tmp_path / name) for name in names]
    digests = {state.digest_of(files), state.digest_of(files, ["another Python"])}
    for name in names:
        (tmp_path / name).write_text("x = 2\n", encoding="utf-8")
        digests.add(state.digest_of(files))
    digests.add(state.digest_of(files[1:]))
    assert len(digests) == 6


def test_the_digest_is_of_all_rooms_of_a_build() -> None:
    house = Path(state.__file__).parents[2]
    named = {name for name, _ in state.files()}
    for room in ("actors", "mentions", "graph", "formats", "building", "sources", "ontology"):
        own = {path.relative_to(house).as_posix() for path in (house / room).rglob("*.py")}
        assert {f"{house.name}/{name}" for name in own} <= named
    assert "graphbuild/actors/data/phrases.csv" in named and "graphbuild/words.py" in named
    assert {"ontology/pax.ttl", "ontology/codebook/columns.csv"} <= named


def _own_records() -> Iterator[Any]:
    for file in iter_sources([folder("samples")], Report()):
        for name in (
            "agreements",
            "actors",
            "listings",
            "conflicts",
            "ucdp_agreements",
            "findings",
        ):
            yield from getattr(file, name)


def test_records_come_back_as_they_were() -> None:
    seen = set()
    for record in _own_records():
        kind = type(record)
        seen.add(kind.__name__)
        assert codec.reader(kind)(codec.line(record)) == record
    assert {"Agreement", "Actor", "Listing", "Conflict"} <= seen


TEXTS = st.text(st.characters(exclude_categories=()), max_size=5)  # lone surrogates among them
RECORDS = st.one_of(
    st.builds(Agreement, more=st.dictionaries(TEXTS, TEXTS), parties=TEXTS),
    *(st.from_type(k) for k in (Conflict, ConflictSide, OpenName, Participation, UcdpAgreement)),
)


@settings(max_examples=60, deadline=None)
@given(record=RECORDS)
def test_any_record_comes_back_as_it_was(record: Any) -> None:
    again = codec.reader(type(record))(codec.line(record))
    assert again == record
    for item in fields(record):
        assert type(getattr(again, item.name)) is type(getattr(record, item.name))


def test_a_type_that_cannot_be_kept_is_told_when_it_is_declared() -> None:
    with pytest.raises(TypeError, match="not known to the codec"):
        codec.reader(list[set[str]])


def _both(out: Path, make: Callable[[], Any]) -> None:
    with keeping(out) as one, keeping(out) as other:
        for kept in (one, other):
            kept.recall(kept.key("a"), make, lambda _: [b"1"], list)
        one.write_to(out)
        other.write_to(out)


def test_two_builds_at_once_leave_what_both_can_use(world: World, tmp_path: Path) -> None:
    first = world.build(tmp_path / "out")
    _both(tmp_path / "out", lambda: 1)
    assert world.build(tmp_path / "out") == first
    build([folder("samples")], tmp_path / "sample", Settings())
    assert contents(tmp_path / "sample")
