"""Formats beside CSV, XLSX and text: JSON, ODS, Stata, saved pages; and the way out of others."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources import read_sources

OBJECTS: list[dict[str, Any]] = [
    {"AgtId": 7, "Agt": "Accord", "Dat": "1999-05-04", "Con": "Sudan", "Lgt": 3.0, "Part": None},
    {"AgtId": "8", "Agt": "Pact", "Dat": "2000-05-04", "Con": "Chad", "GRef": True},
]


def read(path: Path, report: Report | None = None) -> list[Agreement]:
    (source,) = read_sources([path], report or Report())
    return source.agreements


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_sources([path], Report())
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_json_list_of_objects_is_a_table(tmp_path: Path, wrapped: bool) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"data": OBJECTS} if wrapped else OBJECTS), encoding="utf-8")
    first, second = read(path)
    assert (first.id, first.name, first.row, first.length_pages) == ("7", "Accord", 1, 3)
    assert (second.countries, second.issue_codes, second.parties) == (["Chad"], ["GRef"], "")


def test_a_nested_value_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{**OBJECTS[0], "Part": {"a": 1}}]), encoding="utf-8")
    report = Report()
    assert read(path, report)[0].parties == ""
    assert ("nested-value", 1) in [(p.kind, p.row) for p in report.problems]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"name": "x", "size": 3}', "JSON that is no list of objects; give a list of objects"),
        ("[1, 2, 3]", "JSON that is no list of objects"),
        ("[]", "JSON that is no list of objects"),
        ('[{"AgtId": 7', "broken JSON"),
        ('{"AgtId": 7}\n{"AgtId": 8}\n', "of several JSON texts, one a line, make a list"),
        ("[" * 100_000, "JSON nested too deep"),
        ('[{"a": 1, "b": 2}]', "no sheet has the header of a PA-X or PAA-X table"),
    ],
)
def test_other_json_is_refused_with_the_way_out(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text, encoding="utf-8")
    assert words in refusal(path)


def test_a_file_of_stata_is_a_table(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    path = tmp_path / "t.dta"
    frame = pandas.DataFrame(
        {
            "AgtId": [7.0, 8.0],
            "Agt": ["Accord", "Pact"],
            "Dat": pandas.to_datetime(["1999-05-04", "2000-05-04"]),
            "Con": ["Sudan", ""],
            "GRef": [1, 0],
            "UcdpCon": [309.0, float("nan")],
        }
    )
    frame.to_stata(path, write_index=False)
    first, second = read(path)
    assert (first.id, first.date, first.issue_codes) == ("7", "1999-05-04", ["GRef"])
    assert (second.countries, second.issue_codes, second.conflict_ids) == ([], [], {})


def test_a_damaged_file_of_stata_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    path = tmp_path / "t.dta"
    path.write_bytes(b"<stata_dta><header><release>118</release>" + bytes(200))
    assert "a damaged Stata file" in refusal(path)


R = "an R data file"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{\\rtf1\\ansi Region: Europe}", "an RTF document; save it as plain text"),
        (b"$FL2@(#) SPSS DATA FILE" + bytes(80), "an SPSS file; in SPSS: File > Save As > CSV"),
        (gzip.compress(b"RDX3\nX\n\0\0\0\3", mtime=0), R),
        (gzip.compress(b"X\n\0\0\0\3" + bytes(80), mtime=0), R),
        (bz2.compress(b"RDX2\nX\n" + bytes(80)), R),
        (lzma.compress(b"RDX2\nX\n" + bytes(80)), R),
        (gzip.compress(b"AgtId,Agt\n1,Accord\n", mtime=0), "a compressed file; unpack it first"),
        (b"ARROW1\0\0" + bytes(80), "a Feather or Arrow file; save it as CSV"),
        (bytes(12) + b"\xc2\xea\x81\x60" + bytes(80), "a SAS file"),
    ],
)
def test_what_is_not_read_is_named_with_the_way_out(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "t.bin"
    path.write_bytes(content)
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (
            {"word/document.xml": b"<a/>"},
            "a Word document, a zip file that is no Excel workbook; save it as plain",
        ),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "an OpenDocument text; save"),
        ({"pax.csv": b"AgtId,Agt\n"}, "a zip file that is no Excel workbook; unpack it and give"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, members: dict[str, bytes], words: str) -> None:
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert words in refusal(path)


def test_a_document_in_a_folder_counts_as_left_out_and_a_picture_does_not(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(json.dumps(OBJECTS), encoding="utf-8")
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1}")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    report = Report()
    read_sources([tmp_path], report)
    found = [(p.file, p.level) for p in report.problems if p.kind == "not-a-source"]
    assert found == [("a.rtf", "error"), ("b.png", "info")]


HTML = (
    "<html><body><table><tr><td>Country/entity</td><td>Georgia</td></tr>"
    "<tr><td>Region</td><td>Europe and Eurasia</td></tr>"
    "<tr><td>Agreement name</td><td>Accord of S{0}o Test</td></tr>"
    "<tr><td>Date</td><td>10 Apr 1998</td></tr>"
    "<tr><td>Agreement status</td><td>Multiparty signed/agreed</td></tr>"
    "<tr><td>Stage</td><td>Ceasefire/related</td></tr></table></body></html>"
)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_saved_as_one_file(tmp_path: Path, encoding: str, end: str) -> None:
    import base64
    import quopri

    body = HTML.format("ã").encode()
    if encoding == "base64":
        body = base64.encodebytes(body)
    elif encoding == "quoted-printable":
        body = quopri.encodestring(body)
    head = (
        "From: <Saved by Blink>\n"
        "Snapshot-Content-Location: https://www.peaceagreements.org/agreements/9001/\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="b"\n'
        "\n\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
        f"\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    path = tmp_path / "t.mhtml"
    content = head.encode() + body + b"\n--b--\n"
    path.write_bytes(content.replace(b"\n", end.encode()) if encoding != "8bit" else content)
    (agreement,) = read(path)
    assert (agreement.id, agreement.name) == ("9001", "Accord of São Test")
    assert (agreement.date, agreement.countries) == ("1998-04-10", ["Georgia"])


def test_a_saved_page_of_something_else_counts_as_left_out(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(json.dumps(OBJECTS), encoding="utf-8")
    (tmp_path / "t.mhtml").write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        "--b\nContent-Type: text/html\n\n<html><body>Log in</body></html>\n--b--\n",
        encoding="utf-8",
    )
    report = Report()
    read_sources([tmp_path], report)
    (problem,) = (p for p in report.problems if p.kind == "not-a-source")
    assert (problem.level, problem.file) == ("error", "t.mhtml")


@pytest.mark.shared
@pytest.mark.parametrize("name", ["t.ods", "t.dta", "t.json"])
def test_the_small_tables_of_other_programs(shared: Path, name: str) -> None:
    base = read(shared / "cases" / "tables" / "base.csv")
    found = read(shared / "cases" / "pages" / name)
    for ours, theirs in zip(base, found, strict=True):
        first, second = ours.to_json(), theirs.to_json()
        for own in ("file", "row"):
            first.pop(own), second.pop(own)
        assert first == second


@pytest.mark.shared
def test_the_saved_page_has_the_record_of_the_sample(shared: Path, root: Path) -> None:
    (saved,) = read(shared / "cases" / "pages" / "t.mhtml")
    (page,) = read(root / "samples" / "pages" / "accra.html")
    first, second = saved.to_json(), page.to_json()
    for own in ("file", "id", "page_url"):
        first.pop(own), second.pop(own)
    assert first == second
    assert read(shared / "cases" / "pages" / "min.mhtml")[0].name == "Accord of São Test"
