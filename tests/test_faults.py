"""The long checks on faults in little, and that each of them sees a fault when there is one."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from benchmarks import damage, fuzz_asking, parts
from graphbuild.stores import cache, held


def test_hostile_words_end_in_an_answer_or_a_refusal() -> None:
    said: list[str] = []
    assert fuzz_asking.main(400, seed=7, tell=said.append) == 0, said


def test_an_error_that_is_no_refusal_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> int:
        raise KeyError("one that a user would see as a defect")

    monkeypatch.setattr(held, "_depth", wrong)
    assert fuzz_asking.main(60, seed=7, only="server", tell=lambda _: None) == 1


def test_damaged_caches_give_the_right_answer() -> None:
    assert damage.main(8, seed=7) == 0


def test_builds_in_part_are_as_whole_ones_after_changes_and_damage() -> None:
    said: list[str] = []
    assert parts.main(1, seed=7, tell=said.append) == 0, said


def test_every_kind_of_damage_is_noticed(tmp_path: Path) -> None:
    for number, (kind, harm) in enumerate(damage.HARMS.items()):
        folder = tmp_path / str(number)
        (folder / cache.STORE).mkdir(parents=True)
        for name in ("CURRENT", "000001.sst", "MANIFEST-1"):
            (folder / cache.STORE / name).write_bytes(os.urandom(2000))
        listed = {"name": "n", "files": cache._files(folder / cache.STORE)}
        cache._write_list(folder, listed)
        assert cache.is_intact(folder, "n")
        assert not cache.is_intact(folder, "another's")
        files = sorted((folder / cache.STORE).iterdir())
        harm(random.Random(number), files)
        assert not cache.is_intact(folder, "n"), kind
