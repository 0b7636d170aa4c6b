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
WIDE, HIGH = 300, 150
"""The part of the sheet around one country."""


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


def world(
    counts: Mapping[str, int], addresses: Mapping[str, str], around: str = "", name: str = ""
) -> Markup:
    """The map; ``counts`` are agreements by ISO 3166-1 alpha-3 code, ``addresses`` where each leads.

    ``around`` is the country that stands in the middle of a part of it, ``name`` what the map is called.
    """
    most = max(counts.values(), default=1)
    name = name or "Agreements by country"
    parts = []
    for country in sorted(countries().values(), key=lambda one: (one.iso3 in counts, one.name)):
        count = counts.get(country.iso3, 0)
        if not country.path and not count:
            continue
        drawn = _shape(country, count, most, country.iso3 == around)
        address = addresses.get(country.iso3)
        parts.append(
            Markup('<a href="{}">{}</a>').format(address, drawn) if address and count else drawn
        )
    keys = [
        Markup('<li><span class="swatch b{}"></span>{}</li>').format(at, label)
        for at, label in enumerate(["none", *_bounds(most)])
    ]
    return Markup(
        '<div class="scroll drawn" tabindex="0" role="region" aria-label="{name}, drawn">'
        '<svg class="map" role="group" viewBox="{box}" aria-label="{name}">'
        "<title>{name}</title>{parts}</svg></div>"
        '<ul class="keys" aria-label="Agreements, by shade">{keys}</ul>'
    ).format(
        name=name,
        box=_box(countries().get(around)),
        parts=Markup("").join(parts),
        keys=Markup("").join(keys),
    )


def _shape(country: Country, count: int, most: int, middle: bool) -> Markup:
    shade = 0
    if count:
        shade = min(SHADES, 1 + int(SHADES * math.log1p(count) / math.log1p(most) - 1e-9))
    said = f"{country.name}: {count:,} agreement{'' if count == 1 else 's'}"
    kind = f"land m{shade}{' middle' if middle else ''}"
    if country.path:
        return Markup('<path d="{}" class="{}">{}</path>').format(
            country.path, kind, _title(said, count)
        )
    return Markup('<circle cx="{}" cy="{}" r="4" class="{}">{}</circle>').format(
        country.x, country.y, kind, _title(said, count)
    )


def _box(middle: Country | None) -> str:
    """The part of the sheet that is shown."""
    if middle is None:
        return "0 0 960 425"
    x = min(max(middle.x - WIDE / 2, 0), 960 - WIDE)
    y = min(max(middle.y - HIGH / 2, 0), 425 - HIGH)
    return f"{x:.0f} {y:.0f} {WIDE} {HIGH}"


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
