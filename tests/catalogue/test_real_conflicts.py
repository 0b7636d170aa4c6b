"""The questions on conflicts, on PA-X v9 with PAA-X and UCDP, against the files read by ``csv`` alone."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import graphbuild
from graphbuild.api import Graph

pytestmark = pytest.mark.shared

ACD, PAD = "ucdp_acd_v22.1.csv", "ucdp_peace_agreements_v22.1.csv"
PREFIX = "PREFIX pa: <https://w3id.org/peace-agreements/ontology#>\n"
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def numbers(cell: str) -> list[str]:
    return [part.strip().removesuffix(".0") for part in cell.split(",") if part.strip()]


@pytest.fixture(scope="module")
def acd(shared: Path) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows(shared / "data" / ACD):
        found[row["conflict_id"]].append(row)
    return found


@pytest.fixture(scope="module")
def pax(shared: Path) -> dict[str, Row]:
    found = {}
    for row in rows(shared / "data" / "pax_v9.csv"):
        number = row["UcdpCon"].removesuffix(".0")
        found[row["AgtId"]] = row | {"UcdpCon": "" if number == "NA" else number}
    return found


@pytest.fixture(scope="module")
def graph(shared: Path) -> Graph:
    data = shared / "data"
    names = ("pax_v9.csv", "paax_v0.2_part.xlsx", ACD, PAD)
    pytest.importorskip("python_calamine")
    return graphbuild.build([data / name for name in names])


def test_1928_agreements_lead_to_a_conflict_with_a_name(
    graph: Graph, acd: dict[str, list[Row]], pax: dict[str, Row]
) -> None:
    named = {key for key, row in pax.items() if row["UcdpCon"] in acd}
    assert len(named) == 1928
    query = (
        "SELECT DISTINCT ?id { ?a pa:addressesConflict ?c ; <http://purl.org/dc/terms/identifier> ?id ."
        " ?c <http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(CONTAINS(?name, ':') || CONTAINS(?name, ' - ')) }"
    )
    assert {str(row[0]) for row in graph.sparql(PREFIX + query)} == named


def test_each_conflict_is_called_as_ucdp_calls_it(
    graph: Graph, shared: Path, acd: dict[str, list[Row]]
) -> None:
    single = {
        row["conflict_id"]: row["conflict_name"]
        for row in rows(shared / "data" / PAD)
        if "," not in row["conflict_id"]
    }
    query = (
        "SELECT ?number ?name { ?c pa:conflictScheme 'ucdp' ; pa:firstYear ?year ;"
        " <http://purl.org/dc/terms/identifier> ?number ; <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    )
    called = {str(number): str(name) for number, name in graph.sparql(PREFIX + query)}
    assert called.keys() == acd.keys()
    assert {key: called[key] for key in single} == single
    for key, (row, *_) in acd.items():
        if key not in single and row["type_of_conflict"] != "2":
            over = "Government" if row["incompatibility"] == "2" else row["territory_name"]
            assert called[key] == f"{row['location']}: {over}"


def test_conflict_sides(graph: Graph, acd: dict[str, list[Row]]) -> None:
    years: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for key, given in acd.items():
        for row in given:
            for camp in "ab":
                for side in numbers(row[f"side_{camp}_id"]):
                    years[key, camp.upper(), side].add(int(row["year"]))
    answer = graph.query("conflict-sides")
    found = {
        (row.conflict_id, row.camp[-1], row.side_id): {int(row.first_year), int(row.last_year)}
        for row in answer
        if not row.camp.startswith("supports")
    }
    assert found == {key: {min(own), max(own)} for key, own in years.items()}
    supporters = {
        (r.conflict_id, r.camp[-1], r.gwno) for r in answer if r.camp.startswith("supports")
    }
    assert supporters == {
        (key, camp.upper(), number)
        for key, given in acd.items()
        for row in given
        for camp in "ab"
        for number in numbers(row[f"gwno_{camp}_2nd"])
    }


def test_time_to_agreement(graph: Graph, acd: dict[str, list[Row]], pax: dict[str, Row]) -> None:
    first: dict[str, tuple[str, str]] = {}
    for key, row in pax.items():
        number = row["UcdpCon"]
        if number in acd:
            first[number] = min(first.get(number, ("9", "")), (row["Dat"], key))
    expected = {}
    for number, (signed, key) in first.items():
        start = acd[number][0]["start_date"][:10]
        days = (date.fromisoformat(signed) - date.fromisoformat(start)).days
        expected[number] = (start, signed, key, days, "yes" if start < "1990" else "no")
    found = {
        r.conflict_id: (
            str(r.start_date),
            str(r.first_date),
            r.agreement_id,
            r.days,
            r.began_before_1990,
        )
        for r in graph.query("time-to-agreement")
    }
    assert found == expected
    assert len(found) == 110


def test_conflicts_without_agreement(
    graph: Graph, acd: dict[str, list[Row]], pax: dict[str, Row]
) -> None:
    numbered = {row["UcdpCon"] for row in pax.values()}
    for year in (1990, 2010):
        expected = {
            (key, str(min(int(r["year"]) for r in own)), str(max(int(r["year"]) for r in own)))
            for key, own in acd.items()
            if key not in numbered and max(int(row["year"]) for row in own) >= year
        }
        found = graph.query("conflicts-without-agreement", from_=str(year))
        assert {(r.conflict_id, r.first_year, r.last_year) for r in found} == expected


def test_sides_without_agreement(
    graph: Graph, shared: Path, acd: dict[str, list[Row]], pax: dict[str, Row]
) -> None:
    """Of sides tied by UCDP's number alone: states are tied by a second list too."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(shared / "data" / "paax_v0.2_part.xlsx"))

    def sheet(name: str) -> list[Row]:
        head, *cells = book.get_sheet_by_name(name).to_python()
        return [
            dict(zip(map(str, head), (str(c).removesuffix(".0") for c in row), strict=True))
            for row in cells
        ]

    tied: dict[str, set[str]] = defaultdict(set)
    for actor in sheet("actors"):
        if actor["ucdp_id"] not in ("", "NA"):
            tied[actor["ucdp_id"]].add(actor["actor_id"])
    listed = {row["actor_id"] for row in sheet("signatories") if row["AgtId"] in pax}
    states = {
        side
        for own in acd.values()
        for row in own
        for camp in "ab"
        if row[f"gwno_{camp}"]
        for side in numbers(row[f"side_{camp}_id"])
    }
    expected = {
        (key, side)
        for key, own in acd.items()
        for row in own
        for side in numbers(row["side_b_id"])
        if side in tied and side not in states and not tied[side] & listed
    }
    found = {
        (r.conflict_id, r.side_id)
        for r in graph.query("sides-without-agreement", basis="coded")
        if r.side_id not in states
    }
    assert found == expected


def test_the_16_disagreements_with_ucdp(graph: Graph, shared: Path, pax: dict[str, Row]) -> None:
    said = {
        row["paid"]: "/".join(sorted(numbers(row["conflict_id"])))
        for row in rows(shared / "data" / PAD)
    }
    expected = {
        (key, row["UcdpCon"], said[paid])
        for key, row in pax.items()
        if (paid := row["UcdpAgr"].removesuffix(".0")) in said and said[paid] != row["UcdpCon"]
    }
    assert len(expected) == 16
    found = {
        (r.agreement_id, r.value_a, r.value_b)
        for r in graph.query("disagreements", field="UcdpCon")
    }
    assert found == expected


def test_no_war_is_counted_twice(graph: Graph, pax: dict[str, Row]) -> None:
    """Each agreement counts for one conflict under scheme=ucdp: its number, else its war."""
    processes: dict[str, set[str]] = defaultdict(set)
    for row in pax.values():
        war = row["CowWar"].removesuffix(".0")
        number = row["UcdpCon"] or (f"cow-{war}" if war.isdigit() else "")
        if number:
            processes[number].add(row["PP"])
    expected = {key: len(found) for key, found in processes.items() if len(found) > 1}
    answer = graph.query("conflicts-with-several-processes", local="include")
    assert {row.conflict_id: row.processes for row in answer} == expected


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def test_40_agreements_are_those_of_the_table(graph: Graph, shared: Path) -> None:
    """Title, date, process, numbers, texts and codes of agreements drawn by lot."""
    import random

    table = {row["AgtId"]: row for row in rows(shared / "data" / "pax_v9.csv")}
    codes = [
        name for name in next(iter(table.values())) if name[:2] in ("GR", "Ge", "Ce", "Ti", "Ps")
    ]
    about = (
        "<http://purl.org/dc/terms/title>", "pa:signedOn", "pa:partiesAsWritten",
        "pa:thirdPartiesAsWritten", "pa:inProcess", "pa:addressesConflict",
    )  # fmt: skip
    compared = 0
    for key in random.Random(12).sample(sorted(table), 40):
        row, iri = table[key], f"<https://w3id.org/peace-agreements/id/agreement/{key}>"
        found = [
            sorted(str(o) for (o,) in graph.sparql(f"{PREFIX}SELECT ?o {{ {iri} {p} ?o }}"))
            for p in about
        ]
        title, signed, parties, thirds, process, conflicts = found
        assert [_line(text) for text in title] == [_line(row["Agt"])]
        assert signed == [row["Dat"]]
        assert process == [f"https://w3id.org/peace-agreements/id/process/{row['PP']}"]
        for text, cell in ((parties, row["Part"]), (thirds, row["ThrdPart"])):
            given = "" if cell.strip() in ("NA", "N/A", "") else cell
            assert [_line(t) for t in text] == ([_line(given)] if given else [])
        marks = {
            scheme: row[name].removesuffix(".0")
            for scheme, name in (("ucdp", "UcdpCon"), ("cow", "CowWar"))
        }
        numbered = [f"{scheme}-{mark}" for scheme, mark in marks.items() if mark.isdigit()]
        assert [iri_.rpartition("/")[2] for iri_ in conflicts] == sorted(numbered)
        coded = graph.sparql(
            f"{PREFIX}SELECT ?code ?value {{ ?p pa:inAgreement {iri} ; pa:codedValue ?value ;"
            " pa:onTopic/<http://www.w3.org/2004/02/skos/core#notation> ?code }"
        )
        values = {str(code): int(str(value)) for code, value in coded}
        for code in codes:
            cell = row[code].removesuffix(".0")
            if cell.isdigit():
                assert values.get(code, 0) == int(cell), (key, code)
                compared += 1
    assert compared > 1000
