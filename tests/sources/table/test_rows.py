"""What one row of a PA-X table says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.records import Agreement, Location, Provision, SourceFile
from graphbuild.report import Report
from tests.sources.conftest import ROW

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]
Only = Callable[..., tuple[Agreement, Report]]


def kinds(report: Report) -> set[str]:
    return {problem.kind for problem in report.problems}


def test_a_row_becomes_an_agreement(only: Only) -> None:
    agreement, report = only(PP="66.0", AgtId="556.0", Lgt="35", N_characters="68198", Interim="No")
    assert (agreement.file, agreement.row) == ("table.csv", 2)
    assert (agreement.id, agreement.process_id) == ("556", "66")
    assert (agreement.name, agreement.date) == ("Good Friday Agreement", "1998-04-10")
    assert (agreement.level, agreement.level_code) == ("Intrastate/intrastate conflict", "Intra")
    assert (agreement.stage, agreement.stage_code) == (
        "Framework/substantive - comprehensive",
        "SubComp",
    )
    assert (agreement.substage, agreement.substage_code) == ("Agreement", "FrAg")
    assert (agreement.status_code, agreement.nature_code) == ("MultiSign", "Government-territory")
    assert (agreement.interim, agreement.first_release, agreement.release) == ("No", "9", "v9")
    assert (agreement.length_pages, agreement.length_characters) == (35, 68198)
    assert agreement.country_entity == ["Ireland", "United Kingdom", "Northern Ireland"]
    assert agreement.countries == ["Ireland", "United Kingdom"]
    assert agreement.entities == ["Northern Ireland"]
    assert report.problems == []


NULLS = (
    "|NA|N/A|Na|NA | |nan|NULL|#N/A|None|none|NaT|<NA>|\\N|n.a.|-|--|\u2013|.|?|unknown|Not available"
    "|(null)|-nan|..."
)


@pytest.mark.parametrize("null", NULLS.split("|"))
def test_nulls_of_every_spelling(only: Only, null: str) -> None:
    agreement, report = only(ThrdPart=null, OthAgr=null, UcdpCon=null, Loc1ISO=null, StageSub=null)
    assert (agreement.third_parties, agreement.mentions, agreement.substage) == ("", "", "")
    assert (agreement.conflict_ids, agreement.locations) == ({}, [])
    assert report.problems == []


@pytest.mark.parametrize("written", ["/", "-", " / "])
def test_a_lone_mark_names_nobody(only: Only, written: str) -> None:
    assert only(ThrdPart=written)[0].third_parties == ""


@pytest.mark.parametrize(
    "written", ["Nonesuch Front", "Namibia", "- The Guarantors: the UN", "NATO"]
)
def test_texts_that_only_resemble_a_null_stay(only: Only, written: str) -> None:
    assert only(ThrdPart=written)[0].third_parties == written


def test_identifiers_lose_the_decimals_of_pandas(only: Only) -> None:
    agreement, report = only(
        UcdpCon="388.0",
        CowWar="856",
        UcdpAgr="3451999060301.0",
        PamAgr="8,0",
        Loc1GWNO="371.0",
        Loc1ISO="ARM",
    )
    assert agreement.conflict_ids == {
        "ucdp": "388",
        "cow": "856",
        "ucdp_agreement": "3451999060301",
        "pam": "8",
    }
    assert agreement.locations == [Location("ARM", "371")]
    assert report.problems == []


@pytest.mark.parametrize("written", ["3.45E+12", "9.02E+11", "3.45E/12", "5,17e12"])
def test_a_number_that_excel_cut_is_no_identifier(only: Only, written: str) -> None:
    agreement, report = only(UcdpAgr=written)
    assert agreement.conflict_ids == {}
    assert agreement.warnings == [f"UcdpAgr: {written}"]
    assert kinds(report) == {"excel-damage"}


def test_a_text_that_excel_took_for_a_formula_is_reported(only: Only) -> None:
    agreement, report = only(OthAgr="#NAME?")
    assert agreement.mentions == ""
    assert agreement.warnings == ["OthAgr: #NAME?"]
    assert report.problems[0].message == "OthAgr: Excel wrote #NAME? in place of the text"
    assert (report.problems[0].row, report.problems[0].agreement) == (2, "556")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("12a", "not-a-number"),
        ("1.5", "not-a-number"),
        ("-4", "not-a-number"),
        ("333;334", "not-a-number"),
        ("12,000", "not-a-number"),
        ("12.000", "not-a-number"),
        ("٣٣٣", "not-a-number"),
    ],
)
def test_what_is_no_whole_number_is_kept_aside(only: Only, cell: str, kind: str) -> None:
    agreement, report = only(UcdpCon=cell)
    assert agreement.conflict_ids == {}
    assert agreement.warnings == [f"UcdpCon: {cell}"]
    assert kinds(report) == {kind}


def test_a_row_without_id_comes_through(only: Only) -> None:
    agreement, report = only(AgtId="")
    assert (agreement.id, agreement.name) == ("", "Good Friday Agreement")
    assert kinds(report) == {"no-id"}


def test_a_row_without_date_comes_through(only: Only) -> None:
    agreement, report = only(Dat="NA")
    assert agreement.date == ""
    assert kinds(report) == {"no-date"}


def test_line_ends_are_folded_and_edges_trimmed(only: Only) -> None:
    agreement, _ = only(Part=" A. One\r\nB. Two\rC. Three\n\u00a0", Agt="Accord\nAcuerdo")
    assert agreement.parties == "A. One\nB. Two\nC. Three"
    assert agreement.name == "Accord\nAcuerdo"


def test_unusual_characters_stay(only: Only) -> None:
    text = "line\u2028separator, soft\u00adhyphen, zero\u200bwidth, JOÃO, Кремль"
    assert only(Part=text)[0].parties == text


def test_lost_letters_are_reported(only: Only) -> None:
    agreement, report = only(ThrdPart="Fran????ois, chair")
    assert agreement.third_parties == "Fran????ois, chair"
    assert kinds(report) == {"lost-characters"}
    assert only(ThrdPart="Who signed??")[1].problems == []


def test_a_text_as_long_as_an_excel_cell_may_be_cut(only: Only) -> None:
    agreement, report = only(Part="x" * 32_767)
    assert len(agreement.parties) == 32_767
    assert kinds(report) == {"cut-text"}


def test_an_unknown_value_is_kept_without_a_code(only: Only) -> None:
    agreement, report = only(Stage="Afterwards", StageSub="")
    assert (agreement.stage, agreement.stage_code) == ("Afterwards", "")
    assert kinds(report) == {"unknown-value"}


@pytest.mark.parametrize("written", ["Other", "Oth"])
def test_the_substage_of_stage_other(only: Only, written: str) -> None:
    agreement, report = only(Stage="Oth", StageSub=written)
    assert agreement.substage_code == "Oth"
    assert report.problems == []


def test_substages_of_one_label_keep_their_own_codes(only: Only) -> None:
    assert only(Stage="Pre", StageSub="PreOth")[0].substage_code == "PreOth"
    assert only(Stage="SubPar", StageSub="FrparOth")[0].substage_code == "FrparOth"
    assert only(Stage="SubComp", StageSub="FrcomOth")[0].substage_code == "FrcomOth"


def test_a_length_of_nothing_is_no_length(only: Only) -> None:
    agreement, report = only(Lgt="7", N_characters="0")
    assert (agreement.length_pages, agreement.length_characters) == (7, None)
    assert kinds(report) == {"zero-length"}


def test_kosovo_has_a_number_and_no_code(only: Only) -> None:
    agreement, _ = only(Loc1ISO="", Loc1GWNO="347", Loc2ISO="SRB", Loc2GWNO="340")
    assert agreement.locations == [Location("", "347"), Location("SRB", "340")]
    assert agreement.to_json()["locations"][0] == {"iso3": "", "gwno": "347"}


def test_addresses_of_page_and_document(only: Only) -> None:
    page, pdf = "https://example.org/agreements/556/", "https://example.org/a.pdf"
    agreement, _ = only(PAX_Hyperlink=page, PDF_Hyperlink=pdf)
    assert (agreement.page_url, agreement.pdf_url) == (page, pdf)


@pytest.mark.parametrize("written", ["javascript:alert(1)", "see the website", "http://a b"])
def test_what_is_no_address_is_not_taken_over(only: Only, written: str) -> None:
    agreement, report = only(PDF_Hyperlink=written)
    assert agreement.pdf_url == ""
    assert agreement.warnings == [f"PDF_Hyperlink: {written}"]
    assert kinds(report) == {"not-an-address"}


def test_only_codes_that_are_not_zero_become_provisions(only: Only) -> None:
    agreement, report = only(
        GRef="3", GRefRhet="1", GRefSubs="0", StDef="1", Ce="0.0", TjPrire="2.0"
    )
    assert agreement.provisions == [
        Provision("GRef", "Groups→Refugees/displaced persons", 3),
        Provision("GRefRhet", "Groups→Refugees/displaced persons→Rhetorical", 1),
        next(p for p in agreement.provisions if p.code == "StDef"),
        Provision("TjPrire", "Transitional justice→Prisoner release", 2),
    ]
    assert agreement.issues == [
        "Groups→Refugees/displaced persons",
        "Transitional justice→Prisoner release",
    ]
    assert agreement.issue_paths == ["Groups→Refugees/displaced persons→Rhetorical"]
    assert agreement.issue_codes == ["GRef", "GRefRhet", "StDef", "TjPrire"]
    assert report.problems == []


def test_a_parent_is_not_made_up_from_its_child(only: Only) -> None:
    agreement, _ = only(GRef="0", GRefRhet="1")
    assert (agreement.issues, agreement.issue_codes) == ([], ["GRefRhet"])


def test_a_value_beyond_the_scale_is_kept_and_reported(only: Only) -> None:
    agreement, report = only(Cons="3")
    assert agreement.provisions[0][2] == 3
    assert report.problems[0].message == "Cons is 3, the scale of v9 ends at 1; kept as it is"
    assert agreement.warnings == ["Cons is 3, the scale of v9 ends at 1"]


def test_the_scale_depends_on_the_release(only: Only) -> None:
    early, report = only(without=("Ver",), Cons="3", GeSo="0", N_characters="9")
    assert (early.release, early.provisions[0].value) == ("v2", 3)
    assert "out-of-range" not in kinds(report)
    assert "out-of-range" not in kinds(only(Ver="4", Cons="3")[1])
    unknown, report = only(without=("Ver",), Cons="3", GeSo="0")
    assert (unknown.release, unknown.provisions[0].value) == ("", 3)
    assert "out-of-range" not in kinds(report)


@pytest.mark.parametrize("written", ["x", "-99", "0.5", "1e0"])
def test_an_issue_value_that_is_none_is_kept_aside(only: Only, written: str) -> None:
    agreement, report = only(GRef=written, Ce="1")
    assert agreement.issue_codes == ["Ce"]
    assert agreement.warnings == [f"GRef: {written}"]
    assert kinds(report) == {"issue-value"}


def test_an_empty_issue_cell_is_reported_as_not_coded(only: Only) -> None:
    agreement, report = only(GRef="NA")
    assert agreement.provisions == []
    assert kinds(report) == {"empty-issue"}


def test_a_number_that_is_no_day_of_these_years_becomes_no_date(only: Only) -> None:
    agreement, report = only(Dat="12345")
    assert agreement.date == ""
    assert agreement.warnings == ["Dat: 12345"]
    assert report.count("error") == 1


@pytest.mark.parametrize("mark", ["-999", "99", "0", "99.0"])
def test_a_number_in_place_of_words_is_a_mark_for_nothing(only: Only, mark: str) -> None:
    agreement, report = only(
        Con=mark, PPName=mark, Part=mark, ThrdPart=mark, OthAgr=mark, StageSub=mark, Loc1ISO=mark
    )
    assert (agreement.country_entity, agreement.process, agreement.parties) == ([], "", "")
    assert (agreement.third_parties, agreement.mentions, agreement.substage) == ("", "", "")
    assert agreement.locations == []
    assert kinds(report) == {"number-for-words", "unknown-code"}
    assert f"Part: {mark}" in agreement.warnings


def test_no_conflict_has_the_number_nought(only: Only) -> None:
    agreement, report = only(UcdpCon="0", Loc1GWNO="0")
    assert (agreement.conflict_ids, agreement.locations) == ({}, [])
    assert kinds(report) == {"zero-number"}


@pytest.mark.parametrize("code", ["CAR", "LIB", "xx", "#REF!"])
def test_codes_that_no_country_has_are_left_out_and_told(only: Only, code: str) -> None:
    agreement, report = only(Loc1ISO=code, Loc1GWNO="482")
    assert agreement.locations == [("", "482")]
    assert kinds(report) == {"unknown-code"}


@pytest.mark.parametrize(
    "address",
    ["https://example.org/90 01", "https://example.org/a{b}|c^d`e", "http://", "www.example.org",
     "javascript:alert(1)", "https://example.org/<x>", "https:///path"],
)  # fmt: skip
def test_links_that_are_no_iris_are_left_out_and_told(only: Only, address: str) -> None:
    agreement, report = only(PAX_Hyperlink=address)
    assert agreement.page_url == ""
    assert kinds(report) == {"not-an-address"}


def test_a_note_below_the_table_is_no_agreement(table: Write, read: Read) -> None:
    blank = dict.fromkeys(ROW, "")
    source, report = read(table({}, blank | {"Con": "Source: PA-X"}))
    assert len(source.agreements) == 1
    assert ("error", "no-agreement", 3) in [(p.level, p.kind, p.row) for p in report.problems]
