from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from graphbuild.ontology import places, processes
from graphbuild.ontology.topics import topics
from graphbuild.report import Report
from graphbuild.resources import folder
from graphbuild.sources import Sources, read_sources

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def table() -> list[Row]:
    return rows(folder("samples") / "pax_sample.csv")


@pytest.fixture(scope="module")
def read() -> Sources:
    report = Report()
    names = ("pax_sample.csv", "paax_signatories.csv", "paax_actors.csv")
    sources = read_sources([folder("samples") / name for name in names], report)
    assert report.problems == []
    return sources


def test_the_table_is_read_as_release_9_without_a_finding(read: Sources) -> None:
    agreements = list(read.agreements)
    assert len(agreements) == 19
    assert {agreement.release for agreement in agreements} == {"v9"}
    assert all(agreement.warnings == [] for agreement in agreements)


def test_numbers_cannot_be_taken_for_those_of_pax(table: list[Row]) -> None:
    assert [row["AgtId"] for row in table] == [str(900001 + n) for n in range(len(table))]
    assert all(row["PAX_Hyperlink"].startswith("https://example.org/") for row in table)


def test_processes_and_places_are_those_of_the_coding_scheme(table: list[Row]) -> None:
    for row in table:
        assert processes.names()[row["PP"]] == row["PPName"]
        assert date.fromisoformat(row["Dat"]).year >= 1990
        for name in row["Con"].split("/"):
            place = places.find(name.strip("()"))
            assert place is not None, name
            assert (place.kind == "entity") == name.startswith("("), name


def test_codes_are_on_their_scale_and_below_coded_rows(table: list[Row]) -> None:
    present = {code for code, topic in topics().items() if "v9" in topic.releases}
    assert present <= set(table[0])
    for row in table:
        for code in present:
            assert 0 <= int(row[code]) <= topics()[code].value_max, (row["AgtId"], code)
            parent = topics()[code].parent
            if row[code] != "0" and parent:
                assert row[parent] != "0", (row["AgtId"], code)


def test_every_listing_has_its_agreement_and_actor(table: list[Row]) -> None:
    actors = {row["actor_id"]: row for row in rows(folder("samples") / "paax_actors.csv")}
    titles = {row["AgtId"]: (row["Agt"], row["Dat"]) for row in table}
    listed = rows(folder("samples") / "paax_signatories.csv")
    for row in listed:
        assert titles[row["AgtId"]] == (row["agt_name"], row["Dat"])
        actor = actors[row["actor_id"]]
        assert [row[name] for name in ("id_paax", "actor_name", "actor_type")] == [
            actor[name] for name in ("id_paax", "actor_name", "actor_type")
        ]
    assert all(int(row["signatory_id"]) > 90000 for row in listed)
    assert all(int(number) > 9000 for number in set(actors) - {"21"})


def test_both_meanings_of_third_party_are_there() -> None:
    listed = rows(folder("samples") / "paax_signatories.csv")
    kinds = {(row["signatory_type"], row["practical_third"], row["condition"]) for row in listed}
    assert kinds == {
        ("party", "0", ""),
        ("party", "1", "C3"),
        ("third party", "1", "C1"),
        ("third party", "0", ""),
    }


def test_pages_and_table_agree_on_titles_and_dates(table: list[Row]) -> None:
    if not (folder("samples") / "pages").is_dir():
        pytest.skip("there are no pages yet")
    known = {(row["Agt"], row["Dat"]) for row in table}
    pages = list(read_sources([folder("samples") / "pages"], Report()).agreements)
    assert pages
    for page in pages:
        assert (page.name, page.date) in known, page.file


def _words(text: str) -> list[str]:
    return re.sub(r"\W+", " ", text).lower().split()


@pytest.mark.shared
def test_no_run_of_words_is_from_pax(table: list[Row], shared: Path) -> None:
    """Names and offices alone come to a dozen words in a row."""
    fields, length = ("Part", "ThrdPart", "OthAgr"), 13
    theirs: set[tuple[str, ...]] = set()
    for row in rows(shared / "data" / "pax_v9.csv"):
        for field in fields:
            words = _words(row[field])
            theirs.update(zip(*(words[start:] for start in range(length)), strict=False))
    for row in table:
        for field in fields:
            words = _words(row[field])
            for run in zip(*(words[start:] for start in range(length)), strict=False):
                assert run not in theirs, (row["AgtId"], " ".join(run))
