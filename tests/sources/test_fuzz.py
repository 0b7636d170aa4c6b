"""The fuzz run of ``benchmarks/fuzz.py`` in little, and that its oracle sees what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import fuzz
from graphbuild.sources import headers
from graphbuild.sources.containers.sheet import Rows

CASES = 300


def test_no_row_is_lost_and_nothing_ends_but_in_records_or_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuzz.main(CASES, seed=7) == 0


def test_a_reader_that_loses_rows_in_silence_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(rows: Rows, *_: object) -> Iterator[tuple[int, list[str]]]:
        next(rows, None)
        yield from rows

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(headers, "even_rows", lossy)
    assert fuzz.main(CASES, seed=7) > 0
    assert list((tmp_path / "fuzz-failures").iterdir())
