"""Word lists that rules use, from the table in ``data/words.csv``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "words.csv"


@cache
def _table() -> dict[str, dict[str, str]]:
    """The entries of each list: a word and the entry that it stands under."""
    out: dict[str, dict[str, str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entries = out.setdefault(row["list"], {})
            entries.update(dict.fromkeys(row["words"].split(), row["entry"]))
    return out


def word_list(name: str) -> frozenset[str]:
    """The words of one list, in small letters."""
    return frozenset(_table()[name])


def entries(name: str) -> dict[str, str]:
    """The words of one list with the entry that each stands under (``traite``: ``agreement``)."""
    return dict(_table()[name])
