"""How signs are weighed, where a header may stand, and what rows, actors and bytes are at their edges."""

from __future__ import annotations

import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from graphbuild.errors import SourceError, UsageError
from graphbuild.records import Actor
from graphbuild.report import Report
from graphbuild.sources import iter_sources
from graphbuild.sources.containers import strangers, text
from graphbuild.sources.containers.sheet import even_rows
from graphbuild.sources.findings import Findings
from graphbuild.sources.headers import find_table
from graphbuild.sources.kinds import AUTHORITY, Kind, kinds
from graphbuild.sources.recognition import recognise
from graphbuild.sources.signs import Look, Weight, columns


def test_a_look_finds_columns_whatever_their_case() -> None:
    look = Look((" \ufeffName ", "", "B", "name"), (["1", "x"], ["", "y", " z "], [" 2 "]))
    assert look.names == {"name", "b"}
    assert look.column("name") == ["1", "2"]
    assert look.column("b") == ["z"]
    assert look.column("c", "b", "name") == ["z"]
    assert look.column("c") == []


@pytest.mark.parametrize(
    ("header", "signs", "missing", "against", "fits"),
    [
        (("id", "name"), 2, (), (), True),
        (("ID", "Name", "extra"), 3, (), (), True),
        (("key", "name"), 2, (), (), True),
        (("id", "key", "name", "other"), 3, (), (), True),
        (("id",), 1, ("column NAME",), (), False),
        (("name", "extra"), 2, ("column id or key",), (), False),
        (("id", "name", "Year"), 2, (), ("year",), False),
        (("year",), 0, ("column id or key", "column NAME"), ("year",), False),
        (("other",), 0, ("column id or key", "column NAME"), (), False),
        ((), 0, ("column id or key", "column NAME"), (), False),
    ],
)
def test_columns_speak_for_and_against_a_kind(
    header: tuple[str, ...],
    signs: int,
    missing: tuple[str, ...],
    against: tuple[str, ...],
    fits: bool,
) -> None:
    weigh = columns([["id", "key"], ["NAME"]], known=["extra", "year"], against=["year"])
    found = weigh(Look(header))
    assert (found.signs, found.missing, found.against) == (signs, missing, against)
    assert found.fits is fits
    assert found.near == (signs > 0 and not missing, signs)


def test_a_weight_tells_what_keeps_it_from_a_kind() -> None:
    assert Weight(3).words == ""
    assert Weight(3).fits
    assert Weight(3, ("a", "b"), ("c",)).words == "no a, no b, c speaks against it"
    doubtful = Weight(3, doubts=("much",))
    assert (doubtful.words, doubtful.fits, doubtful.may_be) == ("much", False, True)
    assert not Weight(0).may_be
    assert not Weight(1, missing=("a",)).may_be
    assert not Weight(1, against=("a",)).may_be


def kind(name: str, signs: int, missing: tuple[str, ...] = (), *, read: str = "x:y") -> Kind:
    return Kind(name, lambda _: Weight(signs, missing), read)


@pytest.mark.parametrize(
    ("given", "chosen", "rival"),
    [
        ([("a", 4)], "a", ""),
        ([("a", 4), ("b", 5)], "b", "a"),
        ([("a", 4), ("b", 4)], "a", "b"),
        ([("a", 4), ("b", 2)], "a", "b"),
        ([("a", 5), ("b", 2)], "a", ""),
        ([("a", 6), ("b", 1), ("c", 3)], "a", "c"),
        ([("a", 4), ("a", 3)], "a", ""),
        ([("a", 4), ("a", 3), ("b", 2)], "a", "b"),
        ([("a", 4), ("b", 0)], "a", ""),
    ],
)
def test_the_kind_of_most_signs_stands_and_a_near_one_is_named(
    given: list[tuple[str, int]], chosen: str, rival: str
) -> None:
    found = recognise(Look(), [kind(name, signs) for name, signs in given])
    assert found.kind is not None
    assert (found.kind.name, found.signs) == (chosen, max(signs for _, signs in given))
    assert (found.rival.name if found.rival else "") == rival
    assert (found.rival_signs > 0) == bool(rival)


def test_the_nearest_kind_is_one_that_is_read_and_misses_least() -> None:
    lacking = [
        kind("much", 9, ("x",)),
        kind("unread", 12, ("x",), read=""),
        kind("none", 0),
        kind("more", 10, ("x", "y")),
    ]
    found = recognise(Look(), lacking)
    assert found.kind is None
    assert found.nearest is not None
    assert (found.nearest.name, found.weight.signs) == ("more", 10)
    against = Kind("against", lambda _: Weight(2, (), ("z",)), "x:y")
    found = recognise(Look(), [*lacking, against])
    assert found.nearest is against
    assert recognise(Look(), [kind("none", 0)]).nearest is None


ACTORS = "actor_id,actor_name\n"


def actors(folder: Path, body: str, head: str = ACTORS, *, called: bool = False) -> list[Actor]:
    path = folder / "a.csv"
    path.write_text(head + body, encoding="utf-8")
    given = {"actors": [path]} if called else {}
    (source,) = iter_sources([] if called else [path], Report(), **given)
    return source.actors


@pytest.mark.parametrize(
    ("ids", "is_one"),
    [("111", True), ("1112", False), ("1123", True), ("1122", False), ("11223", True), ("112233", False), ("1212121", False)],
)  # fmt: skip
def test_an_authority_has_mostly_one_row_for_each_actor(
    tmp_path: Path, ids: str, is_one: bool
) -> None:
    body = "".join(f"{one},Name {one}\n" for one in ids)
    if is_one:
        assert [actor.key for actor in actors(tmp_path, body)] == sorted(set(ids))
    else:
        with pytest.raises(SourceError, match="the same actor in row after row"):
            actors(tmp_path, body)


@pytest.mark.parametrize(("others", "is_one"), [(0, True), (1, True), (2, False), (3, False)])
def test_an_authority_has_more_columns_of_actors_than_of_others(
    tmp_path: Path, others: int, is_one: bool
) -> None:
    names = [f"other{n}" for n in range(others)]
    head = ",".join(["actor_id", "actor_name", *names]) + "\n"
    body = ",".join(["1", "A", *names]) + "\n"
    if is_one:
        assert len(actors(tmp_path, body, head)) == 1
    else:
        with pytest.raises(SourceError, match="columns that are no actor's"):
            actors(tmp_path, body, head)
        assert len(actors(tmp_path, body, head, called=True)) == 1


@pytest.mark.parametrize(("above", "found"), [(0, True), (1, True), (20, True), (21, False)])
def test_a_header_stands_below_twenty_rows_at_the_most(above: int, found: bool) -> None:
    rows = [(n, [f"title {n}"]) for n in range(1, above + 1)]
    rows += [
        (above + 1, ["actor_id", "actor_name"]),
        (above + 2, ["1", "A"]),
        (above + 3, ["2", "B"]),
    ]
    table = find_table(iter(rows), "f", "s", kinds(), Findings("f"))
    assert (table.sheet is not None) is found
    if table.sheet is not None:
        assert table.verdict.kind is not None
        assert table.verdict.kind.name == AUTHORITY
        assert table.sheet.header == ("actor_id", "actor_name")
        assert list(table.sheet.rows) == rows[-2:]
        assert (table.sheet.file, table.sheet.name) == ("f", "s")


def test_rows_beyond_those_that_are_looked_at_are_read_once_and_in_order() -> None:
    rows = [(1, ["actor_id", "actor_name"])] + [(n, [str(n), "A"]) for n in range(2, 200)]
    table = find_table(iter(rows), "f", "", kinds(), Findings("f"))
    assert table.sheet is not None
    assert list(table.sheet.rows) == rows[1:]


def even(
    *rows: list[str], header: tuple[str, ...] = ("AgtId", "a", "b", "c", "d")
) -> tuple[list[int], list[str]]:
    findings = Findings("f")
    kept = list(even_rows(iter(enumerate(rows, 2)), header, findings))
    assert all(len(row) == len(header) for _, row in kept)
    return [number for number, _ in kept], [problem.kind for problem in findings.problems()]


FULL = ["7", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("row", "kept", "told"),
    [
        (FULL, True, 0),
        (["7.0", "1", "2", "3"], True, 1),
        (["7", "1", "2"], False, 1),
        (["x", "1", "2", "3"], False, 1),
        (["", "1", "2", "3"], False, 1),
        ([*FULL, "", " "], True, 0),
        ([*FULL, "more"], False, 1),
        ([" ", "", "", "", ""], False, 0),
        ([], False, 0),
    ],
)  # fmt: skip
def test_a_row_is_whole_completed_or_left_out(row: list[str], kept: bool, told: int) -> None:
    numbers, findings = even(FULL, row, FULL)
    assert numbers == ([2, 3, 4] if kept else [2, 4])
    assert len(findings) == told


def test_a_row_without_its_last_cells_is_read_at_the_end_too() -> None:
    assert even(FULL, ["7", "1", "2", "3"])[0] == [2, 3]
    assert even(["7", "1", "2", "3"], ["8", "1", "2", "3"])[0] == [2, 3]


@pytest.mark.parametrize(
    ("following", "kept", "told"),
    [
        (["x", "y"], [2, 5], ["ragged-row", "ragged-row"]),
        (["x"], [2, 3, 5], ["short-row", "ragged-row"]),
        (["8", "1", "2", "3"], [2, 3, 4, 5], ["short-row"]),
        (["x", "1", "2", "3"], [2, 5], ["ragged-row"]),
        (FULL, [2, 3, 4, 5], ["short-row"]),
        ([], [2, 3, 5], ["short-row"]),
    ],
)
def test_a_short_row_that_goes_on_in_the_next_is_broken(
    following: list[str], kept: list[int], told: list[str]
) -> None:
    numbers, findings = even(FULL, ["7", "1", "2", "3"], following, FULL)
    assert numbers == kept
    assert findings == told


def test_columns_without_a_header_may_be_missing_at_the_end() -> None:
    header = ("AgtId", "a", "", " ")
    assert even(["7", "1"], ["7", "1", "", ""], ["7", "1", "", "", ""], header=header) == (
        [2, 3, 4],
        [],
    )


def test_an_actor_has_what_its_row_says(tmp_path: Path) -> None:
    head = (
        "actor_id,id_paax,actor_name,alternative_names,actor_gwno,women,international,regional,domestic,"
        "ucdp_id,acled_name,actor_type\n"
    )
    body = (
        "7.0,CON_7,A  B,x| y z ||,200.0,1,0,TRUE,yes,12.0,N,T\n"
        "own key,,C,,,no,1,1,,,,\n"
        ",CON_9,D,,,2,,,1.0,,,\n"
    )
    one, two, three = actors(tmp_path, body, head)
    assert (one.key, one.name, one.alternative_names) == ("7", "A B", ["x", "y z"])
    assert (one.gwno, one.women, one.scope, one.type) == ("200", True, "regional", "T")
    assert one.identifiers == {"paax": "CON_7", "ucdp": "12", "acled_name": "N"}
    assert (two.key, two.women, two.scope, two.identifiers) == (
        "own key",
        False,
        "international",
        {},
    )
    assert (three.key, three.women, three.scope) == ("9", False, "domestic")


def test_the_first_of_two_columns_of_one_name_counts(tmp_path: Path) -> None:
    head = "actor_id,actor_name,Actor_Name\n"
    assert [one.name for one in actors(tmp_path, "1,first,second\n", head)] == ["first"]


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"RDX3\n", "R data"), (b"X\n\0\0\0", "R data"), (b"$FL2@(#)", "SPSS"), (b"$FL3", "SPSS"),
        (b" " * 500 + b"SPSS PORT FILE", "SPSS"), (b"HEADER RECORD*******LIB", "SAS"), (b"PAR1", "Parquet"),
        (b"ARROW1", "Arrow"), (b"FEA1", "Arrow"), (b"7z\xbc\xaf", "compressed"), (b"Rar!\x1a", "compressed"),
        (b"\x28\xb5\x2f\xfd", "compressed"), (b"SQLite format 3\0", "database"), (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"), (b"GIF89a", "image"), (b"{\\rtf1", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "password-protected"), (b"\0" * 12 + b"\xc2\xea\x81\x60", "SAS"),
        (gzip.compress(b"RDX3\nX\n", mtime=0), "R data"), (bz2.compress(b"RDA3\n"), "R data"), (lzma.compress(b"X\n\0\0"), "R data"),
        (gzip.compress(b"Con,PP\n", mtime=0), "compressed"), (bz2.compress(b"Con\n"), "compressed"), (lzma.compress(b"Con\n"), "compressed"),
        (gzip.compress(b"RDX3", mtime=0)[:11] + b"\xff" * 9, "compressed"), (b"BZh9" + b"x" * 40, "compressed"),
        (b"\xfd7zXZ\0broken" + b"x" * 40, "compressed"), (b"\x1f\x8b", "compressed"),
    ],
)  # fmt: skip
def test_other_formats_are_known_by_how_they_begin(head: bytes, what: str) -> None:
    found = strangers.known(head)
    assert found is not None
    assert what in found.what
    assert found.left_out is (what not in ("Parquet", "database", "image"))
    assert (found.remedy == "") == (what == "image")


@pytest.mark.parametrize(
    "head", [b"", b"Con,PP", b" " * 600 + b"SPSS PORT FILE", b"%PDF-1.4", b"PK\x03\x04", b"xPAR1"]
)
def test_what_may_be_read_is_no_stranger(head: bytes) -> None:
    assert strangers.known(head) is None


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "decoded"),
    [
        ("é".encode(), "", "utf-8", "é"),
        ("\ufeffé".encode(), "", "utf-8-sig", "é"),
        ("\ufeffé".encode(), "cp1252", "utf-8-sig", "é"),
        ("é".encode("utf-16"), "", "utf-16", "é"),
        ("\ufeffé".encode("utf-16-be"), "", "utf-16", "é"),
        ("é".encode("utf-32"), "", "utf-32", "é"),
        ("é".encode("cp1252"), "cp1252", "cp1252", "é"),
        (b"", "", "utf-8", ""),
    ],
)
def test_a_mark_proves_an_encoding_before_what_is_declared(
    data: bytes, declared: str, encoding: str, decoded: str
) -> None:
    assert text.encoding_of(data, declared) == encoding
    assert text.decode(data, "f", declared) == text.decode_head(data, declared) == decoded


@pytest.mark.parametrize(
    ("name", "known"),
    [("utf-8", True), ("latin-1", True), ("", False), ("no-such", False), ("a\0b", False), ("base64", False), ("é", False)],
)  # fmt: skip
def test_encodings_are_those_that_python_knows(name: str, known: bool) -> None:
    assert text.is_encoding(name) is known
    if name and not known:
        with pytest.raises(UsageError, match="no encoding"):
            text.encoding_of(b"", name)


@pytest.mark.parametrize(("data", "line"), [(b"\xff", 1), (b"a\n\xff", 2), (b"a\n\nb \xff\n", 3)])
def test_a_wrong_byte_is_told_with_its_line(data: bytes, line: int, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=rf"f, line {line}\b.*0xFF"):
        text.decode(data, "f")
    (tmp_path / "f").write_bytes(data)
    with (tmp_path / "f").open("rb") as stream:
        assert text.undecodable_line(stream, "utf-8") == line
    (tmp_path / "f").write_bytes("é\n".encode())
    with (tmp_path / "f").open("rb") as stream:
        assert text.undecodable_line(stream, "utf-8") == 0
