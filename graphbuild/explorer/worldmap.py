"""The map of the world: countries shaded by how many agreements concern them, each a link.

Shapes are Natural Earth's (public domain); ``tools/make_world.py`` made ``data/world.csv`` of them.
Borders on it say nothing about what is right.
"""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

SHADES = 5


class Country(NamedTuple):
    """A country on the sheet; one without ``path`` is drawn as a point."""

    iso3: str
    name: str
    x: float
    y: float
    path: str


@cache
def countries() -> dict[str, Country]:
    """Every country by its code."""
    with (Path(__file__).parent / "data" / "world.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["iso3"]: Country(
                row["iso3"], row["name"], float(row["x"]), float(row["y"]), row["path"]
            )
            for row in csv.DictReader(file)
        }


def world(counts: Mapping[str, int], addresses: Mapping[str, str]) -> Markup:
    """The map; ``counts`` are agreements by ISO 3166-1 alpha-3 code, ``addresses`` where each leads."""
    most = max(counts.values(), default=1)
    parts = []
    for country in sorted(countries().values(), key=lambda item: item.iso3 in counts):
        count = counts.get(country.iso3, 0)
        if not country.path and not count:
            continue
        shade = (
            min(SHADES, 1 + int(SHADES * math.log1p(count) / math.log1p(most) - 1e-9))
            if count
            else 0
        )
        said = f"{country.name}: {count:,} agreement{'' if count == 1 else 's'}"
        if country.path:
            shape = Markup('<path d="{}" class="land m{}">{}</path>')
            drawn = shape.format(country.path, shade, _title(said, count))
        else:
            shape = Markup('<circle cx="{}" cy="{}" r="4" class="land m{}">{}</circle>')
            drawn = shape.format(country.x, country.y, shade, _title(said, count))
        address = addresses.get(country.iso3)
        parts.append(
            Markup('<a href="{}">{}</a>').format(address, drawn) if address and count else drawn
        )
    bounds = _bounds(most)
    keys = [
        Markup('<g transform="translate({},424)"><rect width="14" height="10" class="m{}"/>'
               '<text x="19" y="9">{}</text></g>').format(30 + 120 * at, at, label)
        for at, label in enumerate(["none", *bounds])
    ]  # fmt: skip
    return Markup(
        '<svg class="map" role="group" viewBox="0 0 960 440" aria-label="Agreements by country">'
        "<title>Agreements by country</title>{}{}</svg>"
    ).format(Markup("").join(parts), Markup("").join(keys))


def _title(text: str, count: int) -> Markup:
    return Markup("<title>{}</title>").format(text) if count else Markup("")


def _bounds(most: int) -> list[str]:
    """What each shade stands for."""
    edges = [math.expm1(math.log1p(most) * part / SHADES) for part in range(SHADES + 1)]
    found = []
    for low, high in itertools.pairwise(edges):
        first, last = math.floor(low) + 1, max(math.floor(high + 1e-6), math.floor(low) + 1)
        found.append(f"{first:,}" if first == last else f"{first:,} to {last:,}")
    return found
