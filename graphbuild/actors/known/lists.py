"""Word lists that rules use, from the tables in ``data/``."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one list, in small letters."""
    with (_DATA / "words.csv").open(encoding="utf-8", newline="") as file:
        lists = {row["list"]: row["words"] for row in csv.DictReader(file)}
    return frozenset(lists[name].split())


@cache
def translations() -> dict[str, str]:
    """English for the words that Spanish, French and Portuguese names of bodies are made of."""
    with (_DATA / "translations.csv").open(encoding="utf-8", newline="") as file:
        return {
            word: row["english"] for row in csv.DictReader(file) for word in row["words"].split()
        }
