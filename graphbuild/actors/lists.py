"""Word lists that rules use, from the table in ``data/words.csv``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "words.csv"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list, in small letters."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        lists = {row["list"]: row["words"] for row in csv.DictReader(file)}
    return frozenset(lists[name].split())
