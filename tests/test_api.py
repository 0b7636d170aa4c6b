"""What ``graphbuild.__all__`` names: it has all that the command line has, and does the same."""

from __future__ import annotations

import ast
import csv
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

import graphbuild
from graphbuild.cli import main
from graphbuild.errors import OutputError, SourceError, UsageError
from graphbuild.resources import folder
from graphbuild.scratch import FOLDER

ROOT = Path(__file__).parent.parent
TABLE = """Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart
Sudan,Government,165,Sudan Local Processes,Africa (excl MENA),900101,Accord of the Ford,05/02/2001,\
Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan; Red Nile Movement,
"""
ACTORS = """actor_id,id_paax,actor_name,actor_type,actor_iso3c,actor_country,abbreviation,alternative_names
158,CON_158,Sudan,Country/State,SDN,Sudan,,
9001,ARM_9001,Nile Liberation Army,Armed Organization,SDN,Sudan,NLA,
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A table whose dates cannot be told and whose party is no actor that is known."""
    (tmp_path / "pax.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    return tmp_path


def built(place: Path, **options: Any) -> graphbuild.Graph:
    given: dict[str, Any] = {"date_format": "dd/mm/yyyy", "actors": place / "actors.csv"}
    return graphbuild.build(place / "pax.csv", **(given | options))


# ---- building ----------------------------------------------------------------------------------


def test_build_opens_what_it_built_and_keeps_what_it_found() -> None:
    graph = graphbuild.build(folder("samples"))
    years = list(graph.query("agreements-per-year"))
    assert sum(row.agreements for row in years) > 10
    assert graph.report is not None


def test_a_written_graph_answers_like_one_in_memory(tmp_path: Path) -> None:
    held = graphbuild.build(sample=True)
    written = graphbuild.build([folder("samples")], tmp_path / "out")
    assert (tmp_path / "out" / "graph.ttl").is_file()
    for name in ("agreement-actors", "agreement-sources"):
        assert list(held.query(name)) == list(written.query(name))


def test_it_writes_what_the_command_writes(place: Path) -> None:
    ours = built(
        place,
        output=place / "ours",
        base="https://example.org/id/",
        formats=["turtle", "trig", "tables"],
        licence="https://example.org/licence",
        coded_only=True,
        persons="all",
    )
    words = ["build", str(place / "pax.csv"), "--actors", str(place / "actors.csv")]
    words += ["-o", str(place / "theirs"), "--base", "https://example.org/id/", "--coded-only"]
    words += ["--format", "turtle", "--format", "trig", "--format", "tables", "--persons", "all"]
    words += ["--licence", "https://example.org/licence", "--date-format", "dd/mm/yyyy"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    files = sorted(path.relative_to(place / "ours") for path in ours.files)
    assert files == sorted(
        path.relative_to(place / "theirs")
        for path in (place / "theirs").rglob("*")
        if path.is_file() and FOLDER not in path.parts
    )
    for file in files:
        assert (place / "ours" / file).read_bytes() == (place / "theirs" / file).read_bytes()


def test_judgements_are_read_and_kept(place: Path) -> None:
    names = place / "out" / "names.csv"
    for answer in ("new", "ignore"):
        built(place, output=place / "out")
        _judge(names, answer)
        for _ in range(2):
            graph = built(place, output=place / "out")
            found = {row.actor for row in graph.query("agreement-actors", agreement="900101")}
            assert ("Red Nile Movement" in found) == (answer == "new")
            assert [row["judgement"] for row in _rows(names)] == [answer]


def test_judgements_in_another_file_go_first_and_destroy_none(place: Path) -> None:
    names, mine = place / "out" / "names.csv", place / "mine.csv"
    built(place, output=place / "out")
    mine.write_bytes(names.read_bytes())
    _judge(names, "ignore")
    _judge(mine, "new")
    own = {"name": "Blue Nile Movement", "process": "165", "judgement": "ignore"}
    with names.open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, _rows(names)[0], restval="").writerow(own)
    held = built(place, judgements=mine)
    graph = built(place, output=place / "out", judgements=mine)
    for one in (held, graph):
        found = {row.actor for row in one.query("agreement-actors", agreement="900101")}
        assert "Red Nile Movement" in found
    answers = {row["name"]: row["judgement"] for row in _rows(names)}
    assert answers == {"Red Nile Movement": "new", "Blue Nile Movement": "ignore"}


def test_judgements_that_cannot_be_read_stop_the_build(place: Path) -> None:
    built(place, output=place / "out")
    before = {path: path.read_bytes() for path in (place / "out").iterdir() if path.is_file()}
    _judge(place / "out" / "names.csv", "perhaps")
    before[place / "out" / "names.csv"] = (place / "out" / "names.csv").read_bytes()
    with pytest.raises(SourceError, match=r"names\.csv, line 2: judgement 'perhaps'"):
        built(place, output=place / "out", coded_only=True)
    assert before == {path: path.read_bytes() for path in before}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _judge(path: Path, answer: str) -> None:
    rows = _rows(path)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(row | {"judgement": answer} for row in rows)


def test_what_tells_how_to_read_is_handed_on(place: Path) -> None:
    (place / "pax.csv").write_text(TABLE.replace("Ford", "Fjörd"), encoding="cp1252")
    with pytest.raises(SourceError, match="--encoding"):
        built(place, strict=True)
    with pytest.raises(SourceError, match="--date-format"):
        built(place, encoding="cp1252", date_format="", strict=True)
    (row,) = built(place, encoding="cp1252").query("agreements")
    assert (row.title, row.date.isoformat()) == ("Accord of the Fjörd", "2001-02-05")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"base": "peace"}, "not an absolute IRI"),
        ({"licence": "free of charge"}, "not an IRI"),
        ({"formats": ["turtle", "word"]}, "no format 'word'; the formats are turtle"),
        ({"persons": "none"}, "persons are public or all"),
        ({"date_format": "yy/mm/dd"}, "no date format 'yy/mm/dd'; choose yyyy-mm-dd"),
        ({"encoding": "klingon"}, "no encoding 'klingon'"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_before_anything_is_written(
    place: Path, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        built(place, output=place / "out", **options)
    assert not (place / "out").exists()


def test_nothing_to_read_and_nowhere_to_write(place: Path) -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        graphbuild.build()
    with pytest.raises(OutputError, match="is not a folder"):
        built(place, output=place / "pax.csv")


def test_strict_refuses_what_was_left_out_and_has_written_the_rest(place: Path) -> None:
    (place / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    sources = [place / "pax.csv", place / "broken.xlsx"]
    lenient = graphbuild.build(sources, date_format="dd/mm/yyyy")
    assert lenient.report is not None
    assert lenient.report.count("error") == 1
    with pytest.raises(SourceError, match=r"broken\.xlsx: left out: "):
        graphbuild.build(sources, place / "out", date_format="dd/mm/yyyy", strict=True)
    assert (place / "out" / "graph.ttl").is_file()
    built(place, strict=True)


def test_the_files_just_written_are_opened_not_older_ones(place: Path) -> None:
    built(place, output=place / "out", base="https://example.org/old/")
    for formats in ("jsonld", "tables", "nquads"):
        graph = built(place, output=place / "out", formats=formats)
        row = graph.sparql(
            "SELECT ?a { ?a a <https://w3id.org/peace-agreements/ontology#Agreement> }"
        )[0]
        assert row.a == "https://w3id.org/peace-agreements/id/agreement/900101"


# ---- reading, asking, checking, drawing, publishing --------------------------------------------


def test_records_are_those_that_parse_prints(place: Path) -> None:
    records = graphbuild.parse(place / "pax.csv", date_format="dd/mm/yyyy")
    (agreement,) = records
    assert agreement.to_json()["date"] == "2001-02-05"
    assert [file.kind for file in records.files()] == ["PA-X table"]
    (place / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    records = graphbuild.parse(place, date_format="dd/mm/yyyy")
    for _ in range(2):  # read anew each time, and told anew
        assert len(list(records)) == 1
        assert records.report.count("error") == 1


@pytest.mark.parametrize("columns", ["", "60", "200"])
def test_an_answer_is_written_as_the_command_writes_it(
    small: graphbuild.Graph,
    small_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)  # a file is the same whatever terminal is open
    answer = small.query("agreements")
    for name in ("a.csv", "a.tsv", "a.json", "a.md", "a.txt"):
        rows = answer.write(tmp_path / name)
        assert rows in (len(answer), -1)
        words = ["query", "agreements", "--graph", str(small_folder), "-o", str(tmp_path / "b")]
        form = {"md": "markdown", "txt": "table"}.get(name[2:], name[2:])
        assert CliRunner().invoke(main, [*words, "--format", form]).exit_code == 0
        assert (tmp_path / name).read_bytes() == (tmp_path / "b").read_bytes()
    answer.write(tmp_path / "c.csv", bom=True, safe=True)
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"'=Treaty" in (tmp_path / "c.csv").read_bytes()
    with pytest.raises(UsageError, match="for csv, not tsv"):
        answer.write(tmp_path / "d.tsv", safe=True)
    with pytest.raises(UsageError, match=r"\.docx is no format of answers"):
        answer.write(tmp_path / "d.docx")
    with pytest.raises(UsageError, match="gives rows, not turtle"):
        answer.write(tmp_path / "d.ttl")
    assert not list(tmp_path.glob("d.*"))


def test_findings_are_those_of_validate(small: graphbuild.Graph, small_folder: Path) -> None:
    found = small.validate()
    done = CliRunner().invoke(main, ["validate", str(small_folder), "--format", "csv"])
    assert [item.rule for item in found] == [
        row["rule"] for row in csv.DictReader(done.stdout.splitlines())
    ]


def test_own_checks_and_queries_are_those_of_the_folders_given(
    small_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "mine.rq").write_text(
        "#+ severity: info\nSELECT (1 AS ?one) {}", "utf-8"
    )
    (tmp_path / "own.rq").write_text("#+ title: Own\nASK {}", "utf-8")
    graph = graphbuild.load(small_folder, queries=[tmp_path])
    assert "mine" in {item.rule for item in graph.validate()}
    assert graph.query("own")
    names = {query.name for query in graphbuild.saved_queries()}
    assert {query.name for query in graph.queries()} == names | {"own"}
    text = graphbuild.queries_as_turtle(graph.queries())
    named = {str(quad.subject)[1:-1] for quad in parse(text, format=RdfFormat.TURTLE)}
    assert "https://w3id.org/peace-agreements/query/own" in named


def test_networks_in_every_form(small: graphbuild.Graph, tmp_path: Path) -> None:
    assert [item.name for item in small.networks()] == [
        item.name for item in graphbuild.projections()
    ]
    network = small.network("co-signing", {"from": 1900}, local="include")
    assert network.graph["parameters"]["from"] == "1900"
    graphbuild.measure(network)
    assert all("degree" in data for _, data in network.nodes(data=True))
    assert len(graphbuild.backbone(network, 0.9)) <= len(network)
    assert graphbuild.caption(network)[0] in graphbuild.summary(network)
    written = graphbuild.write_network(network, tmp_path / "n.csv")
    assert all(path.is_file() for path in written)
    slices = small.series("co-signing", by="year", local="include")
    assert [row["slice"] for row in graphbuild.series_table(slices)] == list(slices)
    assert small.sensitivity("co-signing")[0]["variant"] == "as chosen"
    (tmp_path / "same.csv").write_text("actor,same_as\n1,2\n", encoding="utf-8")
    merged = [
        small.network("co-signing", aliases=same, local="include")
        for same in ({"1": "2"}, tmp_path / "same.csv")
    ]
    assert len({tuple(one) for one in merged}) == 1
    assert len(merged[0]) < len(network)
    text = str(tmp_path / "same.csv")  # as a web page's form would hand it over
    with pytest.raises(UsageError, match=r"aliases is a mapping or a pathlib\.Path"):
        small.network("co-signing", {"aliases": text})
    with pytest.raises(UsageError, match=r"aliases is a mapping or a pathlib\.Path"):
        small.network("co-signing", aliases=text)  # type: ignore[arg-type]


def test_files_for_bulk_loaders(small_folder: Path, tmp_path: Path) -> None:
    written = graphbuild.write_bulk_files(small_folder, folder=tmp_path / "ours", split=100)
    words = ["publish", str(small_folder), "--files", str(tmp_path / "theirs"), "--split", "100"]
    assert CliRunner().invoke(main, words).exit_code == 0
    for path in written:
        assert path.read_bytes() == (tmp_path / "theirs" / path.name).read_bytes()


# ---- the declaration ---------------------------------------------------------------------------

BUILD = (
    "output", "actors", "base", "licence", "coded_only", "judgements", "persons", "sample", "plain",
    "again",
)  # fmt: skip
READ = ("sources", "date_format", "encoding")
ASK = {
    "graph": (graphbuild.load, "path"),
    "endpoint": (graphbuild.connect, "url"),
    "default_graph": (graphbuild.connect, "default_graph"),
    "timeout": (graphbuild.load, "timeout"),
    "folders": (graphbuild.load, "queries"),
}
NAME = {
    "name": (graphbuild.Graph.network, "name"),
    "params": (graphbuild.Graph.network, "parameters"),
}
TABLES: dict[str, dict[str, tuple[Any, str]]] = {
    "build": {
        **{name: (graphbuild.build, name) for name in (*BUILD, *READ, "strict")},
        "names": (graphbuild.build, "formats"),
        "no_cache": (graphbuild.build, "cache"),
    },
    "parse": {name: (graphbuild.parse, name) for name in READ},
    "site": {
        "path": (graphbuild.site, "path"),
        "output": (graphbuild.site, "output"),
        "no_persons": (graphbuild.site, "persons"),
        "no_texts": (graphbuild.site, "texts"),
        "folders": (graphbuild.site, "queries"),
    },
    "serve": {
        "path": (graphbuild.serve, "path"),
        "host": (graphbuild.serve, "host"),
        "port": (graphbuild.serve, "port"),
        "timeout": (graphbuild.serve, "timeout"),
        "cors": (graphbuild.serve, "cors"),
        "no_persons": (graphbuild.serve, "persons"),
        "no_texts": (graphbuild.serve, "texts"),
        "folders": (graphbuild.serve, "queries"),
        "review": (graphbuild.serve, "review"),
        "no_open": (graphbuild.serve, "ready"),
    },
    "diff": {"old": (graphbuild.diff, "old"), "new": (graphbuild.diff, "new")},
    "show": {name: value for name, value in ASK.items() if name != "folders"}
    | {
        "kind": (graphbuild.Graph.show, "kind"),
        "name": (graphbuild.Graph.show, "name"),
        "format_": (graphbuild.Card, "as_dict"),
    },
    "cite": {"path": (graphbuild.load, "path"), "format_": (graphbuild.Graph.cite, "format")},
    "codes": {"words": (graphbuild.find_codes, "words")},
    "query": ASK
    | {
        "allow_service": (graphbuild.load, "allow_service"),
        "name": (graphbuild.Graph.query, "name"),
        "params": (graphbuild.Graph.query, "parameters"),
        "format_": (graphbuild.Answer.write, "format"),
        "output": (graphbuild.Answer.write, "path"),
        "bom": (graphbuild.Answer.write, "bom"),
        "safe": (graphbuild.Answer.write, "safe"),
        "title": (graphbuild.Answer.write, "title"),
        "no_caption": (graphbuild.Answer.write, "no_caption"),
        "dpi": (graphbuild.Answer.write, "dpi"),
        "size": (graphbuild.Answer.write, "size"),
        "show": (graphbuild.Answer, "sparql"),
    },
    "queries": {
        "name": (graphbuild.saved_queries, "return"),
        "graph": (graphbuild.load, "path"),
        "folders": (graphbuild.saved_queries, "queries"),
        "text": (graphbuild.SavedQuery, "text"),
        "rdf": (graphbuild.queries_as_turtle, "queries"),
    },
    "network": {name: where for name, where in ASK.items() if name != "folders"}
    | NAME
    | {
        "output": (graphbuild.write_network, "path"),
        "picture": (graphbuild.write_network, "picture"),
        **{
            name: (graphbuild.write_network, name)
            for name in ("colour", "title", "no_caption", "dpi", "size", "plain")
        },
        "measures": (graphbuild.measure, "graph"),
        "exact": (graphbuild.summary, "exact"),
        "by": (graphbuild.Graph.series, "by"),
        "backbone": (graphbuild.backbone, "alpha"),
        "backbone_test": (graphbuild.backbone, "test"),
        "sensitivity": (graphbuild.Graph.sensitivity, "name"),
        "aliases": (graphbuild.Graph.network, "aliases"),
    },
    "networks": {"name": (graphbuild.projections, "return")},
    "notebooks": {"output": (graphbuild.write_notebooks, "folder")},
    "review": {
        "path": (graphbuild.review, "path"),
        "kind": (graphbuild.Question, "row"),
    },
    "validate": {
        "path": (graphbuild.load, "path"),
        "folders": (graphbuild.load, "queries"),
        "format_": (graphbuild.Finding, "severity"),
        "findings": (graphbuild.Graph.validate, "return"),
    },
    "publish": {
        **{
            name: (graphbuild.publish, name)
            for name in ("path", "dry_run", "overwrite", "timeout", "token_header")
        },
        "url": (graphbuild.publish, "to"),
        "no_bulk": (graphbuild.publish, "bulk"),
        "folder": (graphbuild.write_bulk_files, "folder"),
        "split": (graphbuild.write_bulk_files, "split"),
    },
}
"""For each option of each command, what does the same in Python, and under which name."""
SHELL_ALONE = {
    ("parse", "output"),
    ("show", "all_"),
    ("codes", "format_"),
    ("diff", "format_"),
    ("diff", "strict"),
}
"""Options that a shell needs and Python does not."""


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
def test_every_option_of_the_command_line_is_there_in_python(command: str) -> None:
    found = main.get_command(click.Context(main), command)
    assert found is not None
    options = {option.name for option in found.params} - {
        name for of, name in SHELL_ALONE if of == command
    }
    assert options == set(TABLES[command])
    for name, (target, parameter) in TABLES[command].items():
        known = {*inspect.signature(target).parameters, *dir(target), "return"}
        known |= set(getattr(target, "__annotations__", ()))
        assert parameter in known, f"{command} {name}: {target} has no {parameter}"


def test_what_is_declared_is_there_and_documented() -> None:
    assert len(set(graphbuild.__all__)) == len(graphbuild.__all__)
    for name in graphbuild.__all__:
        found = getattr(graphbuild, name)
        assert found is getattr(import_module(found.__module__), found.__name__)
        assert found.__name__ == name
        assert (found.__doc__ or "").strip(), name
        assert name in dir(graphbuild)
    modules = {path.stem for path in Path(graphbuild.__file__).parent.iterdir()}
    assert not modules & set(graphbuild.__all__)  # an import of the module would hide the name


def test_type_checkers_are_told_the_same() -> None:
    tree = ast.parse(Path(graphbuild.__file__).read_text(encoding="utf-8"))
    told = {
        alias.asname: f"{node.module}"
        for block in tree.body
        if isinstance(block, ast.If)
        for node in ast.walk(block)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert told == {name: f"graphbuild.{home}" for name, home in graphbuild._HOMES.items()}


def test_the_guide_names_everything() -> None:
    guide = (ROOT / "docs" / "guides" / "python.md").read_text(encoding="utf-8")
    assert [name for name in graphbuild.__all__ if f"`{name}" not in guide] == []
    methods = [name for name in vars(graphbuild.Graph) if not name.startswith("_")]
    assert [name for name in methods if f"graph.{name}(" not in guide] == []


def test_calls_written_for_the_first_release_still_work(small_folder: Path, tmp_path: Path) -> None:
    graph = graphbuild.load(small_folder, queries=None, memory=True)
    assert len(graph.query("agreements-per-year"))
    written = graphbuild.build(
        str(folder("samples")), tmp_path, actors=(), base="", queries=tmp_path
    )
    assert written.report is not None
    assert graphbuild.connect("http://127.0.0.1:9/", timeout=1, default_graph="", queries=None)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = graphbuild.nothing


@pytest.mark.parametrize(
    "notebook", sorted((ROOT / "notebooks").glob("[0-9]*.py")), ids=lambda p: p.stem
)
def test_notebooks_use_nothing_else(notebook: Path) -> None:
    tree = ast.parse(notebook.read_text(encoding="utf-8"))
    imported, used = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used |= {node.attr} if node.value.id == "graphbuild" else set()
    assert {name for name in imported if name.startswith("graphbuild")} == {"graphbuild"}
    assert used
    assert used <= set(graphbuild.__all__)


def test_importing_the_package_imports_no_engine() -> None:
    code = "import sys, graphbuild; print(sorted({'rdflib', 'pyoxigraph', 'networkx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
