"""What the hand-checked samples and the tests on them have in common."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from graphbuild.records import Actor, Agreement, Participation, Representation
from graphbuild.report import Report
from graphbuild.sources import iter_sources
from graphbuild.words import plain

Linked = dict[str, tuple[Agreement, list[Participation]]]
"""The agreements of a release by number, each with who takes part."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of samples beside this module."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def authority_of(path: Path, report: Report | None = None) -> list[Actor]:
    """The actors of a file that the user calls an authority."""
    (source,) = iter_sources([], report or Report(), actors=[path])
    return source.actors


def folded(text: str) -> str:
    """Words only, without case and accents."""
    return " ".join(re.findall(r"\w+", plain(text)))


def segments(text: str) -> list[str]:
    """The lines of a field and the parts of lines between semicolons, numbered from 0."""
    return [part.strip() for part in re.split(r"[\n;]", text) if part.strip()]


def is_in(given: Representation, segment: str) -> bool:
    """Whether a person was found in this segment."""
    name, written, here = folded(given.person), folded(given.as_written), folded(segment)
    if not name or name.split()[-1] not in here.split():
        return False
    return written[:20] in here or here[:20] in written
