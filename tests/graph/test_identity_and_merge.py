from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

import graphbuild
from graphbuild.building.linking import known_actors
from graphbuild.building.pipeline import assemble
from graphbuild.formats.tables import write_tables
from graphbuild.graph.dataset import Dataset
from graphbuild.graph.merge import INTERIM_FLAG
from graphbuild.ontology.terms import PA
from graphbuild.records import Actor, Agreement, Listing, Location, Provision, SourceFile
from graphbuild.report import Report
from graphbuild.resources import folder
from graphbuild.sources import read_sources

COLUMNS = frozenset(
    ["AgtId", "Agt", "Dat", "Part", "ThrdPart", "PP", "PPName", "Interim", "GRef", "GRefRhet"]
)


def row(**values: object) -> Agreement:
    given = {"id": "7", "name": "Accord of the Two Rivers", "date": "1999-05-04"} | values
    return Agreement(**given)  # type: ignore[arg-type]


def source(
    name: str, *records: Agreement, release: str = "", kind: str = "PA-X table"
) -> SourceFile:
    columns = COLUMNS if kind == "PA-X table" else frozenset[str]()
    sha = (name.encode().hex() * 8)[:64]
    made = SourceFile(name, kind, "csv", sha, 1, release, columns, list(records))  # type: ignore[arg-type]
    for record in records:
        record.file, record.release = name, release
    return made


def merged(*sources: SourceFile) -> tuple[Dataset, Report]:
    report = Report()
    return assemble(sources, report), report


def test_the_newest_table_stands_and_an_empty_cell_is_a_value() -> None:
    old = source("old.csv", row(parties="A and B", third_parties="The Republic of C"), release="v9")
    new = source("new.csv", row(parties="A, B", third_parties=""), release="v10")
    data, _ = merged(old, new)
    item = data.merged[0]
    assert (item.record.parties, item.record.third_parties) == ("A, B", "")
    assert [(d.field, d.file_a, d.value_a, d.file_b, d.value_b) for d in item.disagreements] == [
        ("Part", "new.csv", "A, B", "old.csv", "A and B"),
        ("ThrdPart", "new.csv", "", "old.csv", "The Republic of C"),
    ]


def test_white_space_is_no_difference() -> None:
    data, _ = merged(
        source("a.csv", row(parties="A\nB  C"), release="v2"),
        source("b.csv", row(parties="A B\u00a0C "), release="v9"),
    )
    assert data.merged[0].disagreements == []


def test_a_page_only_adds_what_tables_lack() -> None:
    page = source(
        "page.md",
        row(id="", parties="Somebody else", description="Of rivers.", region="Americas"),
        kind="coding page",
    )
    data, _ = merged(source("t.csv", row(parties="A"), release="v9"), page)
    item = data.merged[0]
    assert len(data.merged) == 1
    assert item.record.parties == "A"
    assert item.record.description == "Of rivers."
    assert item.record.region == "Americas"
    assert [d.field for d in item.disagreements] == ["Part"]


def test_interim_from_a_page_alone_is_flagged() -> None:
    page = source("page.md", row(id="", interim="Yes"), kind="coding page")
    assert merged(page)[0].merged[0].flags == [INTERIM_FLAG]
    table = source("t.csv", row(interim="No"), release="v9")
    both = merged(page, table)[0].merged[0]
    assert both.flags == []
    assert [(d.field, d.value_a, d.value_b) for d in both.disagreements] == [
        ("Interim", "No", "Yes")
    ]


@pytest.mark.parametrize(
    "title", ["accord of the TWO rivers", "Accord  of the Two Rivers.", "Accord of the Two Rlvers"]
)
def test_a_page_joins_by_title_and_date(title: str) -> None:
    page = source("p.md", row(id="", name=title), kind="coding page")
    assert [item.key for item in merged(source("t.csv", row()), page)[0].merged] == ["7"]


@pytest.mark.parametrize(
    "values", [{"name": "Accord of the Two River"}, {"date": "1999-05-05"}, {"date": ""}]
)
def test_a_page_does_not_join_by_resemblance(values: dict[str, str]) -> None:
    page = source("p.md", row(**({"id": ""} | values)), kind="coding page")
    data, report = merged(source("t.csv", row()), page)
    assert len(data.merged) == 2
    assert ("warning", "page-without-row") in report.kinds()


@pytest.mark.parametrize(
    ("table", "page"), [("1999", "1999-05-04"), ("1999-05", "1999-05-04"), ("1999-05-04", "1999")]
)
def test_dates_join_and_agree_as_far_as_they_are_known(table: str, page: str) -> None:
    data, report = merged(
        source("t.csv", row(date=table)),
        source("p.md", row(id="", date=page), kind="coding page"),
    )
    (item,) = data.merged
    assert (item.record.date, item.disagreements) == ("1999-05-04", [])
    assert report.kinds() == {}


@pytest.mark.parametrize("date", ["2000", "1999-06", ""])
def test_dates_of_another_year_or_month_do_not_join(date: str) -> None:
    table, page = source("t.csv", row()), source("p.md", row(id="", date=date), kind="coding page")
    assert len(merged(table, page)[0].merged) == 2


def test_years_that_fit_two_rows_are_not_guessed_between() -> None:
    table = source("t.csv", row(id="1"), row(id="2", date="1999-06-07"))
    data, report = merged(table, source("p.md", row(id="", date="1999"), kind="coding page"))
    assert len(data.merged) == 3
    assert ("warning", "ambiguous-title") in report.kinds()


def test_of_two_dates_that_agree_the_one_that_says_more_stands() -> None:
    old, new = (
        source("old.csv", row(), release="v9"),
        source("new.csv", row(date="1999"), release="v10"),
    )
    (item,) = merged(old, new)[0].merged
    assert (item.record.date, item.disagreements) == ("1999-05-04", [])
    other = source("other.csv", row(date="2000"), release="v10")
    (item,) = merged(old, other)[0].merged
    assert item.record.date == "2000"
    assert [d.field for d in item.disagreements] == ["Dat"]


def test_two_rows_of_one_title_and_date_are_not_guessed_between() -> None:
    table = source("t.csv", row(id="1"), row(id="2"))
    data, report = merged(table, source("p.md", row(id=""), kind="coding page"))
    assert len(data.merged) == 3
    assert ("warning", "ambiguous-title") in report.kinds()


def test_an_id_given_twice_in_a_table_is_told_and_the_first_row_counts() -> None:
    table = source("t.csv", row(parties="first", row=2), row(parties="second", row=3))
    data, report = merged(table)
    assert data.merged[0].record.parties == "first"
    assert ("error", "duplicate-id") in report.kinds()


def test_process_numbers_of_early_releases_mean_nothing_later() -> None:
    early = source("v2.csv", row(process="Angola: UNITA process", process_id="99"), release="v2")
    data, _ = merged(early)
    text = "\n".join(str(t) for block in data.merged_blocks() for t in block)
    assert "<https://w3id.org/peace-agreements/id/process/4>" in text
    assert "/process/99>" not in text
    later = source("v9.csv", row(process="Angola: UNITA process", process_id="4"), release="v9")
    assert merged(early, later)[0].merged[0].disagreements == []


def test_codes_come_from_the_newest_table_that_has_them_and_passages_from_pages() -> None:
    coded = source(
        "t.csv",
        row(
            provisions=[Provision("GRef", "Groups→Refugees/displaced persons", 2)],
            issue_codes=["GRef"],
        ),
        release="v9",
    )
    page = source(
        "p.md",
        row(
            id="",
            issue_codes=["GRef", "GRefRhet", "Med"],
            provisions=[
                Provision(
                    "GRef", "Groups→Refugees/displaced persons", None, "Page 1", "They return."
                ),
                Provision("GRefRhet", "", None, "Page 2", "Lost: the table codes 0."),
                Provision("Med", "", None, "Page 3", "No table shows this column."),
            ],
        ),
        kind="coding page",
    )
    item = merged(coded, page)[0].merged[0]
    found = [(p.code, p.value, p.excerpt) for p in item.record.provisions]
    assert found == [
        ("GRef", 2, ""),
        ("GRef", None, "They return."),
        ("Med", None, ""),
        ("Med", None, "No table shows this column."),
    ]
    assert [(d.field, d.value_a, d.value_b) for d in item.disagreements] == [
        ("GRefRhet", "0", "coded")
    ]


@pytest.mark.shared
def test_real_releases_disagree_where_they_are_known_to(shared: Path) -> None:
    report = Report()
    folder = shared / "data"
    files = read_sources([folder / "pax_v9.csv", folder / "pax_v10_metadata.csv"], report)
    data = assemble(files, report, link=False)
    assert Counter(d.field for item in data.merged for d in item.disagreements) == {
        "Part": 20,
        "ThrdPart": 12,
        "UcdpCon": 10,
        "Agt": 1,
        "PP": 4,
        "PPName": 6,
        "N_characters": 2,
    }


def test_without_linking_nobody_is_found_in_texts() -> None:
    only = source("a.csv", row(parties="Government of Sudan"), release="v9")
    assert assemble([only], Report()).participations["7"]
    assert assemble([only], Report(), link=False).participations == {}


def test_of_a_repeated_id_the_first_row_stands_with_its_number() -> None:
    table = source("t.csv", row(row=2, parties="A"), row(row=3, parties="B"), release="v9")
    data, _ = merged(table)
    said = "".join(line for block in data.source_blocks(table) for line in block)
    assert f'{PA.recordNumber} "2"' in said
    assert f'{PA.recordNumber} "3"' not in said


def test_another_authority_completes_what_paax_says_of_an_actor() -> None:
    paax = source("paax.xlsx", kind="PAA-X")
    paax.actors = [Actor("5", "River Front", type="Armed group"), Actor("6", "Delta Union")]
    other = source("names.csv", kind="actor authority")
    other.actors = [
        Actor("5", "River Front", type="Other", alternative_names=["RF"]),
        Actor("6", "Somebody else", alternative_names=["SE"]),
    ]
    front, union = known_actors([other, paax], Report())
    assert (front.type, front.alternative_names) == ("Armed group", ["RF"])
    assert (union.name, union.alternative_names) == ("Delta Union", [])


def test_the_newest_release_of_paax_counts() -> None:
    table = source("t.csv", row(), release="v9")
    files = [
        source(f"{release}.xlsx", release=release, kind="PAA-X") for release in ("v0.10", "v0.2")
    ]
    for number, file in enumerate(files):
        file.listings = [Listing(file.name, 2, str(number), "7", "5", "party")]
    data, _ = merged(table, *files)
    assert [given.id for given in data.participations["7"]] == ["0"]


def test_the_table_of_provisions_has_one_row_for_each_passage(tmp_path: Path) -> None:
    table = source(
        "t.csv",
        row(provisions=[Provision("GRef", "a", 2), Provision("GRefRhet", "b", 1)]),
        release="v9",
    )
    page = source(
        "p.md",
        row(id="", provisions=[Provision("GRef", "a", None, "Page 1", f"Text {n}") for n in "12"]),
        kind="coding page",
    )
    data, _ = merged(table, page)
    write_tables(data, tmp_path)
    with (tmp_path / "tables" / "provisions.csv").open(encoding="utf-8", newline="") as handle:
        rows = [
            (given["code"], given["value"], given["excerpt"]) for given in csv.DictReader(handle)
        ]
    assert rows == [("GRef", "2", "Text 1"), ("GRef", "2", "Text 2"), ("GRefRhet", "1", "")]


def locations(*codes: tuple[str, str]) -> list[Location]:
    return [Location(*code) for code in codes]


def test_every_field_of_two_pages_is_compared() -> None:
    first = row(
        id="",
        conflict="Two Rivers Conflict (1991 - )",
        conflict_description="It began over water.",
        agreement_document=["Accord.pdf", "Annex.pdf"],
        related_cases="None.",
        source_citation="The archive.",
    )
    second = row(
        id="",
        conflict="Conflict of the Two Rivers",
        conflict_description="It began  over water.",
        agreement_document=["Annex.pdf"],
        related_cases="One case.",
        source_citation="",
    )
    pages = [
        source("a.md", first, kind="coding page"),
        source("b.md", second, kind="coding page"),
    ]
    item = merged(*pages)[0].merged[0]
    assert [(d.field, d.value_a, d.value_b) for d in item.disagreements] == [
        ("x:ConflictName", "Two Rivers Conflict (1991 - )", "Conflict of the Two Rivers"),
        ("x:AgreementDocument", "Accord.pdf/Annex.pdf", "Annex.pdf"),
        ("x:RelatedCases", "None.", "One case."),
    ]
    assert item.record.source_citation == "The archive."


@pytest.mark.parametrize(
    ("newer", "told"),
    [
        (locations(("SDN", "625"), ("SSD", "626")), []),
        (locations(("", "626"), ("SDN", "")), []),  # the same two by other codes, not ranked
        (locations(("SDN", "625")), [("Loc1ISO", "Sudan", "South Sudan/Sudan")]),
        ([], [("Loc1ISO", "", "South Sudan/Sudan")]),
    ],
)
def test_locations_are_compared_as_a_set(newer: list[Location], told: list[object]) -> None:
    old = source("v8.csv", row(locations=locations(("SSD", "626"), ("SDN", "625"))), release="v8")
    new = source("v9.csv", row(locations=newer), release="v9")
    for table in (old, new):
        table.columns |= {"Loc1ISO", "Loc2ISO", "Loc1GWNO", "Loc2GWNO"}
    item = merged(old, new)[0].merged[0]
    assert [(d.field, d.value_a, d.value_b) for d in item.disagreements] == told
    assert item.record.locations == newer


def test_a_table_without_columns_for_locations_says_nothing_of_them() -> None:
    old = source("v8.csv", row(locations=locations(("SSD", "626"))), release="v8")
    old.columns |= {"Loc1ISO"}
    item = merged(old, source("v9.csv", row(), release="v9"))[0].merged[0]
    assert item.disagreements == []
    assert item.record.locations == locations(("SSD", "626"))


def test_the_query_lists_what_the_report_does(tmp_path: Path) -> None:
    """Two conversions of a page that differ in what only pages print, and two tables in the rest."""
    page = (folder("samples") / "pages" / "aceh.md").read_text(encoding="utf-8")
    other = page.replace("Aceh Conflict (1976 - 2005)", "Aceh War (1976 - 2005)")
    other = other.replace("changed minds on both sides", "changed minds").replace(
        "Memorandum of Understanding.pdf", "Memorandum.pdf"
    )
    other = other.replace(
        "| Source | Crisis Management Initiative, on file |", "| Source | Online |"
    )
    for name, text in (("a.md", page), ("b.md", other)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    header = "AgtId,Agt,Dat,Con,PPName,Ver,Loc1ISO,Loc2ISO,Loc1GWNO,Loc2GWNO\n"
    said = "7,Accord,1999-05-04,Sudan,Sudan process"
    (tmp_path / "v9.csv").write_text(f"{header}{said},9,SDN,SSD,625,626\n", encoding="utf-8")
    (tmp_path / "v10.csv").write_text(f"{header}{said},10,,SDN,,625\n", encoding="utf-8")
    graph = graphbuild.build([tmp_path], tmp_path / "out")
    listed = {
        (row.field, frozenset([(row.source_a, row.value_a), (row.source_b, row.value_b)]))
        for row in graph.query("disagreements")
    }
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    told = {
        (d["field"], frozenset([(d["file_a"], d["value_a"]), (d["file_b"], d["value_b"])]))
        for d in report["disagreements"]
    }
    assert listed == told
    assert sorted(field for field, _ in told) == [
        "Loc1ISO",
        "Ver",
        "x:AgreementDocument",
        "x:ConflictDescription",
        "x:ConflictName",
        "x:SourceCitation",
    ]
