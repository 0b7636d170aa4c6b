"""Makes the map of the world that the explorer draws on: one path for each country, no tiles.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install pycountry
    python tools/make_world.py package/ > graphbuild/explorer/data/world.csv

Shapes are Natural Earth's (public domain) as world-atlas has them: 1:110m; a country that is too small
for that scale is a point, the middle of its largest shape in 1:50m. The projection is Equal Earth
(Šavrič, Patterson, Jenny 2018), which keeps areas, on a sheet 960 wide.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

WIDTH, TOP, HEIGHT = 960.0, 84.0, 467.0
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SOUTHMOST = -58.0
Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Degrees to the sheet."""
    root = math.sqrt(3) / 2
    theta = math.asin(root * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    x = (
        math.radians(longitude)
        * math.cos(theta)
        / (root * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)))
    )
    y = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))
    scale = WIDTH / 5.4132
    return round(WIDTH / 2 + x * scale, 1), round(HEIGHT / 2 - y * scale, 1)


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> Iterator[list[Point]]:
    """The outlines of a shape in degrees."""
    arcs = geometry.get("arcs", [])
    polygons = arcs if geometry["type"] == "MultiPolygon" else [arcs]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                part = arc(topology, number if number >= 0 else ~number)
                part = part if number >= 0 else part[::-1]
                points += part[1:] if points else part
            yield from cut(points)


def cut(outline: list[Point]) -> Iterator[list[Point]]:
    """An outline that crosses the 180th meridian as two, each on its own side of the sheet."""
    going: list[Point] = []
    for x, y in outline:
        while going and x - going[-1][0] > 180:
            x -= 360
        while going and x - going[-1][0] < -180:
            x += 360
        going.append((x, y))
    for turn in (-360, 0, 360):
        side = [(min(max(x + turn, -180), 180), y) for x, y in going]
        if any(-180 < x < 180 for x, _ in side):
            yield side


def arc(topology: dict[str, Any], number: int) -> list[Point]:
    """One arc, which the file holds as steps on a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    found = []
    for dx, dy in topology["arcs"][number]:
        x, y = x + dx, y + dy
        found.append((x * sx + tx, y * sy + ty))
    return found


def path(outlines: list[list[Point]]) -> str:
    """The outlines as an SVG path; points that fall together on the sheet are written once."""
    parts = []
    for outline in outlines:
        drawn: list[Point] = []
        for point in (project(*p) for p in outline):
            if not drawn or point != drawn[-1]:
                drawn.append(point)
        if len(drawn) > 3:
            parts.append("M" + "L".join(f"{x:g},{y:g}" for x, y in drawn[:-1]) + "Z")
    return "".join(parts)


def middle(outlines: list[list[Point]]) -> Point:
    """The middle of the largest outline."""

    def size(outline: list[Point]) -> float:
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        return (max(xs) - min(xs)) * (max(ys) - min(ys))

    largest = max(outlines, key=size)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    return project((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)


def code(geometry: dict[str, Any]) -> str:
    """ISO 3166-1 alpha-3; Kosovo's is in use and not ISO's."""
    if geometry["properties"]["name"] == "Kosovo":
        return "XKX"
    found = pycountry.countries.get(numeric=str(geometry.get("id", "")))
    return found.alpha_3 if found else ""


def main(folder: Path) -> None:
    """Write the table."""
    coarse, fine = (
        json.loads((folder / f"countries-{scale}.json").read_text(encoding="utf-8"))
        for scale in ("110m", "50m")
    )
    shapes = {
        code(item): path(
            [ring for ring in rings(coarse, item) if max(y for _, y in ring) > SOUTHMOST]
        )
        for item in coarse["objects"]["countries"]["geometries"]
        if code(item) not in ("", "ATA")
    }
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("iso3", "name", "x", "y", "path"))
    lines = []
    for item in fine["objects"]["countries"]["geometries"]:
        iso3 = code(item)
        if iso3 in ("", "ATA"):
            continue
        outlines = list(rings(fine, item))
        lines.append((iso3, item["properties"]["name"], *middle(outlines), shapes.get(iso3, "")))
    writer.writerows(sorted(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
