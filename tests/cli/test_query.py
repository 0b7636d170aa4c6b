"""``graphbuild query`` and ``graphbuild queries``, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store, parse

import graphbuild
from graphbuild.catalogue.library import catalogue
from graphbuild.cli import main


@pytest.fixture
def run(small_folder: Path):  # type: ignore[no-untyped-def]
    def call(*args: str, graph: bool = True) -> Result:
        where = ["--graph", str(small_folder)] if graph else []
        return CliRunner().invoke(main, [*args, *where])

    return call


def test_a_pipe_gets_plain_csv_and_the_notes_go_to_stderr(run) -> None:  # type: ignore[no-untyped-def]
    result = run("query", "third-party-ranking", "-p", "limit=1")
    assert result.exit_code == 0
    assert result.stdout_bytes == (
        b"actor_id,actor,agreements,processes,sense\r\n3,United Nations (General),3,2,listed\r\n"
    )
    assert "1 row\n" in result.stderr
    assert (
        "With limit=1, local=exclude, basis=any, certainty=likely, sense=listed." in result.stderr
    )
    assert "no proof of a signature, an alliance, influence or effectiveness" in result.stderr


def test_a_table_is_read_by_people(run) -> None:  # type: ignore[no-untyped-def]
    lines = run("query", "third-party-ranking", "--format", "table").stdout.splitlines()
    assert lines[0].split() == ["actor_id", "actor", "agreements", "processes", "sense"]
    assert lines[2].split("  ")[0] == "3"
    assert len({len(line) for line in lines[1:]}) == 1


def test_a_table_fits_its_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("COLUMNS", "70")
    lines = run("query", "agreements", "--format", "table").stdout.splitlines()
    assert max(map(len, lines)) <= 70
    assert any("…" in line for line in lines)


def test_control_characters_of_the_data_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text('<http://a> <http://b> "x\\u001b[31m\\u202ey\\nz" .', "utf-8")
    (tmp_path / "q.rq").write_text("SELECT ?o WHERE { ?s ?p ?o }", "utf-8")
    args = ["query", str(tmp_path / "q.rq"), "--graph", str(tmp_path / "g.ttl")]
    for shape in ("table", "markdown"):
        assert "x [31m y z" in CliRunner().invoke(main, [*args, "--format", shape]).stdout


def test_formulas_are_neutralised_and_a_mark_is_set_only_when_asked(run) -> None:  # type: ignore[no-untyped-def]
    plain = run("query", "agreements", "-p", "stage=SubComp").stdout_bytes
    assert b'"=Treaty between ""South"" and North"' in plain
    asked = run("query", "agreements", "-p", "stage=SubComp", "--bom", "--safe").stdout_bytes
    assert asked.startswith(b"\xef\xbb\xbfagreement_id")
    rows = list(csv.DictReader(io.StringIO(asked.decode("utf-8-sig"))))
    assert rows[0]["title"] == '\'=Treaty between "South" and North'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\\t", "\\r"])
def test_every_beginning_of_a_formula_is_guarded(tmp_path: Path, start: str) -> None:
    (tmp_path / "g.ttl").write_text(f'<http://a> <http://b> "{start}x" .', "utf-8")
    (tmp_path / "q.rq").write_text("SELECT ?o WHERE { ?s ?p ?o }", "utf-8")
    args = ["query", str(tmp_path / "q.rq"), "--graph", str(tmp_path / "g.ttl"), "--format", "csv"]
    guarded = CliRunner().invoke(main, [*args, "--safe"]).stdout_bytes.decode()
    rows = list(csv.reader(io.StringIO(guarded, newline="")))
    assert rows[1][0].startswith("'")
    assert "'" not in CliRunner().invoke(main, args).stdout_bytes.decode()


def test_numbers_are_no_formulas(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("<http://a> <http://b> -5 .", "utf-8")
    (tmp_path / "q.rq").write_text("SELECT ?o WHERE { ?s ?p ?o }", "utf-8")
    args = ["query", str(tmp_path / "q.rq"), "--graph", str(tmp_path / "g.ttl"), "--format", "csv"]
    assert CliRunner().invoke(main, [*args, "--safe"]).stdout_bytes.splitlines()[1] == b"-5"


def test_every_format_says_the_same(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    name = ("query", "third-party-ranking")
    assert run(*name, "--format", "tsv").stdout.splitlines()[1].startswith('"3"\t')
    found = json.loads(run(*name, "--format", "json").stdout)
    assert found["results"]["bindings"][0]["agreements"]["value"] == "3"
    root = ElementTree.fromstring(run(*name, "--format", "xml").stdout)
    assert len(root[1]) == 3
    assert run(*name, "--format", "markdown").stdout.splitlines()[2] == (
        "| 3 | United Nations (General) | 3 | 2 | listed |"
    )


def test_a_spreadsheet_has_typed_cells_and_no_formulas(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    calamine = pytest.importorskip("python_calamine")
    file = tmp_path / "a.xlsx"
    assert run("query", "agreements", "-o", str(file)).exit_code == 0
    book = calamine.CalamineWorkbook.from_path(str(file))
    rows = book.get_sheet_by_name("result").to_python()
    assert rows[5][1] == date(1992, 6, 1)
    assert rows[5][2] == '=Treaty between "South" and North'
    assert "Which agreements" in book.get_sheet_by_name("about").to_python()[0][1]
    first = file.read_bytes()
    run("query", "agreements", "-o", str(file))
    assert file.read_bytes() == first


def test_graphs_are_written_as_turtle_ntriples_and_jsonld(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    kinds = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}
    found = []
    for suffix, kind in kinds.items():
        file = tmp_path / f"a.{suffix}"
        assert run("query", "agreement", "-p", "agreement=10", "-o", str(file)).exit_code == 0
        found.append({quad.triple for quad in parse(path=str(file), format=kind)})
    assert found[0] == found[1] == found[2]
    assert "@prefix pa:" in run("query", "agreement", "-p", "agreement=10").stdout


def test_ask_says_yes_or_no(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "q.rq").write_text("ASK { ?s ?p ?o }", "utf-8")
    assert run("query", str(tmp_path / "q.rq")).stdout == "yes\n"
    asked = run("query", str(tmp_path / "q.rq"), "--format", "json").stdout
    assert json.loads(asked)["boolean"] is True


def test_show_prints_what_would_be_asked(run, small_folder: Path) -> None:  # type: ignore[no-untyped-def]
    text = run("query", "actor-agreements", "-p", "actor=HF", "--show").stdout
    assert "VALUES ?_actor { <https://w3id.org/peace-agreements/id/actor/2> }" in text
    store = Store()
    store.load(path=str(small_folder / "graph.ttl"), format=RdfFormat.TURTLE)
    assert len(list(store.query(text))) == 5  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("query", "third-party-rankin"), "did you mean third-party-ranking or"),
        (("query", "agreements", "-p", "stage"), "-p takes NAME=VALUE, not 'stage'"),
        (("query", "agreements", "-p", "stage=Nothing"), "nothing that is a stage is named"),
        (("query", "agreement", "-p", "agreement=10", "--format", "csv"), "gives a graph, not csv"),
        (("query", "agreements", "--format", "turtle"), "gives rows, not turtle"),
        (("query", "agreements", "--format", "json", "--bom"), "--bom and --safe are for csv"),
        (("query", "agreements", "--default-graph", "http://x/"), "is for --endpoint"),
        (("query", "agreements", "--endpoint", "file:///x"), "is not a web address"),
        (("query", "agreements", "-o", f"{__file__}/all.csv"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(args, message, run) -> None:  # type: ignore[no-untyped-def]
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_update_in_a_file_is_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "q.rq").write_text("DROP ALL", "utf-8")
    result = run("query", str(tmp_path / "q.rq"))
    assert result.exit_code == 2
    assert "q.rq, line 1" in result.stderr


def test_the_list_shows_every_query(run) -> None:  # type: ignore[no-untyped-def]
    text = run("queries").stdout
    for query in catalogue():
        assert f"  {query.name} " in text
        assert query.question in text


def test_one_query_in_full_with_examples_from_the_data(run) -> None:  # type: ignore[no-untyped-def]
    text = run("queries", "actor-agreements").stdout
    assert "for example 2 (Hill Front), 1 (Northland)" in text
    assert 'graphbuild query actor-agreements -p actor="21"' in text
    assert "must be given" in text
    assert run("queries", "agreements", "--text").stdout.startswith("#+ title")


def test_the_catalogue_is_rdf(run) -> None:  # type: ignore[no-untyped-def]
    text = run("queries", "--rdf").stdout
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    rows = list(
        store.query(  # type: ignore[arg-type]
            "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?text WHERE { ?q a sh:SPARQLExecutable "
            "; sh:select|sh:construct ?text ; <http://www.w3.org/2000/01/rdf-schema#comment> ?c }"
        )
    )
    assert sorted(row[0].value for row in rows) == sorted(query.text for query in catalogue())


def test_own_queries(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mine.rq").write_text("#+ title: Mine\nASK {}", "utf-8")
    assert "Mine" in run("queries", "--queries", str(tmp_path)).stdout
    assert run("query", "mine", "--queries", str(tmp_path)).stdout == "yes\n"


def test_from_python(small_folder: Path) -> None:
    graph = graphbuild.load(small_folder)
    rows = graph.query("agreements", from_=1992, to=1992)
    assert rows[0].date == date(1992, 1, 1)
    assert rows[1]["agreement_id"] == "13"
    assert rows[0].as_dict()["countries"] == "Northland"
    assert len(rows) == 2
    assert rows.parameters["from"] == "1992"
    assert "1992-01-01  Ceasefire" in repr(rows)
    assert "<td>=Treaty between &quot;South&quot; and North</td>" in rows._repr_html_()
    with pytest.raises(AttributeError, match="the columns are"):
        _ = rows[0].nothing
    frame = rows.to_pandas()
    assert list(frame.columns) == list(rows.columns)
    assert graph.query("third-party-share").to_pandas()["agreements"].dtype.kind == "i"


def test_importing_graphbuild_is_light() -> None:
    code = "import sys, graphbuild; print(sorted({'pyoxigraph', 'rdflib', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.timeout(300)
def test_a_large_result_streams(tmp_path: Path) -> None:
    lines = (f"<http://a/{n}> <http://b> {n} .\n" for n in range(1000))
    (tmp_path / "g.ttl").write_text("".join(lines), "utf-8")
    query = "SELECT ?x ?y WHERE { ?a <http://b> ?x . ?b <http://b> ?y . ?c <http://b> ?z }"
    rows = iter(graphbuild.load(tmp_path / "g.ttl").sparql(query))
    assert len([next(rows) for _ in range(10)]) == 10  # of a thousand million


@pytest.mark.parametrize("command", [("query", "agreements"), ("network", "co-signing")])
def test_options_of_an_endpoint_need_one(command: tuple[str, str]) -> None:
    done = CliRunner().invoke(main, [*command, "--default-graph", "http://x/"])
    assert done.exit_code == 2
    assert "--endpoint" in done.output


EVIL = "\x1b[2Jx\x07\x9b31m\u202ey"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="has no terminals")
@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "json", "xml", "markdown"])
def test_nothing_in_the_data_moves_a_terminal(tmp_path: Path, format_: str) -> None:
    """Piped, CSV and TSV are the data as they are; on a terminal they are shown."""
    line = f'<http://a/1> <http://p> "{EVIL}" .\n'
    (tmp_path / "g.nt").write_text(line, encoding="utf-8")
    (tmp_path / "q.rq").write_text("SELECT ?s ?o { ?s ?p ?o }", encoding="utf-8")
    ours, theirs = os.openpty()
    words = ["query", tmp_path / "q.rq", "--graph", tmp_path / "g.nt", "--format", format_]
    command = [sys.executable, "-m", "graphbuild", *map(str, words)]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    said = os.read(ours, 100_000).decode("utf-8")
    os.close(ours)
    assert done.returncode == 0, done.stderr
    assert "http://a/1" in said
    assert all(char.isprintable() or char in "\r\n\t" for char in said), repr(said)


def test_texts_that_a_cell_cannot_hold_are_marked_and_told(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    line = '<http://a/1> <http://p> "{}" .\n'
    texts = ("a" * 40_000, "\U0001f54a" * 20_000, "b" * 32_767)
    (tmp_path / "g.nt").write_text("".join(map(line.format, texts)), encoding="utf-8")
    (tmp_path / "q.rq").write_text("SELECT ?o { ?s ?p ?o }", encoding="utf-8")
    words = ["query", str(tmp_path / "q.rq"), "--graph", str(tmp_path / "g.nt")]
    done = CliRunner().invoke(main, [*words, "-o", str(tmp_path / "out.xlsx")])
    assert done.exit_code == 0, done.output
    assert "2 texts were cut at 32,767 characters" in done.stderr
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
        about = book.read("xl/worksheets/sheet2.xml").decode("utf-8")
    assert sheet.count(" [... cut]</t>") == 2
    assert "b" * 32_767 in sheet
    assert "2 texts were cut" in about
