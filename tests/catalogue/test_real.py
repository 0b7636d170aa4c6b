"""The queries on PA-X v9 with PAA-X, against the same figures worked out from the files themselves.

Nothing of graphbuild takes part in the expected figures: they come from ``csv`` and calamine rows.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import graphbuild
from graphbuild.api import Graph

pytestmark = pytest.mark.shared

Row = dict[str, Any]
LABELS = {
    "Pre": "Pre-negotiation/process",
    "SubPar": "Framework/substantive - partial",
    "SubComp": "Framework/substantive - comprehensive",
    "Imp": "Implementation/renegotiation",
    "Ren": "Renewal",
    "Cea": "Ceasefire/related",
    "Oth": "Other",
}


def _plain(value: Any) -> str:
    """A cell as text; ``388.0`` is ``388``."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


@dataclass
class Files:
    """The two sources, row by row."""

    agreements: dict[str, Row]
    actors: dict[str, Row]
    listings: list[Row]

    def process(self, listing: Row) -> str:
        return str(self.agreements[listing["AgtId"]]["PP"])

    def third(self, sense: str) -> list[Row]:
        mark = ("signatory_type", "third party") if sense == "listed" else ("practical_third", "1")
        return [row for row in self.listings if row[mark[0]] == mark[1]]

    def known(self) -> set[str]:
        return {row["AgtId"] for row in self.listings}

    def name(self, actor: str) -> str:
        return str(self.actors[actor]["actor_name"])


@pytest.fixture(scope="module")
def files(shared: Path) -> Files:
    calamine = pytest.importorskip("python_calamine")
    with (shared / "data" / "pax_v9.csv").open(encoding="utf-8", newline="") as handle:
        agreements = {row["AgtId"]: row for row in csv.DictReader(handle)}
    book = calamine.CalamineWorkbook.from_path(str(shared / "data" / "paax_v0.2_part.xlsx"))

    def sheet(name: str) -> list[Row]:
        head, *rows = book.get_sheet_by_name(name).to_python()
        return [dict(zip(head, map(_plain, row), strict=True)) for row in rows]

    actors = {row["actor_id"]: row for row in sheet("actors")}
    listings = [row for row in sheet("signatories") if row["AgtId"] in agreements]
    return Files(agreements, actors, listings)


@pytest.fixture(scope="module")
def graph(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    from click.testing import CliRunner

    from graphbuild.cli import main

    out = tmp_path_factory.mktemp("real")
    data = shared / "data"
    sources = [str(data / "pax_v9.csv"), str(data / "paax_v0.2_part.xlsx")]
    result = CliRunner().invoke(main, ["build", *sources, "-o", str(out)])
    assert result.exit_code == 0, result.stderr
    return graphbuild.load(out)


def _counts(pairs: Iterable[tuple[Any, str]]) -> Counter[Any]:
    """How many different agreements each key has."""
    return Counter(key for key, _ in set(pairs))


def _share(part: int, whole: int) -> float:
    return int(10000 * part / whole + 0.5) / 10000


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_party_ranking(sense: str, graph: Graph, files: Files) -> None:
    thirds = files.third(sense)
    agreements = _counts((row["actor_id"], row["AgtId"]) for row in thirds)
    processes = _counts((row["actor_id"], files.process(row)) for row in thirds)
    rows = graph.query("third-party-ranking", sense=sense, basis="coded", limit="all")
    assert {row.actor_id: (row.agreements, row.processes) for row in rows} == {
        actor: (count, processes[actor]) for actor, count in agreements.items()
    }
    assert [row.agreements for row in rows] == sorted(agreements.values(), reverse=True)


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_party_share(sense: str, graph: Graph, files: Files) -> None:
    third = {row["AgtId"] for row in files.third(sense)}
    rest = {key for key, row in files.agreements.items() if row["Agtp"] != "IntraLocal"}
    (row,) = graph.query("third-party-share", sense=sense, basis="coded")
    known = files.known() & rest
    assert tuple(row) == (
        len(known),
        len(third & known),
        _share(len(third & known), len(known)),
        sense,
        len(rest - known),
        len(rest - known),
    )


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_parties_by_period(sense: str, graph: Graph, files: Files) -> None:
    def start(agreement: str) -> int:
        year = int(files.agreements[agreement]["Dat"][:4])
        return 1990 + (year - 1990) // 5 * 5

    known = Counter(start(agreement) for agreement in files.known())
    every = Counter(
        start(key) for key, row in files.agreements.items() if row["Agtp"] != "IntraLocal"
    )
    with_third = Counter(start(key) for key in {row["AgtId"] for row in files.third(sense)})
    thirds = _counts((start(row["AgtId"]), row["actor_id"]) for row in files.third(sense))
    assert [
        tuple(row) for row in graph.query("third-parties-by-period", sense=sense, basis="coded")
    ] == [
        (
            f"{year}-{year + 4}",
            known[year],
            thirds[year],
            _share(with_third[year], known[year]),
            sense,
            every[year] - known[year],
        )
        for year in sorted(known)
    ]


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_parties_per_process_and_none(sense: str, graph: Graph, files: Files) -> None:
    agreements = _counts((files.process(row), row["AgtId"]) for row in files.listings)
    thirds = _counts((files.process(row), row["actor_id"]) for row in files.third(sense))
    rows = graph.query("third-parties-per-process", sense=sense, basis="coded")
    expected = {process: (count, thirds[process]) for process, count in agreements.items()}
    assert {row.process_id: (row.agreements, row.third_parties) for row in rows} == expected
    none = graph.query("processes-without-third-party", sense=sense, basis="coded")
    assert {row.process_id: row.agreements for row in none} == {
        process: count for process, (count, number) in expected.items() if not number
    }


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_parties_together_and_similar_processes(
    sense: str, graph: Graph, files: Files
) -> None:
    def pairs(groups: dict[str, set[str]]) -> Counter[frozenset[str]]:
        found: Counter[frozenset[str]] = Counter()
        for group in groups.values():
            found.update(map(frozenset, combinations(sorted(group), 2)))
        return found

    by_process, by_agreement, by_actor = defaultdict(set), defaultdict(set), defaultdict(set)
    for row in files.third(sense):
        by_process[files.process(row)].add(row["actor_id"])
        by_agreement[row["AgtId"]].add(row["actor_id"])
        by_actor[row["actor_id"]].add(files.process(row))
    processes, agreements = pairs(by_process), pairs(by_agreement)
    rows = graph.query("third-parties-together", sense=sense, basis="coded", limit="all")
    assert {
        frozenset((row.actor_a_id, row.actor_b_id)): (row.processes, row.agreements) for row in rows
    } == {pair: (count, agreements[pair]) for pair, count in processes.items()}
    shared = pairs(by_actor)
    rows = graph.query("similar-processes", sense=sense, basis="coded", limit="all")
    assert {
        frozenset((row.process_a_id, row.process_b_id)): (row.shared, row.jaccard) for row in rows
    } == {
        pair: (count, _share(count, len(set().union(*(by_process[one] for one in pair)))))
        for pair, count in shared.items()
    }


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_parties_also_parties(sense: str, graph: Graph, files: Files) -> None:
    third = _counts((row["actor_id"], row["AgtId"]) for row in files.third(sense))
    party = _counts(
        (row["actor_id"], row["AgtId"])
        for row in files.listings
        if row["signatory_type"] == "party" and (sense == "listed" or row["practical_third"] != "1")
    )
    rows = graph.query("third-parties-also-parties", sense=sense, basis="coded")
    assert {row.actor_id: (row.as_third_party, row.as_party) for row in rows} == {
        actor: (third[actor], party[actor]) for actor in third.keys() & party.keys()
    }


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_parties_that_sign_without_third_parties(sense: str, graph: Graph, files: Files) -> None:
    third = {row["AgtId"] for row in files.third(sense)}
    signed = defaultdict(set)
    for row in files.listings:
        signed[row["actor_id"]].add(row["AgtId"])
    rows = graph.query("no-third-party-parties", sense=sense, basis="coded")
    assert {row.actor_id: row.agreements for row in rows} == {
        actor: len(group) for actor, group in signed.items() if not group & third
    }


@pytest.mark.parametrize("sense", ["listed", "practical"])
def test_third_party_entry(sense: str, graph: Graph, files: Files) -> None:
    process = Counter(files.process(row) for row in files.third(sense)).most_common(1)[0][0]
    first: dict[str, tuple[str, str]] = {}
    for row in files.third(sense):
        if files.process(row) == process:
            key = (files.agreements[row["AgtId"]]["Dat"], row["AgtId"])
            first[row["actor_id"]] = min(first.get(row["actor_id"], key), key)
    rows = graph.query("third-party-entry", process=process, sense=sense, basis="coded")
    assert {row.actor_id: (str(row.first_date), row.agreement_id) for row in rows} == first
    assert all(row.stage == LABELS[files.agreements[row.agreement_id]["Stage"]] for row in rows)


@pytest.mark.parametrize("scheme", ["ucdp", "cow"])
def test_mediators_and_processes_by_conflict(scheme: str, graph: Graph, files: Files) -> None:
    column = {"ucdp": "UcdpCon", "cow": "CowWar"}[scheme]

    def conflict(agreement: str) -> str:
        value = files.agreements[agreement][column]
        return value if value.isdigit() else ""

    dates = defaultdict(set)
    for row in files.third("practical"):
        if number := conflict(row["AgtId"]):
            day = files.agreements[row["AgtId"]]["Dat"]
            dates[number, row["actor_id"]].add((row["AgtId"], day))
    rows = graph.query("mediators-by-conflict", sense="practical", scheme=scheme, basis="coded")
    assert {
        (row.conflict_id, row.actor_id): (row.agreements, str(row.first_date), str(row.last_date))
        for row in rows
    } == {
        key: (len(found), min(day for _, day in found), max(day for _, day in found))
        for key, found in dates.items()
    }
    processes = _counts(
        (conflict(key), row["PP"]) for key, row in files.agreements.items() if conflict(key)
    )
    rows = graph.query("conflicts-with-several-processes", scheme=scheme, local="include")
    assert {row.conflict_id: row.processes for row in rows} == {
        number: count for number, count in processes.items() if count > 1
    }


def test_co_signing_pairs(graph: Graph, files: Files) -> None:
    signed = defaultdict(set)
    for row in files.listings:
        if files.agreements[row["AgtId"]]["Agtp"] != "IntraLocal":
            signed[row["AgtId"]].add(row["actor_id"])
    pairs: Counter[frozenset[str]] = Counter()
    for group in signed.values():
        pairs.update(map(frozenset, combinations(sorted(group), 2)))
    rows = graph.query("co-signing-pairs", basis="coded", limit="all")
    assert {frozenset((row.actor_a_id, row.actor_b_id)): row.agreements for row in rows} == dict(
        pairs
    )


@pytest.mark.parametrize("actor", ["21", "3", "49"])
def test_one_actor(actor: str, graph: Graph, files: Files) -> None:
    own = {row["AgtId"] for row in files.listings if row["actor_id"] == actor}
    assert {
        (row.agreement_id, row.side)
        for row in graph.query("actor-agreements", actor=actor, basis="coded")
    } == {
        (row["AgtId"], row["signatory_type"]) for row in files.listings if row["actor_id"] == actor
    }
    others = _counts(
        (row["actor_id"], row["AgtId"])
        for row in files.listings
        if row["AgtId"] in own and row["actor_id"] != actor
    )
    rows = graph.query("co-signatories", actor=actor, basis="coded")
    assert {row.actor_id: row.agreements for row in rows} == dict(others)
    for name, column, label in (
        ("stage-profile", "Stage", LABELS.__getitem__),
        ("actor-regions", "Reg", str),
    ):
        counts = Counter(label(files.agreements[key][column]) for key in own)
        rows = graph.query(name, actor=actor, basis="coded")
        assert {row[0]: (row.agreements, row.share) for row in rows} == {
            key: (count, _share(count, len(own))) for key, count in counts.items()
        }
    year: Callable[[str], int] = lambda key: int(files.agreements[key]["Dat"][:4])  # noqa: E731
    every, mine = Counter(map(year, files.known())), Counter(map(year, own))
    national = Counter(
        year(key) for key, row in files.agreements.items() if row["Agtp"] != "IntraLocal"
    )
    rows = graph.query("actor-share-by-year", actor=actor, basis="coded")
    assert [tuple(row) for row in rows] == [
        (key, mine[key], every[key], _share(mine[key], every[key]), national[key] - every[key])
        for key in sorted(every)
    ]


def test_all_of_these_actors(graph: Graph, files: Files) -> None:
    def of(actor: str) -> set[str]:
        return {row["AgtId"] for row in files.listings if row["actor_id"] == actor}

    rows = graph.query("all-of-these-actors", actors=["3", "49", "5"], basis="coded")
    assert {row.agreement_id for row in rows} == of("3") & of("49") & of("5")
    assert len(rows)


def test_constant_parties(graph: Graph, files: Files) -> None:
    every = _counts((files.process(row), row["AgtId"]) for row in files.listings)
    own = _counts(((files.process(row), row["actor_id"]), row["AgtId"]) for row in files.listings)
    names = {row["PP"]: row["PPName"] for row in files.agreements.values()}
    rows = graph.query("constant-parties", basis="coded")
    assert {(row.process, row.actor_id): row.agreements for row in rows} == {
        (names[process], actor): count
        for (process, actor), count in own.items()
        if count == every[process] >= 5
    }


def test_kinds_of_actors(graph: Graph, files: Files) -> None:
    kinds = {key: row["actor_type"] for key, row in files.actors.items()}
    processes = _counts(
        (row["actor_id"], files.process(row))
        for row in files.listings
        if kinds[row["actor_id"]] == "Armed Organization"
    )
    rows = graph.query("armed-groups-across-processes", basis="coded")
    assert {row.actor_id: row.processes for row in rows} == {
        actor: count for actor, count in processes.items() if count > 1
    }
    civil = _counts(
        ((row["actor_id"], row["signatory_type"]), row["AgtId"])
        for row in files.listings
        if kinds[row["actor_id"]] == "Civil Society"
    )
    rows = graph.query("civil-society", basis="coded")
    assert {(row.actor_id, row.side): row.agreements for row in rows} == dict(civil)


def test_agreements_and_their_actors(graph: Graph, files: Files) -> None:
    rows = graph.query("agreement-actors", basis="coded")
    assert {(row.agreement_id, row.actor_id, row.side) for row in rows} == {
        (row["AgtId"], row["actor_id"], row["signatory_type"]) for row in files.listings
    }
    unilateral = {
        (row["AgtId"], files.name(row["actor_id"]), row["signatory_type"])
        for row in files.listings
        if files.agreements[row["AgtId"]]["Status"] == "Unilateral document"
    }
    rows = graph.query("unilateral-documents", basis="coded")
    assert {(row.agreement_id, row.actor, row.side) for row in rows} == unilateral


def test_agreements_per_year_and_comprehensive_ones(graph: Graph, files: Files) -> None:
    rest = [row for row in files.agreements.values() if row["Agtp"] != "IntraLocal"]
    counts = Counter((int(row["Dat"][:4]), LABELS[row["Stage"]]) for row in rest)
    rows = graph.query("agreements-per-year")
    assert {(row.year, row.stage): row.agreements for row in rows} == dict(counts)
    everything = graph.query("agreements-per-year", local="include")
    assert sum(row.agreements for row in everything) == len(files.agreements)
    decades = Counter(int(row["Dat"][:3] + "0") for row in rest)
    whole = Counter(int(row["Dat"][:3] + "0") for row in rest if row["Stage"] == "SubComp")
    assert [tuple(row) for row in graph.query("comprehensive-by-decade")] == [
        (key, whole[key], decades[key], _share(whole[key], decades[key]), 0)
        for key in sorted(decades)
    ]


def test_finding_agreements(graph: Graph, files: Files) -> None:
    def ids(**given: object) -> set[str]:
        return {row.agreement_id for row in graph.query("agreements", **given)}

    def where(test: Callable[[Row], bool]) -> set[str]:
        return {key for key, row in files.agreements.items() if test(row)}

    assert ids() == set(files.agreements)
    assert ids(stage="Cea", status="UnilatDoc", from_=1995, to="2005-06") == where(
        lambda row: (
            row["Stage"] == "Cea"
            and row["Status"] == "Unilateral document"
            and "1995" <= row["Dat"] <= "2005-06-30"
        )
    )
    assert ids(level="IntraLocal", code="GeWom") == where(
        lambda row: row["Agtp"] == "IntraLocal" and row["GeWom"] not in ("", "0")
    )
    assert ids(actor="49", basis="coded", process="8") == {
        row["AgtId"]
        for row in files.listings
        if row["actor_id"] == "49" and files.process(row) == "8"
    }
    assert ids(place="Sierra Leone") == where(lambda row: "Sierra Leone" in row["Con"].split("/"))
    place = {row.agreement_id for row in graph.query("territory-agreements", place="SLE")}
    assert place == ids(place="Sierra Leone")
    assert {row.agreement_id for row in graph.query("interim-arrangements")} == where(
        lambda row: row["Interim"] == "Yes"
    )


def test_published_shares_of_substantive_refugee_provisions(graph: Graph) -> None:
    published = {
        1990: (3, 44),
        1995: (11, 64),
        2000: (9, 60),
        2005: (6, 29),
        2010: (5, 29),
        2013: (11, 35),
        2015: (8, 46),
    }
    rows = graph.query("provision-share-by-year", code="GRefSubs")
    found = {row.year: (row.with_provision, row.agreements) for row in rows}
    assert {year: found[year] for year in published} == published


@pytest.mark.parametrize(("code", "least"), [("GRefSubs", 1), ("Ce", 2), ("PpsGe:St", 1)])
def test_provisions(code: str, least: int, graph: Graph, files: Files) -> None:
    def coded(row: Row) -> bool:
        return row[code].isdigit() and int(row[code]) >= least

    stages = Counter(LABELS[row["Stage"]] for row in files.agreements.values())
    with_it = Counter(LABELS[row["Stage"]] for row in files.agreements.values() if coded(row))
    rows = graph.query("provision-by-stage", code=code, min_value=least, local="include")
    assert {row.stage: (row.with_provision, row.agreements, row.share) for row in rows} == {
        stage: (with_it[stage], count, _share(with_it[stage], count))
        for stage, count in stages.items()
    }
    actors = _counts(
        (row["actor_id"], row["AgtId"])
        for row in files.listings
        if coded(files.agreements[row["AgtId"]])
    )
    rows = graph.query("provision-signatories", code=code, min_value=least, basis="coded")
    assert {row.actor_id: row.agreements for row in rows} == dict(actors)


def test_women_and_the_un(graph: Graph, files: Files) -> None:
    women = {row["AgtId"] for row in files.listings if row["women"] == "1"}
    gender = {key for key in files.known() if files.agreements[key]["GeWom"] not in ("", "0")}
    rows = graph.query("women-signatories", basis="coded")
    assert {row.women_signatory: (row.agreements, row.with_gender) for row in rows} == {
        "yes": (len(women), len(women & gender)),
        "no": (len(files.known() - women), len(gender - women)),
    }
    listed = {row["AgtId"] for row in files.listings if "U" in row["un_type"]}
    coded = {key for key in files.known() if files.agreements[key]["ImUN"] == "1"}
    rows = graph.query("un-signatory-check", basis="coded")
    assert {(row.agreement_id, row.coded, row.listed) for row in rows} == {
        *((key, True, False) for key in coded - listed),
        *((key, False, True) for key in listed - coded),
    }


def test_processes_over_time(graph: Graph, files: Files) -> None:
    process = Counter(files.process(row) for row in files.listings).most_common(1)[0][0]
    own = {key: row for key, row in files.agreements.items() if row["PP"] == process}
    rows = graph.query("process-timeline", process=process, basis="coded")
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    for row in rows:
        for column, side in (("parties", "party"), ("third_parties", "third party")):
            names = {
                files.name(item["actor_id"])
                for item in files.listings
                if item["AgtId"] == row.agreement_id and item["signatory_type"] == side
            }
            assert set(filter(None, re.split("; ", row[column] or ""))) == names
    assert {row.agreement_id for row in rows} == set(own)
    dates = defaultdict(set)
    for item in files.listings:
        if item["AgtId"] in own and item["signatory_type"] == "party":
            dates[item["actor_id"]].add((own[item["AgtId"]]["Dat"], item["AgtId"]))
    rows = graph.query("parties-joining-leaving", process=process, basis="coded")
    assert {
        row.actor_id: (str(row.first_date), str(row.last_date), row.agreements) for row in rows
    } == {actor: (min(found)[0], max(found)[0], len(found)) for actor, found in dates.items()}


def test_stage_returns(graph: Graph, files: Files) -> None:
    rest = [row for row in files.agreements.values() if row["Agtp"] != "IntraLocal"]
    expected = {}
    for row in rest:
        if row["Stage"] in ("Pre", "Cea"):
            before = [
                other["Dat"]
                for other in rest
                if other["PP"] == row["PP"]
                and other["Stage"] == "Imp"
                and other["Dat"] < row["Dat"]
            ]
            if before:
                expected[row["AgtId"]] = (max(before), row["Dat"], LABELS[row["Stage"]])
    rows = graph.query("stage-returns")
    assert {
        row.later_id: (str(row.implementation_date), str(row.later_date), row.later_stage)
        for row in rows
    } == expected
    assert len(rows) == len(expected)


def test_sources_of_each_agreement(graph: Graph, files: Files) -> None:
    rows = graph.query("agreement-sources")
    table = {row.agreement_id: row for row in rows if row.source == "pax_v9.csv"}
    assert table.keys() == files.agreements.keys()
    assert all(
        row.first_release == int(files.agreements[key]["Ver"]) and key in row.page
        for key, row in table.items()
    )
    coded = {row.agreement_id for row in rows if row.source == "paax_v0.2_part.xlsx"}
    assert coded == files.known()
