"""The real releases of PA-X and PAA-X: every row comes through, known damage is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources

pytestmark = pytest.mark.shared

V1, V2 = "pax_v1_extended.csv", "pax_v2.xlsx"
V9, V10 = "pax_v9.csv", "pax_v10_metadata.csv"
PAAX = "paax_v0.2_part.xlsx"

Real = Callable[[str], tuple[SourceFile, Report]]


@pytest.fixture(scope="module")
def real(shared: Path) -> Real:
    @cache
    def one(name: str) -> tuple[SourceFile, Report]:
        report = Report()
        (source,) = read_sources([shared / "data" / name], report)
        return source, report

    return one


def by_id(source: SourceFile) -> dict[str, Agreement]:
    return {agreement.id: agreement for agreement in source.agreements}


@pytest.mark.parametrize(
    ("name", "release", "rows"),
    [(V1, "v1", 1518), (V2, "v2", 1789), (V9, "v9", 2144), (V10, "v10", 2257)],
)
def test_all_rows_come_through(real: Real, name: str, release: str, rows: int) -> None:
    source, report = real(name)
    assert (source.kind, source.release) == ("PA-X table", release)
    assert len(source.agreements) == len(by_id(source)) == rows
    assert report.count("error") == 0
    for agreement in source.agreements:
        assert agreement.name and agreement.status_code and agreement.level_code
        assert agreement.stage_code and agreement.nature_code and agreement.region_code
        assert len(agreement.date) == 10


@pytest.mark.parametrize(("name", "codes"), [(V1, 30599), (V2, 35782), (V9, 42470), (V10, 0)])
def test_all_codes_come_through(real: Real, name: str, codes: int) -> None:
    assert sum(len(agreement.provisions) for agreement in real(name)[0].agreements) == codes


def test_the_two_agreements_of_the_seeds(real: Real) -> None:
    agreements = by_id(real(V9)[0])
    assert agreements["2601"].issue_codes == ["StDef", "StGen", "TjPrire"]
    assert agreements["1731"].issue_codes == [
        *("GRef", "GRefRhet", "Med", "MedOth", "SsrGua", "Ce", "CeProv", "TjPrire", "ImSrc")
    ]
    assert agreements["1731"].entities == ["Nagorno-Karabakh"]
    assert agreements["1731"].conflict_ids["ucdp"] == "388"


def test_dates_agree_between_formats(real: Real) -> None:
    old, new = by_id(real(V9)[0]), by_id(real(V10)[0])
    assert [i for i in old if old[i].date != new[i].date] == []


def test_identifiers_agree_between_spellings(real: Real) -> None:
    old, new = by_id(real(V9)[0]), by_id(real(V10)[0])
    changed = [i for i in old if old[i].conflict_ids.get("ucdp") != new[i].conflict_ids.get("ucdp")]
    assert len(changed) == 10
    assert old["6"].conflict_ids["ucdp_agreement"] == "3451999060301"
    assert new["6"].conflict_ids["ucdp_agreement"] == "3451999060301"


def test_countries_and_entities_agree_between_notations(real: Real) -> None:
    late = by_id(real(V9)[0])
    for name in (V1, V2):
        for identity, agreement in by_id(real(name)[0]).items():
            again = late.get(identity)
            if again is None or set(agreement.country_entity) != set(again.country_entity):
                continue
            assert set(agreement.entities) == set(again.entities), identity


def test_what_excel_did_to_v1(real: Real) -> None:
    source, report = real(V1)
    lost = [a for a in source.agreements if any("#NAME?" in w for w in a.warnings)]
    assert {a.id for a in lost} == {"321", "455", "1193", "1290", "711"}
    cut = next(p for p in report.problems if p.message.startswith("UcdpAgr: Excel cut"))
    assert "(172 rows:" in cut.message
    assert all("ucdp_agreement" not in a.conflict_ids for a in source.agreements)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (V1, {("Tral", 3, "747"), ("SsrPsf", 2, "894"), ("Terr", 2, "235"), ("Terr", 2, "367")}
            | {("Terr", 2, "430"), ("ImPK", 3, "1902")}),
        (V2, set()),
        (V9, {("ConRen", 2, "2660"), ("Cons", 2, "2605"), ("Cons", 2, "2609"), ("Cons", 2, "2672")}
            | {("Cons", 3, "2607"), ("CprEq", 2, "2609"), ("CprEq", 2, "2615")}),
    ],
)  # fmt: skip
def test_values_beyond_the_scale_of_their_release(
    real: Real, name: str, values: set[tuple[str, int, str]]
) -> None:
    source, report = real(name)
    told = {
        (p.code, p.value, a.id)
        for a in source.agreements
        for p in a.provisions
        if any(w.startswith(f"{p.code} is {p.value}, the scale") for w in a.warnings)
    }
    assert told == values
    assert bool(values) == any(p.kind == "out-of-range" for p in report.problems)


def test_blank_and_slash_third_parties_are_none(real: Real) -> None:
    agreements = by_id(real(V9)[0])
    assert {agreements[i].third_parties for i in ("145", "1126", "1132", "1142")} == {""}
    assert sum(not a.third_parties for a in agreements.values()) == 979 + 4
    assert sum(not a.mentions for a in agreements.values()) == 1052 + 2


def test_the_actors_dataset(real: Real) -> None:
    source, report = real(PAAX)
    assert (source.kind, source.release) == ("PAA-X", "v0.2")
    assert (len(source.listings), len(source.actors)) == (5368, 1525)
    assert len({listing.signatory_id for listing in source.listings}) == 5368
    assert sum(bool(x.third_to_conflict) for x in source.listings) == 2479
    assert report.count("error") == 0
    assert [p.kind for p in report.problems if p.level == "info"] == [
        "other-sheet",
        "unusable-dates",
    ]


def test_a_whole_folder(shared: Path) -> None:
    report = Report()
    kinds = [source.kind for source in read_sources([shared / "seeds"], report)]
    assert kinds == ["coding page", "coding page"]


def test_an_authority_of_actors(real: Real) -> None:
    source, report = real("paax_actors.csv")
    assert (source.kind, source.format, len(source.agreements)) == ("actor authority", "csv", 0)
    assert {a.key for a in source.actors} >= {a.key for a in real(PAAX)[0].actors}
    assert report.count("error") == 0
