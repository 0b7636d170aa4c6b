"""The mapping that every program carries out: which column becomes which statement.

An agreement gets a statement for each filled field, and a node for each issue code that is not 0,
with its topic, its value and links both ways.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
PA = "https://w3id.org/peace-agreements/ontology#"
BASE = "https://w3id.org/peace-agreements/id/"
TOPIC = "https://w3id.org/peace-agreements/scheme/provision/"

TEXTS = {
    "AgtId": DCTERMS + "identifier",
    "Agt": DCTERMS + "title",
    "Con": PA + "placesAsWritten",
    "Contp": PA + "nature",
    "PPName": PA + "processName",
    "Reg": PA + "region",
    "Status": PA + "status",
    "Agtp": PA + "level",
    "Stage": PA + "stage",
    "StageSub": PA + "substage",
    "Interim": PA + "interim",
    "Part": PA + "partiesAsWritten",
    "ThrdPart": PA + "thirdPartiesAsWritten",
    "OthAgr": PA + "mentionsAsWritten",
    "Loc1ISO": PA + "firstPlace",
    "Loc2ISO": PA + "secondPlace",
    "UcdpAgr": PA + "ucdpAgreementId",
    "PamAgr": PA + "pamId",
}
"""Columns that become plain strings."""

INTEGERS = {
    "Lgt": PA + "pageCount",
    "N_characters": PA + "characterCount",
    "Ver": PA + "firstRelease",
}
DATES = {"Dat": PA + "signedOn"}
LINKS = {
    "PP": (PA + "inProcess", BASE + "process/"),
    "UcdpCon": (PA + "addressesConflict", BASE + "conflict/ucdp-"),
    "CowWar": (PA + "addressesConflict", BASE + "conflict/cow-"),
}
"""Columns that become links: predicate, and what the IRI begins with."""

OTHER = frozenset({"Loc1GWNO", "Loc2GWNO"})
FIELDS = frozenset({*TEXTS, *INTEGERS, *DATES, *LINKS, *OTHER})
"""Every column that is no issue code."""


def rows(table: Path) -> Iterator[dict[str, str]]:
    """The rows of a release of PA-X as CSV."""
    with table.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def coded(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Issue codes of a row that are not 0, with their values."""
    return ((c, v) for c, v in row.items() if c not in FIELDS and v not in ("", "0"))


def melt(table: Path, wide: Path, long: Path) -> None:
    """Write the table as two: fields alone, and one row for each coded issue."""
    with (
        wide.open("w", encoding="utf-8", newline="") as first,
        long.open("w", encoding="utf-8", newline="") as second,
    ):
        names = sorted(FIELDS)
        fields, issues = csv.writer(first), csv.writer(second)
        fields.writerow(names)
        issues.writerow(("AgtId", "code", "value"))
        for row in rows(table):
            fields.writerow(row[name] for name in names)
            issues.writerows((row["AgtId"], code, value) for code, value in coded(row))
