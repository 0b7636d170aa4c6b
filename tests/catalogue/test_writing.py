"""One answer with every kind of term, in every format that ``write`` knows."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from graphbuild.api import Graph, load
from graphbuild.catalogue.answer import Answer
from graphbuild.catalogue.writers import write
from graphbuild.errors import UsageError

TERMS = {
    "iri": "<http://a/b>",
    "words": '"=x|\\"y\\", z"@en',
    "whole": "-5",
    "part": "2.5",
    "truth": "false",
    "day": '"1992-06-01"^^<http://www.w3.org/2001/XMLSchema#date>',
    "early": '"1648-10-24"^^<http://www.w3.org/2001/XMLSchema#date>',
    "none": "UNDEF",
}
VARIABLES = " ".join(f"?{name}" for name in TERMS)
ROWS = f"SELECT {VARIABLES} WHERE {{ VALUES ({VARIABLES}) {{ ({' '.join(TERMS.values())}) }} }}"
GOLDEN = {
    "csv": b"iri,words,whole,part,truth,day,early,none\r\n"
    b'http://a/b,"=x|""y"", z",-5,2.5,false,1992-06-01,1648-10-24,\r\n',
    "tsv": b"?iri\t?words\t?whole\t?part\t?truth\t?day\t?early\t?none\n"
    b'<http://a/b>\t"=x|\\"y\\", z"@en\t-5\t2.5\tfalse'
    b'\t"1992-06-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    b'\t"1648-10-24"^^<http://www.w3.org/2001/XMLSchema#date>\t\n',
    "md": b"| iri | words | whole | part | truth | day | early | none |\n"
    b"| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    b'| http://a/b | =x\\|"y", z | -5 | 2.5 | False | 1992-06-01 | 1648-10-24 |  |\n',
}


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    return asked(tmp_path, ROWS)


def asked(folder: Path, sparql: str) -> Answer:
    (folder / "g.ttl").write_text('<http://a/b> <http://a/c> "d" .', encoding="utf-8")
    return load(folder / "g.ttl").sparql(sparql)


@pytest.mark.parametrize("suffix", GOLDEN)
def test_rows_are_written_as_their_format_has_it(
    answer: Answer, tmp_path: Path, suffix: str
) -> None:
    count = answer.write(tmp_path / f"a.{suffix}")
    assert (tmp_path / f"a.{suffix}").read_bytes() == GOLDEN[suffix]
    assert count in (1, -1)


@pytest.mark.parametrize(("format", "suffix"), [("csv", "csv"), ("tsv", "tsv"), ("markdown", "md")])
def test_an_open_file_gets_the_plain_style(answer: Answer, format: str, suffix: str) -> None:
    out = BytesIO()
    write(answer, out, format)
    assert out.getvalue() == GOLDEN[suffix]


def test_a_mark_and_harmless_formulas_come_when_asked_for(answer: Answer, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert answer.write(file, bom=True) == 1
    assert file.read_bytes() == b"\xef\xbb\xbf" + GOLDEN["csv"]
    assert answer.write(file, safe=True) == 1
    assert file.read_bytes() == GOLDEN["csv"].replace(b'"=x', b"\"'=x")


@pytest.mark.parametrize("suffix", ["json", "srj"])
def test_json_has_types_and_languages(answer: Answer, tmp_path: Path, suffix: str) -> None:
    answer.write(tmp_path / f"a.{suffix}")
    found = json.loads((tmp_path / f"a.{suffix}").read_bytes())
    assert found["head"]["vars"] == list(TERMS)
    (row,) = found["results"]["bindings"]
    assert set(row) == set(TERMS) - {"none"}
    assert row["iri"] == {"type": "uri", "value": "http://a/b"}
    assert row["words"] == {"type": "literal", "value": '=x|"y", z', "xml:lang": "en"}
    assert row["day"]["datatype"].endswith("#date")


def test_a_spreadsheet_has_values_of_its_own_types(answer: Answer, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    file = tmp_path / "a.xlsx"
    assert answer.write(file) == 1
    book = calamine.CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == ["result", "about"]
    head, row = book.get_sheet_by_name("result").to_python()
    assert head == list(TERMS)
    whole = ["http://a/b", '=x|"y", z', -5.0, 2.5, False, date(1992, 6, 1), "1648-10-24", ""]
    assert row == whole
    with zipfile.ZipFile(file) as parts:
        result = parts.read("xl/worksheets/sheet1.xml").decode()
        about = parts.read("xl/worksheets/sheet2.xml").decode()
    assert result.count("<col ") >= 1, "columns wider than Excel's own"
    assert 'state="frozen"' in result
    assert re.search(r'<col min="2" max="2" width="10\d', about), "notes need a wide column"


def test_a_spreadsheet_links_filters_and_cites(sample: Graph, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    sample.query("agreements", place="COL").write(tmp_path / "a.xlsx")
    book = calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    _, row, *_ = book.get_sheet_by_name("result").to_python()
    assert isinstance(row[0], float), "an id of PA-X is a number"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        links = parts.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert f'<autoFilter ref="A1:G{sheet.count("<row ")}"/>' in sheet
    assert f'Target="{row[6]}"' in links
    assert '<hyperlink ref="A2"' in sheet
    about = [tuple(line) for line in book.get_sheet_by_name("about").to_python()]
    assert ("Parameter place", "Colombia (COL)") in about
    assert ("Data", "PA-X Peace Agreements Database, version 9") in about
    assert any(name == "Cite" and "Journal of Peace Research" in text for name, text in about)
    assert about[-1][0] == "SPARQL"


@pytest.mark.parametrize(
    ("ids", "cells"),
    [
        (["1", "22"], [1.0, 22.0]),
        (["1", "COL"], ["1", "COL"]),  # a column is of one type
        (["1", "007"], ["1", "007"]),
        (["1", "1234567890123456"], ["1", "1234567890123456"]),  # Excel would round it
    ],
)
def test_ids_are_numbers_where_all_of_them_are(
    tmp_path: Path, ids: list[str], cells: list[object]
) -> None:
    calamine = pytest.importorskip("python_calamine")
    values = " ".join(f'"{id_}"' for id_ in ids)
    asked(tmp_path, f"SELECT ?a_id {{ VALUES ?a_id {{ {values} }} }}").write(tmp_path / "a.xlsx")
    book = calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert [row[0] for row in book.get_sheet_by_name("result").to_python()[1:]] == cells


def test_a_table_has_a_column_for_each_variable(answer: Answer, tmp_path: Path) -> None:
    assert answer.write(tmp_path / "a.txt") == 1
    head, _, row = (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()
    assert head.split() == list(TERMS)
    assert row.split() == [
        "http://a/b",
        '=x|"y",',
        "z",
        "-5",
        "2.5",
        "False",
        "1992-06-01",
        "1648-10-24",
    ]


@pytest.mark.parametrize(("pattern", "said"), [("?s ?p 'd'", "yes"), ("?s ?p 'e'", "no")])
def test_a_truth_is_a_word_or_a_standard_result(tmp_path: Path, pattern: str, said: str) -> None:
    answer = asked(tmp_path, f"ASK {{ {pattern} }}")
    assert answer.write(tmp_path / "t.csv") == 1
    assert (tmp_path / "t.csv").read_bytes() == f"{said}\n".encode()
    answer.write(tmp_path / "t.xml")
    truth = "true" if said == "yes" else "false"
    assert f"<boolean>{truth}</boolean>" in (tmp_path / "t.xml").read_text(encoding="utf-8")


def test_the_named_format_comes_before_the_suffix(answer: Answer, tmp_path: Path) -> None:
    answer.write(tmp_path / "a.txt", "csv")
    assert (tmp_path / "a.txt").read_bytes() == GOLDEN["csv"]


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("a.docx", {}, r"\.docx is no format of answers; use \.csv \.tsv"),
        ("a.ttl", {}, "gives rows, not turtle; choose table, csv, tsv"),
        ("a.tsv", {"bom": True}, "--bom and --safe are for csv, not tsv"),
        ("a.xlsx", {"safe": True}, "--bom and --safe are for csv, not xlsx"),
    ],
)
def test_what_does_not_fit_leaves_no_file(
    answer: Answer, tmp_path: Path, name: str, options: dict[str, bool], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        answer.write(tmp_path / name, **options)
    assert not (tmp_path / name).exists()
