"""The mapping that every program carries out: which column becomes which statement.

These are statements that graphbuild makes of the same columns, in its own words, so that what is
compared is one and the same N-Triples: of an agreement its fields, and for each issue code that is
not 0 a provision with its label, identifier, value, topic and agreement.

    python benchmarks/mapping.py TABLE WIDE LONG

melts a table for those who cannot turn columns into rows.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
PA = "https://w3id.org/peace-agreements/ontology#"
BASE = "https://w3id.org/peace-agreements/id/"
SCHEME = "https://w3id.org/peace-agreements/scheme/"
TOPIC = SCHEME + "provision/"
PAGE = "https://www.peaceagreements.org/agreements/"

TEXTS = (
    ("Agt", LABEL),
    ("AgtId", DCTERMS + "identifier"),
    ("Agt", DCTERMS + "title"),
    ("Part", PA + "partiesAsWritten"),
    ("ThrdPart", PA + "thirdPartiesAsWritten"),
    ("OthAgr", PA + "mentionsAsWritten"),
    ("UcdpAgr", PA + "ucdpAgreementId"),
    ("PamAgr", PA + "pamId"),
)
"""Columns that become plain strings, each with its predicate."""

INTEGERS = (
    ("Lgt", PA + "pageCount"),
    ("N_characters", PA + "characterCount"),
    ("Ver", PA + "firstRelease"),
)
DATES = (("Dat", PA + "signedOn"),)
CODED = {
    "Reg": "region",
    "Contp": "nature",
    "Status": "status",
    "Agtp": "level",
    "Stage": "stage",
    "StageSub": "substage",
    "Interim": "interim",
}
"""Columns whose values are concepts: the predicate's name, which is also that of the scheme."""
LINKS = (
    ("AgtId", FOAF + "page", PAGE, "/"),
    ("PP", PA + "inProcess", BASE + "process/", ""),
    ("UcdpCon", PA + "addressesConflict", BASE + "conflict/ucdp-", ""),
    ("CowWar", PA + "addressesConflict", BASE + "conflict/cow-", ""),
    *((column, PA + name, f"{SCHEME}{name}/", "") for column, name in CODED.items()),
)
"""Columns that become links: predicate, and what stands before and behind the value in the IRI."""

COLUMNS = sorted({column for column, *_ in (*TEXTS, *INTEGERS, *DATES, *LINKS)})
_CODEBOOK = Path(__file__).parent.parent / "ontology" / "codebook"
_CITATION = "ImSrc"


def labels() -> dict[str, str]:
    """The label of each topic that can have a provision, by code, from the codebook."""
    known = {row["code"]: row for row in _codebook("provisions")}
    out = {}
    for code, row in known.items():
        above = known.get(row["parent"])
        out[code] = f"{above['label']}: {row['label']}" if above else row["label"]
    del out[_CITATION]
    return out


def _codebook(name: str) -> Iterator[dict[str, str]]:
    with (_CODEBOOK / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def rows(table: Path) -> Iterator[dict[str, str]]:
    """The rows of a release of PA-X as CSV: codes as they end IRIs, texts with plain line ends."""
    codes = {(row["column"], row["value"]): row["code"] for row in _codebook("values")}
    texts = sorted({column for column, _ in TEXTS})
    with table.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            for column in CODED:
                row[column] = codes.get((column, row[column]), row[column])
            for column in texts:
                text = row[column].replace("\r\n", "\n").strip()
                row[column] = text if text != "NA" else ""
            yield row


def coded(row: dict[str, str], known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Issue codes of a row that are not 0, with their values."""
    return ((c, v) for c, v in row.items() if v not in ("", "0") and c in known)


def tail(code: str) -> str:
    """What the IRIs of a code end in."""
    return code.replace(":", "-")


def melt(table: Path, wide: Path, long: Path) -> None:
    """Write the table as two: fields alone, and one row for each coded issue with its label."""
    known = labels()
    with (
        wide.open("w", encoding="utf-8", newline="") as first,
        long.open("w", encoding="utf-8", newline="") as second,
    ):
        fields, issues = csv.writer(first), csv.writer(second)
        fields.writerow(COLUMNS)
        issues.writerow(("AgtId", "code", "tail", "value", "label"))
        for row in rows(table):
            fields.writerow(row[name] for name in COLUMNS)
            issues.writerows(
                (row["AgtId"], code, tail(code), value, known[code])
                for code, value in coded(row, known)
            )


if __name__ == "__main__":
    melt(*map(Path, sys.argv[1:4]))
