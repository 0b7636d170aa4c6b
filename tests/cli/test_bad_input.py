"""Bad input and a bad target: one line that says where, what and what to do, and nothing broken."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphbuild.cli import main

HEADER = "AgtId,Agt,Dat,Part\n"
GOOD = HEADER + "7,Accord of the Two Rivers,1999-05-04,Government of Sudan\n"
PAGE_TITLE = "an agreement about something else entirely, in plain words. "


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def workbook(sheet: str, *rows: Sequence[str]) -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def pdf(content: str, trailer: str = "", more: str = "") -> bytes:
    """A PDF of one sheet, by hand."""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        *([more] if more else []),
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


KEY = "00" * 32
LOCK = f"<< /Filter /Standard /V 1 /R 2 /O <{KEY}> /U <{KEY}> /P -44 >>"

BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    # name: how it is made, what is said of it, what is advised
    "empty.csv": (lambda: b"", "the file is empty", "get it again"),
    "blank.csv": (lambda: b"\n \n\n", "not a PA-X source", "give coding pages"),
    "binary.csv": (lambda: bytes(range(256)) * 40, "binary data", "give coding pages"),
    "notes.txt": (lambda: PAGE_TITLE.encode() * 40, "no coding page and no table", "give coding"),
    "other.csv": (lambda: b"town,people\nBangui,889231\n", "not a PA-X source", "give coding"),
    "latin.csv": (
        lambda: (GOOD + "8,Acuerdo de Bogotá,2001-02-03,X\n").encode("latin-1"),
        "latin.csv, line 3: not UTF-8 text (byte 0xE1)",
        "--encoding cp1252",
    ),
    "utf16.csv": (
        lambda: GOOD.encode("utf-16-le"),
        "UTF-16 text without a byte order mark",
        "--encoding utf-16-le",
    ),
    "page-latin.txt": (
        lambda: ("Country/entity Perú\n" * 5).encode("latin-1"),
        "page-latin.txt, line 1: not UTF-8 text",
        "--encoding",
    ),
    "cut.csv": (
        lambda: (GOOD + '8,Pact,2001-02-03,"The Gov').encode(),
        "cut.csv, row 3: the file ends inside a quoted cell",
        "get it again",
    ),
    "cell.csv": (
        lambda: (GOOD + '8,Pact,2001-02-03,"' + "x" * 5_000_000 + '"\n').encode(),
        "cell.csv, row 3: a cell of more than",
        "is a quote not closed there?",
    ),
    "headless.csv": (
        lambda: b"Colombia,8,Multiparty signed/agreed,1999-05-04,Accord,Iss,FA,1,0,0\n",
        "without its header line",
        "put the line of column names back",
    ),
    "header.csv": (lambda: HEADER.encode(), "no usable row below the header", "get it again"),
    "twice.csv": (
        lambda: b"AgtId,Agt,Dat,Agt\n7,Accord,1999-05-04,Pact\n",
        "twice.csv, row 2: column Agt stands twice with different values",
        "rename or remove one",
    ),
    "ragged.csv": (
        lambda: (HEADER + "7,Accord,1999-05-04\n").encode(),
        "every row is uneven",
        "row.names = FALSE",
    ),
    "dates.csv": (
        lambda: (HEADER + "7,Accord,04/05/1999,A\n8,Pact,03/02/2001,B\n").encode(),
        "can be read in two ways (row 2 '04/05/1999')",
        "--date-format dd/mm/yyyy or mm/dd/yyyy",
    ),
    "login.html": (
        lambda: b"<!doctype html><html><body><form>User <input> Password</form></body></html>",
        "a login or search page?",
        "give coding pages",
    ),
    "sheets.xlsx": (
        lambda: workbook("Budget", ["item", "cost"], ["tea", "3"]),
        "no sheet has the header",
        "give coding pages",
    ),
    "cut.xlsx": (
        lambda: workbook("PAX", ["AgtId", "Agt", "Dat"], ["7", "Accord", "1999-05-04"])[:2000],
        "a damaged workbook",
        "save it again in Excel",
    ),
    "bomb.xlsx": (
        lambda: zipped(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=b"0" * 150_000_000),
        "would unpack to 143 MB",
        "as CSV",
    ),
    "files.zip": (lambda: zipped(readme=b"hello"), "no Excel workbook", "give coding pages"),
    "images.pdf": (lambda: pdf("0 0 9 9 re f"), "no text, only images", "OCR"),
    "locked.pdf": (
        lambda: pdf("", f"/Encrypt 5 0 R /ID [<{KEY}> <{KEY}>]", LOCK),
        "the PDF is encrypted",
        "without a password",
    ),
    "cut.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<<", "the PDF is broken", "download or print it"),
}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "sources" / str(request.param)
    path.parent.mkdir()
    path.write_bytes(BAD[path.name][0]())
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["build", "parse"])
def test_alone_it_is_refused_in_one_line(bad: Path, command: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    result = run(command, bad, "-o", target)
    _, what, remedy = BAD[bad.name]
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    for words in (bad.name, what, remedy):
        assert words in result.stderr
    assert not target.exists()


def test_other_sources_still_go_through(bad: Path, good: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    result = run("build", bad, good, "-o", target)
    assert result.exit_code == 0, result.output
    assert "Accord of the Two Rivers" in (target / "graph.ttl").read_text(encoding="utf-8")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert bad.name in errors[0]
    assert BAD[bad.name][1] in errors[0]
    findings = json.loads((target / "report.json").read_text(encoding="utf-8"))["findings"]
    assert [entry["file"] for entry in findings if entry["level"] == "error"] == [
        errors[0].removeprefix("error: ").split(":")[0]
    ]


def test_strict_makes_it_a_failure(bad: Path, good: Path, tmp_path: Path) -> None:
    assert run("build", bad, good, "-o", tmp_path / "out", "--strict").exit_code == 1
    assert run("build", good, "-o", tmp_path / "out", "--strict").exit_code == 0


def test_what_parse_leaves_out_is_a_failure(bad: Path, good: Path) -> None:
    result = run("parse", bad, good)
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["7"]


def test_a_stranger_in_a_folder_is_no_failure(good: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(PAGE_TITLE * 40, encoding="utf-8")
    result = run("build", tmp_path, "-o", tmp_path / "out", "--strict")
    assert result.exit_code == 0, result.output
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "notes.txt: not a PA-X source" in report


def test_rows_that_are_left_out_are_told_and_the_others_come_through(tmp_path: Path) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text(f"{GOOD}8,Pact\n9,Treaty,2003-01-02,A,B,C\n", encoding="utf-8")
    target = tmp_path / "out"
    result = run("build", path, "-o", target, "--strict")
    assert result.exit_code == 1
    assert "ragged.csv, row 3: a row of 2 cells under 4 headers, left out" in result.stderr
    assert "ragged.csv, row 4: a row of 6 cells under 4 headers, left out" in result.stderr
    assert "agreement:7 a pa:Agreement" in (target / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (["nowhere.csv"], "nowhere.csv: no such file or folder; check the path"),
        (["empty-folder"], "empty-folder: no PA-X source here (0 files looked at); give"),
        (["good.csv", "--actors", "nowhere.csv"], "nowhere.csv: no such file"),
        (["good.csv", "--base", "nonsense"], "--base nonsense: not an absolute IRI"),
        (["good.csv", "--licence", "free as in beer"], "--licence free as in beer: not an IRI"),
        (["good.csv", "--encoding", "klingon"], "no encoding 'klingon'; try utf-8"),
        (["good.csv", "--format", "word"], "'word' is not one of"),
        (["good.csv", "-o", "good.csv"], "good.csv"),
        (["good.csv", "-o", "good.csv/below"], "good.csv is not a folder"),
    ],
)
def test_a_call_that_cannot_be_used_writes_nothing(
    args: list[str], what: str, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty-folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    result = run("build", *args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert what in result.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert good.read_text(encoding="utf-8") == GOOD


@pytest.fixture
def built(good: Path, tmp_path: Path) -> Path:
    """A folder with an earlier result."""
    folder = tmp_path / "exports"
    assert run("build", good, "-o", folder).exit_code == 0
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is allowed here")
def test_a_folder_without_write_permission_is_told_at_once(built: Path, good: Path) -> None:
    before = contents(built)
    built.chmod(0o500)
    try:
        result = run("build", good, "-o", built)
    finally:
        built.chmod(0o700)
    assert result.exit_code == 2
    assert "cannot be written (Permission denied); choose another place with -o" in result.stderr
    assert contents(built) == before


@pytest.mark.parametrize("format_", ["turtle", "jsonld", "rdfxml", "tables", "parquet"])
def test_a_full_disk_leaves_the_earlier_result(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(GOOD.replace("Rivers", "Mountains"), encoding="utf-8")
    assert run("build", other, "-o", built, "--format", format_).exit_code == 0
    before = contents(built)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = run("build", tmp_path / "good.csv", "-o", built, "--format", format_)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "cannot be written" in result.stderr
    assert "free some space and run again" in result.stderr
    assert contents(built) == before


def many_rows(path: Path, number: int) -> Path:
    with path.open("w", encoding="utf-8") as handle:
        handle.write(HEADER)
        for i in range(1, number + 1):
            handle.write(f"{i},Accord {i},1999-05-{i % 28 + 1:02},Side {i}\n")
    return path


def call(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "graphbuild", *map(str, args)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of file sizes")
def test_a_limit_of_file_size_leaves_the_earlier_result(built: Path, tmp_path: Path) -> None:
    table, before = many_rows(tmp_path / "many.csv", 300), contents(built)
    shell = 'ulimit -f 40; exec "$@"'
    done = subprocess.run(
        ["bash", "-c", shell, "-", *call("build", table, "-o", built)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "free some space" in done.stderr
    assert contents(built) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_standard_output_that_is_full_is_told(good: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(call("parse", good), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in another way")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupted_run_leaves_the_earlier_result(
    built: Path, tmp_path: Path, number: str
) -> None:
    table, before = many_rows(tmp_path / "many.csv", 20_000), contents(built)
    process = subprocess.Popen(
        call("build", table, "-o", built, "--coded-only"),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list(built.rglob("*.part")) and time.monotonic() < deadline:
        assert process.poll() is None, "it was done before it could be interrupted"
        time.sleep(0.01)
    process.send_signal(getattr(signal, number))
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().strip() == "Interrupted; nothing was left half-written."
    assert out == b""
    assert contents(built) == before


def test_a_page_that_is_not_recognised_is_a_failure_where_nothing_may_be_left_out(
    good: Path, tmp_path: Path
) -> None:
    (tmp_path / "login.html").write_text("<html><body>Log in</body></html>", encoding="utf-8")
    assert run("build", tmp_path, "-o", tmp_path / "out").exit_code == 0
    strict = run("build", tmp_path, "-o", tmp_path / "out", "--strict")
    assert strict.exit_code == 1
    assert "error: login.html: not a PA-X source: an HTML page that is no coding" in strict.stderr
    assert run("parse", tmp_path).exit_code == 1
