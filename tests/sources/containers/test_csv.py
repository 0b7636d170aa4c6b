"""CSV files as they come: separators, encodings, broken lines, pipes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild import delimited
from graphbuild.errors import SourceError, UsageError
from graphbuild.records import SourceFile
from graphbuild.report import Problem, Report
from graphbuild.sources import Options, read_sources

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]

HEADER = "AgtId,Agt,Dat,Con,Part,Ver"
GFA = "556,Good Friday Agreement,1998-04-10,Ireland,All,9"
LOME = "478,Lomé Agreement,1999-07-07,Sierra Leone,Both,9"


def told(report: Report) -> list[Problem]:
    """The findings, without those on the columns that these small tables lack."""
    return [problem for problem in report.problems if problem.kind != "missing-column"]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def to_file(content: str | bytes) -> Path:
        path = tmp_path / "t.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return to_file


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_of_excel(table: Write, read: Read, separator: str) -> None:
    source, _ = read(table({"Part": "A, B; C\tD"}, separator=separator))
    assert source.agreements[0].parties == "A, B; C\tD"


def test_excels_hint_at_the_separator_is_no_header(write: Write, read: Read) -> None:
    source, _ = read(write(f"sep=;\r\n{HEADER}\r\n{GFA}\r\n".replace(",", ";")))
    assert [(a.id, a.row) for a in source.agreements] == [("556", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_a_file_tells(table: Write, read: Read, encoding: str) -> None:
    source, _ = read(table({"Agt": "Acuerdo de Bogotá – Кремль"}, encoding=encoding))
    assert source.agreements[0].name == "Acuerdo de Bogotá – Кремль"


def test_an_encoding_that_a_file_does_not_tell_needs_the_option(table: Write, read: Read) -> None:
    path = table({"Agt": "Acuerdo de Bogotá"}, encoding="cp1252")
    with pytest.raises(SourceError, match=r"not UTF-8 text \(byte 0xE1\).*--encoding cp1252"):
        read(path)
    assert read(path, encoding="cp1252")[0].agreements[0].name == "Acuerdo de Bogotá"


def test_a_wrong_byte_far_down_is_found_and_placed(write: Write, read: Read) -> None:
    rows = "".join(f"{i},Pact,1998-04-10,Ireland,All,9\n" for i in range(1, 5000))
    with pytest.raises(SourceError, match=r"t\.csv, line 5001: not UTF-8"):
        read(write(f"{HEADER}\n{rows}".encode() + b"5001,Lom\xe9,1999-07-07,Togo,All,9\n"))


def test_utf16_without_a_mark_names_the_option(write: Write, read: Read) -> None:
    path = write(f"{HEADER}\n{GFA}\n".encode("utf-16-le"))
    with pytest.raises(SourceError, match=r"UTF-16 text without a byte order mark.*utf-16-le"):
        read(path)
    assert len(read(path, encoding="utf-16-le")[0].agreements) == 1


def test_an_unknown_encoding_is_a_wrong_call(table: Write) -> None:
    with pytest.raises(UsageError, match="no encoding 'klingon'"):
        read_sources([table()], Report(), options=Options(encoding="klingon"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_record_is_not_a_line(write: Write, read: Read, end: str) -> None:
    text = f'{HEADER}\n556,"Good\nFriday, ""the"" Agreement",1998-04-10,Ireland,All,9\n\n{LOME}\n'
    source, report = read(write(text.replace("\n", end)))
    assert [(a.row, a.name) for a in source.agreements] == [
        (2, 'Good\nFriday, "the" Agreement'),
        (4, "Lomé Agreement"),
    ]
    assert told(report) == []


def test_ragged_rows_are_left_out_and_reported_once(write: Write, read: Read) -> None:
    source, report = read(write(f"{HEADER}\n{GFA}\n1,Pact,1998\n2,Accord,1999\n{LOME},x\n{LOME}\n"))
    assert [a.id for a in source.agreements] == ["556", "478"]
    assert [(p.level, p.kind, p.message, p.row) for p in told(report)] == [
        ("error", "ragged-row", "a row of 3 cells under 6 headers, left out (2 rows: 3, 4)", 3),
        ("error", "ragged-row", "a row of 7 cells under 6 headers, left out", 5),
    ]


SHORT = GFA.removesuffix(",9")


def test_a_row_without_its_last_cells_is_read_and_told(write: Write, read: Read) -> None:
    source, report = read(write(f"{HEADER}\n{SHORT}\n{LOME}\n{SHORT.replace('556', '557')}\n"))
    assert [(a.id, a.first_release) for a in source.agreements] == [
        ("556", ""),
        ("478", "9"),
        ("557", ""),
    ]
    (problem,) = (p for p in report.problems if p.kind == "short-row")
    assert (problem.level, problem.row) == ("warning", 2)
    assert problem.message.startswith("a row of 5 cells under 6 headers, the missing ones taken")


@pytest.mark.parametrize(
    "broken",
    [
        "556,Good Friday Agreement,1998-04-10,Ireland,All\nof them,9",  # a line break without quotes
        "Good Friday,1998-04-10,Ireland,All,9",  # its number is missing
        "556,Good Friday",
        "556",
    ],
)
def test_a_broken_row_makes_no_agreement(write: Write, read: Read, broken: str) -> None:
    source, report = read(write(f"{HEADER}\n{broken}\n{LOME}\n"))
    assert [a.id for a in source.agreements] == ["478"]
    assert "ragged-row" in {p.kind for p in report.problems}


def test_the_row_names_of_r_are_recognised(write: Write, read: Read) -> None:
    with pytest.raises(SourceError, match=r"a row of 7 cells under 6 headers.*row.names = FALSE"):
        read(write(f"{HEADER}\n1,{GFA}\n2,{LOME}\n"))


def test_a_file_cut_inside_a_cell_is_refused(write: Write, read: Read) -> None:
    with pytest.raises(SourceError, match="ends inside a quoted cell; it was cut off"):
        read(write(f'{HEADER}\n{GFA}\n478,"Lomé Agree'))


def test_broken_quoting_is_refused(write: Write, read: Read) -> None:
    with pytest.raises(SourceError, match=r"t\.csv, row 3: broken quoting"):
        read(write(f'{HEADER}\n{GFA}\n478,"Lomé "Peace" Agreement",1999-07-07,Togo,All,9\n'))


def test_a_quote_that_nobody_closes_is_refused_before_memory_ends(
    write: Write, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LARGEST_CELL", 50_000)
    with pytest.raises(SourceError, match=r"row 2: a cell of more than 50,000 characters"):
        read(write(f'{HEADER}\n556,"Good Friday' + f"{LOME}\n" * 2000))


def test_a_cell_above_the_csv_modules_own_limit_is_read(table: Write, read: Read) -> None:
    import csv

    before = csv.field_size_limit()
    source, _ = read(table({"Part": "x" * 200_000}))
    assert len(source.agreements[0].parties) == 200_000
    assert csv.field_size_limit() == before


def test_nul_characters_are_removed_and_reported(write: Write, read: Read) -> None:
    source, report = read(write(f"{HEADER}\n{GFA}\n478,Lo\0mé,1999-07-07,Togo,All,9\n"))
    assert source.agreements[1].name == "Lomé"
    assert [p.kind for p in told(report)] == ["nul"]


def test_the_same_id_twice_comes_through_and_is_reported(table: Write, read: Read) -> None:
    source, report = read(table({}, {"Agt": "Belfast Agreement"}))
    assert len(source.agreements) == 2
    assert report.problems[0].message == "AgtId 556 stands in row 2 already"


@pytest.mark.parametrize("text", [HEADER, HEADER + "\n", HEADER + "\n,,,,,\n\n"])
def test_a_header_alone_is_refused(write: Write, read: Read, text: str) -> None:
    with pytest.raises(SourceError, match="no usable row below the header"):
        read(write(text))


def test_a_missing_header_is_recognised(write: Write, read: Read) -> None:
    with pytest.raises(SourceError, match="without its header line"):
        read(write("556,Good Friday,1998-04-10,Multiparty signed/agreed,35,Intra,SubComp\n" * 2))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(f"{HEADER}\n{GFA}\n".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (source,) = read_sources([Path("-")], Report())
    assert (source.name, source.agreements[0].id) == ("stdin", "556")


@pytest.mark.skipif(not hasattr(__import__("os"), "mkfifo"), reason="no named pipes here")
def test_a_named_pipe(tmp_path: Path, read: Read) -> None:
    import os
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(f"{HEADER}\n{GFA}\n",))
    writer.start()
    source, _ = read(pipe)
    writer.join()
    assert (source.name, len(source.agreements)) == ("pipe", 1)
