"""How much each cost and score of page alignment matters: each is halved and doubled in turn.

    python -m benchmarks.weights [--every 12]

Reads every twelfth of the look-alike pages in ``../shared/documents`` (and the first two real pages)
and prints, for each cost, by how much the mean score of ``score.py`` falls or rises, and how many
codes more or fewer are false. The figures are in thousandths of the score.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import read_page
from graphbuild.sources.page.weights import Cost, Score

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "documents" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(every: int) -> list[tuple[str, dict[str, Any]]]:
    """Text and truth of the pages."""
    found = []
    for folder in ("pages", "more"):
        home = SHARED / "documents" / folder
        lines = (home / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        right = {one["id"]: one for one in map(json.loads, lines)}
        files = sorted(path for path in home.iterdir() if path.suffix in (".md", ".txt", ".html"))
        for path in files[::every]:
            text = path.read_text(encoding="utf-8")
            text = html_to_text(text) if path.suffix == ".html" else text
            found.append((text, right[path.name.split(".")[0]]))
    return found


def measure(sample: list[tuple[str, dict[str, Any]]], scorer: ModuleType) -> tuple[float, int]:
    """Mean score, and how many codes are false."""
    total, false = 0.0, 0
    for text, right in sample:
        got = read_page(text, "page")[0].to_json()
        fields = [scorer.compare(name, right.get(name), got.get(name))[3] for name in scorer.FIELDS]
        total += sum(fields) / len(fields)
        false += len({*map(scorer.fold, got["issues"])} - {*map(scorer.fold, right["issues"])})
    return total / len(sample), false


def changes() -> Iterator[tuple[str, type, str, Any]]:
    """Every cost with each of its changed values."""
    for owner in (Score, Cost):
        for name, value in vars(owner).items():
            if name.startswith("_"):
                continue
            for factor in (0.5, 2):
                if isinstance(value, dict):
                    changed: Any = {key: one * factor for key, one in value.items()}
                else:
                    changed = value * factor
                yield f"{owner.__name__}.{name} x {factor}", owner, name, changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--every", type=int, default=12)
    sample, scorer = pages(parser.parse_args().every), _scorer()
    score, false = measure(sample, scorer)
    print(f"{len(sample)} pages: {score:.4f}, {false} false codes")
    for what, owner, name, value in changes():
        kept = getattr(owner, name)
        setattr(owner, name, value)
        now, wrong = measure(sample, scorer)
        setattr(owner, name, kept)
        if (now, wrong) != (score, false):
            print(f"{what:<44}{(now - score) * 1000:+8.2f}{wrong - false:+6d}", flush=True)


if __name__ == "__main__":
    main()
