"""PA-X Local: known by its own columns, with its level, its places and its mediators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.building.pipeline import assemble
from graphbuild.ontology.terms import PA
from graphbuild.records import Agreement, Locality, SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.table.local import locality

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]
Only = Callable[..., tuple[Agreement, Report]]

LOCAL = {
    "LocaleName": "Upper Ford ",
    "LocaleNat": "City",
    "LatDec": "6.30",
    "LongDec": "-10.8",
    "Mediator": "Centre of Talks, with Norway",
    "PT_FSP": "1",
    "Cattle": "NA",
}


def test_without_a_level_its_own_columns_give_it(only: Only) -> None:
    agreement, report = only(without=["Agtp"], **LOCAL)
    assert (agreement.level, agreement.level_code) == ("Intrastate/local conflict", "IntraLocal")
    assert [p.kind for p in report.problems] == ["local-table"]


def test_a_level_of_its_own_stands(only: Only) -> None:
    assert only(**LOCAL)[0].level_code == "Intra"


def test_one_column_of_it_proves_nothing(only: Only) -> None:
    agreement, report = only(without=["Agtp"], Cattle="1")
    assert agreement.level_code == ""
    assert [p.kind for p in report.problems] == ["missing-column"]


def test_its_columns_are_kept_under_their_own_names(only: Only) -> None:
    printed = only(**LOCAL)[0].to_json()
    assert printed["localities"] == [
        {"name": "Upper Ford", "latitude": "6.30", "longitude": "-10.8"}
    ]
    assert (printed["PT_FSP"], printed["LocaleNat"]) == ("1", "City")
    assert printed["mediators"] == "Centre of Talks, with Norway"
    assert "Cattle" not in printed


@pytest.mark.parametrize(
    ("given", "found", "doubt"),
    [
        (("Ford", "6.3", "-10.8"), Locality("Ford", "6.3", "-10.8"), False),
        (("Ford", "6,3", "+10"), Locality("Ford", "6.3", "10"), False),
        (("", "6.3", "-10.8"), Locality("", "6.3", "-10.8"), False),
        (("Ford", "999", "999"), Locality("Ford"), False),
        (("Ford", "999.0", "999.0"), Locality("Ford"), False),
        (("Ford", "", ""), Locality("Ford"), False),
        (("Ford", "6.3", "99"), Locality("Ford", "6.3", "99"), False),
        (("Ford", "6.3", ""), Locality("Ford"), True),
        (("Ford", "91", "10"), Locality("Ford"), True),
        (("Ford", "6.3", "181"), Locality("Ford"), True),
        (("Ford", "0", "0.0"), Locality("Ford"), True),
        (("Ford", "6°18'N", "10°48'W"), Locality("Ford"), True),
        (("", "", ""), None, False),
    ],
)
def test_a_place_has_a_point_or_none(
    given: tuple[str, str, str], found: Locality | None, doubt: bool
) -> None:
    place, told = locality(*given)
    assert (place, bool(told)) == (found, doubt)


def test_a_doubtful_point_is_reported_and_kept_in_words(only: Only) -> None:
    agreement, report = only(**{**LOCAL, "LatDec": "north"})
    assert agreement.localities == [Locality("Upper Ford")]
    assert agreement.warnings == ["LatDec north, LongDec -10.8"]
    assert [p.kind for p in report.problems] == ["not-a-coordinate"]


def test_the_graph_has_the_place_and_whom_the_column_names(table: Write, read: Read) -> None:
    source, report = read(table(LOCAL))
    data = assemble([source], report)
    said = "".join(line for _, block in data.blocks(False) for line in block)
    place = "<https://w3id.org/peace-agreements/id/place/locality-upper-ford_6.30_-10.8>"
    assert f"{PA.locality} {place} ." in said
    assert f"{place} {PA.latitude} " in said
    assert f'{place} {PA.longitude} "-10.8"^^' in said
    assert f'{PA["localPT_FSP"]} "1" .' in said
    norway = next(p for p in data.participations["556"] if p.actor == "NOR")
    assert (norway.side, norway.roles) == ("third party", ["mediator"])


@pytest.mark.parametrize("text", ["Facilitator: Norway", "Mediator: Norway", "Norway"])
def test_a_role_that_the_mediators_text_states_stands(table: Write, read: Read, text: str) -> None:
    source, report = read(table({**LOCAL, "Mediator": text, "ThrdPart": "As witness: Norway"}))
    (norway,) = (p for p in assemble([source], report).participations["556"] if p.actor == "NOR")
    assert norway.roles == ["witness", "facilitator" if text[0] == "F" else "mediator"]


@pytest.mark.shared
def test_the_real_table_of_before_release_8(shared: Path) -> None:
    report = Report()
    (source,) = read_sources([shared / "data" / "pax_local_v7.csv"], report)
    assert Counter(a.level_code for a in source.agreements) == {"IntraLocal": 344}
    assert "Agtp" in source.columns
    points = [a.localities for a in source.agreements if a.localities and a.localities[0].latitude]
    assert len(points) == 337  # six have 999, one a longitude that Excel destroyed
    (problem,) = (p for p in report.problems if p.level != "info")
    assert (problem.kind, problem.row) == ("not-a-coordinate", 64)


@pytest.mark.shared
def test_the_small_case(shared: Path) -> None:
    (source,) = read_sources([shared / "cases" / "tables" / "local-old.csv"], Report())
    assert [a.level_code for a in source.agreements] == ["IntraLocal"] * 3
    assert {a.localities[0] for a in source.agreements} == {Locality("Testville", "6.3", "-10.8")}
