"""Folders, duplicates, and everything that is no source: one clear line each."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild import sources
from graphbuild.cli import main
from graphbuild.errors import SourceError
from graphbuild.records import SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.detect import html_charset
from graphbuild.sources.files import Found

Write = Callable[..., Path]


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_sources([path], Report())
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"Dear all, the meeting is on Monday.\n", "text that is no coding page and no table"),
        (b"a,b,c\n1,2,3\n", "text that is no coding page and no table"),
        (bytes(range(256)) * 40, "binary data"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "an image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "password-protected Office file"),
        (b"\x1f\x8b\x08" + bytes(50), "compressed"),
        (b"PK\x03\x04" + bytes(200), "damaged workbook"),
        (b"<!DOCTYPE html>\n<html><body><form>Log in</form></body></html>", "HTML page"),
        (b"<html><head><title>x</title></head></html>", "a login or search page?"),
        (b"Agt,Dat\nAcuerdo de Bogot\xe1,1998-04-13\n", "not UTF-8 text (byte 0xE1)"),
        (b"@prefix pa: <https://w3id.org/peace-agreements/ontology#> .\n", "an RDF graph"),
        (b'<http://a/1> <http://a/2> "Ceasefire" .\n', "an RDF graph"),
        (b"Liebe Gr\xfc\xdfe\n", "not UTF-8 text (byte 0xFC)"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.dat"
    path.write_bytes(content)
    message = refusal(path)
    assert words in message
    assert message.startswith("bad.dat")


def test_a_page_is_read_in_the_encoding_that_it_states() -> None:
    page = b'<html><head><meta http-equiv="x" content="text/html; charset=windows-1252"></head>'
    assert html_charset(page) == "windows-1252"
    assert html_charset(b'<html><meta charset="klingon">') == ""
    assert html_charset(b"<html>") == ""


@given(st.binary(max_size=400), st.integers(0, 200), st.binary(max_size=20))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_are_answered_with_anything_but_a_refusal(
    tmp_path: Path, noise: bytes, at: int, inserted: bytes
) -> None:
    table = b'AgtId,Agt,Dat,GRef\n556,"Good\nFriday",1998-04-10,3\n478,Lom\xc3\xa9,1999-07-07,0\n'
    for content in (noise, table[:at] + inserted + table[at:]):
        (tmp_path / "noise").write_bytes(content)
        try:
            sources = read_sources([tmp_path / "noise"], Report())
        except SourceError as error:
            assert "\n" not in str(error)
        else:
            assert len(sources) == 1


@pytest.mark.parametrize("separator", [",", ";"])
def test_an_authority_of_actors(tmp_path: Path, separator: str) -> None:
    text = "actor_id,actor_name,alternative_names\n21,Russia,USSR | Soviet Union\n"
    (tmp_path / "mine.csv").write_text(text.replace(",", separator), encoding="utf-8")
    (source,) = read_sources([tmp_path / "mine.csv"], Report())
    assert (source.kind, source.format) == ("actor authority", "csv")
    assert [(a.key, a.alternative_names) for a in source.actors] == [
        ("21", ["USSR", "Soviet Union"])
    ]


def test_a_pdf_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    assert refusal(tmp_path / "a.pdf").startswith("a.pdf: ")


def test_a_missing_file_stops_before_anything_is_read(table: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder; check the path"):
        read_sources([table(), tmp_path / "typo.csv"], Report())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_an_unreadable_file(table: Write) -> None:
    path = table()
    path.chmod(0)
    assert "cannot be read" in refusal(path)


def test_a_folder_is_read_in_sorted_order_without_hidden_files(
    table: Write, tmp_path: Path
) -> None:
    for name, identity in (("b.csv", "2"), ("a.csv", "1"), (".hidden.csv", "3"), ("~$a.csv", "4")):
        table({"AgtId": identity}, name=name)
    (tmp_path / "A").mkdir()
    (tmp_path / ".git").mkdir()
    table({"AgtId": "5"}, name="A/z.csv")
    table({"AgtId": "6"}, name=".git/c.csv")
    sources = read_sources([tmp_path], Report())
    assert [a.id for a in sources.agreements] == ["1", "2", "5"]


def test_other_files_in_a_folder_are_only_mentioned(table: Write, tmp_path: Path) -> None:
    table()
    (tmp_path / "notes.txt").write_text("Call Anna.", encoding="utf-8")
    report = Report()
    assert len(read_sources([tmp_path], report)) == 1
    (problem,) = report.problems
    assert (problem.level, problem.kind, problem.file) == ("info", "not-a-source", "notes.txt")
    assert problem.message.startswith("not a PA-X source: text")


def test_a_file_that_is_named_must_be_a_source(table: Write, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Call Anna.", encoding="utf-8")
    report = Report()
    assert len(read_sources([table(), tmp_path / "notes.txt"], report)) == 1
    assert report.count("error") == 1


def test_damaged_files_do_not_keep_others_from_being_read(table: Write, tmp_path: Path) -> None:
    table(name="good.csv")
    (tmp_path / "bad.csv").write_bytes(b"AgtId,Agt,Dat\n1,Bogot\xe1,1998-04-13\n")
    (tmp_path / "empty.csv").touch()
    report = Report()
    assert len(read_sources([tmp_path], report)) == 1
    assert [(p.level, p.kind) for p in report.problems] == [("error", "unreadable-source")] * 2
    assert "--encoding" in report.problems[0].message


def test_a_folder_without_sources(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Nothing in {name}.", encoding="utf-8")
    assert "no PA-X source here (2 files looked at)" in refusal(tmp_path)


@pytest.mark.parametrize(("count", "rest"), [(2, ""), (3, ""), (4, ", ...")])
def test_of_many_files_three_are_named(tmp_path: Path, count: int, rest: str) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(count)]
    for path in paths:
        path.write_text(f"Nothing in {path.name}.", encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        list(read_sources(paths, Report()))
    named = ", ".join(str(path) for path in paths[:3])
    assert str(refused.value).startswith(f"{named}{rest}: no PA-X source here ({count} files")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "no PA-X source here (0 files looked at)" in refusal(tmp_path)


def test_the_same_content_is_read_once(table: Write, tmp_path: Path) -> None:
    path = table(name="a.csv")
    (tmp_path / "copy.csv").write_bytes(path.read_bytes())
    report = Report()
    assert len(read_sources([tmp_path, path], report)) == 1
    (problem,) = report.problems
    assert (problem.kind, problem.file) == ("same-content", "copy.csv")
    assert problem.message == "the same content as a.csv, read once"


def test_what_a_source_file_says_of_itself(table: Write) -> None:
    import hashlib

    path = table()
    (source,) = read_sources([path], Report())
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.name, source.kind, source.format) == ("table.csv", "PA-X table", "csv")
    assert (source.release, source.size) == ("v9", path.stat().st_size)
    assert {"AgtId", "Part"} <= source.columns


def test_a_name_says_nothing_about_the_kind(table: Write) -> None:
    (source,) = read_sources([table(name="page.html")], Report())
    assert source.kind == "PA-X table"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("login.html", "<html><body><form>Log in</form></body></html>"),
        ("half.txt", "Region: Europe\nStage: Ceasefire/related\nParties: A\nDescription: x\n"),
        ("blank.txt", "No specific mention.\nNo specific mention.\n"),
        ("printed.txt", "A page of www.peaceagreements.org, printed\n"),
    ],
)
def test_what_may_be_a_page_counts_as_left_out(
    table: Write, tmp_path: Path, name: str, content: str
) -> None:
    table()
    (tmp_path / name).write_text(content, encoding="utf-8")
    report = Report()
    assert len(read_sources([tmp_path], report)) == 1
    (problem,) = report.problems
    assert (problem.level, problem.kind, problem.file) == ("error", "not-a-source", name)


def test_a_page_of_a_header_alone_is_one(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Country/entity: Georgia\nRegion: Europe and Eurasia\nAgreement name: Accord of the Ford\n"
        "Date: 10 Apr 1998\nAgreement status: Multiparty signed/agreed\n"
        "Stage: Ceasefire/related\nParties: Government of Georgia\n",
        encoding="utf-8",
    )
    (source,) = read_sources([tmp_path / "page.txt"], Report())
    assert [a.name for a in source.agreements] == ["Accord of the Ford"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there are names any bytes")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\xff\xfe.csv", r"a\xff\xfe.csv"),
        (b"a\n\x1b[31mb.csv", r"a\n\x1b[31mb.csv"),
        ("a\u202eb.csv".encode(), r"a\u202eb.csv"),
        ("cote\u0301.csv".encode(), "cot\u00e9.csv"),
        (b"-o .csv", "-o .csv"),
    ],
)
def test_names_of_any_bytes_are_shown_in_one_line(
    table: Write, tmp_path: Path, name: bytes, shown: str
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    table().rename(os.fsdecode(os.fsencode(folder) + b"/" + name))
    (source,) = read_sources([folder], Report())
    assert source.name == shown
    done = CliRunner().invoke(main, ["build", str(folder), "-o", str(out)])
    assert done.exit_code == 0, done.output
    markdown = (out / "report.md").read_text(encoding="utf-8")
    assert shown.replace("\\", "\\\\") in markdown
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"a,b\n")
    assert refusal(Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).startswith(shown)


@pytest.mark.skipif(sys.platform != "linux", reason="only there are names any bytes")
def test_results_in_a_folder_of_any_bytes_can_be_asked(table: Write, tmp_path: Path) -> None:
    out = os.fsdecode(os.fsencode(tmp_path) + b"/out\xff")
    done = CliRunner().invoke(main, ["build", str(table()), "-o", out])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["query", "agreements", "--graph", out, "--format", "csv"])
    assert "556," in done.stdout


def before_reading(
    monkeypatch: pytest.MonkeyPatch, name: str, happens: Callable[[], object]
) -> None:
    """Let something happen after a file's checksum was taken and before it is read."""
    real = sources.read_file

    def read_file(found: Found, *given: Any) -> SourceFile:
        if found.name == name:
            happens()
        return real(found, *given)

    monkeypatch.setattr(sources, "read_file", read_file)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    for name, row in (("a.csv", "6,Early,1998-05-04\n"), ("b.csv", "8,Other,1998-05-04\n")):
        (tmp_path / name).write_text("AgtId,Agt,Dat\n" + row, encoding="utf-8")
    return tmp_path / "a.csv", tmp_path / "b.csv"


@pytest.mark.parametrize("more", ["7,Late,1999-05-04\n", '7,"Late'])
def test_a_file_that_changes_while_it_is_read_is_left_out(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    def append() -> None:
        with two[0].open("a", encoding="utf-8") as handle:
            handle.write(more)

    before_reading(monkeypatch, "a.csv", append)
    report = Report()
    (source,) = read_sources(two, report)
    assert source.name == "b.csv"
    (problem,) = (p for p in report.problems if p.file == "a.csv")
    assert (problem.level, problem.kind) == ("error", "unreadable-source")
    assert "changed while it was read" in problem.message


@pytest.mark.parametrize("what", ["touched", "replaced", "removed"])
def test_a_file_of_the_same_content_is_read(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if os.name == "nt" and what != "touched":
        pytest.skip("an open file cannot be taken away there")
    does: dict[str, Callable[[], object]] = {
        "touched": two[0].touch,
        "replaced": lambda: two[1].rename(two[0]),
        "removed": two[0].unlink,
    }
    before_reading(monkeypatch, "a.csv", does[what])
    (source,) = read_sources(two[:1], Report())
    assert [agreement.id for agreement in source.agreements] == ["6"]
    assert source.sha256 == hashlib.sha256(b"AgtId,Agt,Dat\n6,Early,1998-05-04\n").hexdigest()


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_asks_for_too_much_takes_no_other_source_with_it(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail() -> None:
        raise error

    before_reading(monkeypatch, "a.csv", fail)
    report = Report()
    assert [source.name for source in read_sources(two, report)] == ["b.csv"]
    assert "than there is; give a smaller or simpler file" in report.problems[0].message


def test_a_folder_that_cannot_be_looked_into_is_told(
    table: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table()
    (tmp_path / "closed").mkdir()
    real = os.scandir

    def scandir(path: str) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = Report()
    assert len(read_sources([tmp_path], report)) == 1
    (problem,) = (p for p in report.problems if p.file.endswith("closed"))
    assert (problem.level, problem.kind) == ("error", "unreadable-source")
