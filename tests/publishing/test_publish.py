"""Publishing, through the command, to a small store of our own that can misbehave."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad

import graphbuild
from graphbuild.cli import main
from graphbuild.publishing import writers

BASE = "https://w3id.org/peace-agreements/id/"
PA = "https://w3id.org/peace-agreements/ontology#"
TABLE, PAGE = f"{BASE}source/pax-v9-133c1d75", f"{BASE}source/page-1-aaaa0000"
MERGED = f"{BASE}graph/merged"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PLAIN = '"Accord"'
HOSTILE = r'"He said \"no\"\n.\\ <x> . \u0001 é 和平 \t"@en'


def write_graph(folder: Path, sources=(TABLE, PAGE), agreements=3) -> Path:
    """A graph as build writes it: merged first, then one graph for each source."""
    folder.mkdir(exist_ok=True)
    lines = [
        f"<{source}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{PA}Source> ."
        for source in sources
    ]
    for number in range(agreements):
        said = f"<{BASE}agreement/{number}> <{LABEL}> {HOSTILE if number else PLAIN}"
        lines.append(f"{said} .")
        lines += [f"{said} <{source}> ." for source in sources]
    lines.append("<https://w3id.org/peace-agreements/scheme/level> <" + LABEL + '> "Level" .')
    (folder / "graph.nq").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def exports(tmp_path) -> Path:
    return write_graph(tmp_path / "exports")


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["publish", *map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


COUNTS = {"": 6, TABLE: 3, PAGE: 3}


def test_publishing_twice_replaces_and_never_doubles(fake, exports):
    for _ in range(2):
        status, out, err = run(exports, "--to", fake.url)
        assert (status, fake.counts()) == (0, COUNTS), err
    assert "replaced" in out
    assert "12 triples, as sent" in err


def test_what_is_there_afterwards_is_what_was_built(fake, exports):
    run(exports, "--to", fake.url)
    from pyoxigraph import RdfFormat, parse

    assert set(fake.store) == set(parse(path=str(exports / "graph.nq"), format=RdfFormat.N_QUADS))


def test_a_source_that_is_gone_goes_and_graphs_of_others_stay(fake, tmp_path, exports):
    other = Quad(
        NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o"), NamedNode("http://other.org/g")
    )
    fake.store.add(other)
    run(exports, "--to", fake.url)
    status, out, _ = run(write_graph(tmp_path / "less", [TABLE]), "--to", fake.url)
    assert status == 0
    assert fake.counts() == {"": 5, TABLE: 3, "http://other.org/g": 1}
    assert "removed" in out


def test_a_graph_that_another_removed_first_is_gone_all_the_same(fake, tmp_path, exports):
    run(exports, "--to", fake.url)
    gone: list[str] = []

    def first_removed_by_another(seen):
        if seen.method == "DELETE" and seen.query.get("graph") == PAGE:
            fake.store.clear_graph(NamedNode(PAGE))
            gone.append(PAGE)
        return

    fake.script = first_removed_by_another
    status, _, err = run(write_graph(tmp_path / "less", [TABLE]), "--to", fake.url)
    assert (status, gone) == (0, [PAGE]), err
    assert fake.counts() == {"": 5, TABLE: 3}


def test_a_graph_that_may_not_be_removed_is_told(fake, tmp_path, exports):
    run(exports, "--to", fake.url)
    fake.script = lambda seen: (
        (403, {}, b"") if seen.method == "DELETE" and seen.query.get("graph") == PAGE else None
    )
    status, _, err = run(write_graph(tmp_path / "less", [TABLE]), "--to", fake.url)
    assert status == 1
    assert PAGE in err
    assert fake.counts()[PAGE] == 3


def test_a_file_without_graphs_of_sources_is_loaded_and_said_to_have_none(fake, exports, tmp_path):
    alone = tmp_path / "graph.ttl"
    alone.write_text(f"<{BASE}agreement/1> <{LABEL}> {PLAIN} .\n", encoding="utf-8")
    status, _, err = run(alone, "--to", fake.url)
    assert status == 0
    assert "has no graphs of sources" in err
    assert fake.counts() == {"": 1}
    assert "has no graphs of sources" not in run(exports, "--to", fake.url)[2]


def test_the_base_is_that_of_the_sources_in_the_graph(fake, tmp_path):
    base = "https://data.example.org/peace/"
    made = write_graph(tmp_path / "own") / "graph.nq"
    made.write_text(made.read_text("utf-8").replace(BASE, base), "utf-8")
    fake.union = True
    assert run(made.parent, "--to", fake.url)[0] == 0
    assert f"{base}graph/merged" in fake.counts()
    alone = tmp_path / "alone.ttl"
    alone.write_text(
        f"<{base}source/x-1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{PA}Source> .\n"
        f"<{base}agreement/1> <{LABEL}> {PLAIN} .\n",
        encoding="utf-8",
    )
    fake.store.clear()
    assert run(alone, "--to", fake.url)[0] == 0
    assert fake.counts() == {f"{base}graph/merged": 2}


def test_python_publishes_unless_it_is_asked_not_to(fake, exports):
    assert not graphbuild.publish(exports, to=fake.url).dry_run
    assert fake.counts() == COUNTS


def test_a_file_that_is_no_rdf_is_refused_by_name(fake, tmp_path):
    broken = tmp_path / "broken.nq"
    broken.write_text("<a> <b>", encoding="utf-8")
    status, _, err = run(broken, "--to", fake.url)
    assert status == 2
    assert "broken.nq" in err
    assert "not valid RDF" in err
    assert not fake.counts()


def test_a_store_without_a_default_graph_of_its_own_gets_a_merged_graph(fake, exports):
    fake.union = True
    for _ in range(2):
        assert run(exports, "--to", fake.url)[0] == 0
    assert fake.counts() == {MERGED: 6, TABLE: 3, PAGE: 3}
    fake.union = False
    assert run(exports, "--to", fake.url)[0] == 0
    assert fake.counts() == COUNTS


def test_a_default_graph_with_other_things_is_not_replaced_unasked(fake, exports):
    fake.store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o")))
    status, _, err = run(exports, "--to", fake.url)
    assert status == 2
    assert "--overwrite" in err
    assert fake.counts() == {"": 1}
    assert run(exports, "--to", fake.url, "--overwrite")[0] == 0
    assert fake.counts() == COUNTS


def test_python_publishes_as_the_command_does(fake, exports):
    planned = graphbuild.publish(exports, to=fake.url, dry_run=True)
    assert planned.dry_run
    assert not any(quad for quad in fake.store)
    done = graphbuild.publish(exports, to=fake.url)
    assert done.complete
    assert [outcome.graph for outcome in done.outcomes] == [item.graph for item in planned.outcomes]
    held = set(fake.store)
    run("publish", exports, "--to", fake.url)
    assert set(fake.store) == held


def test_a_dry_run_changes_nothing(fake, exports):
    status, out, _ = run(exports, "--to", fake.url, "--dry-run")
    assert status == 0
    assert fake.writes() == []
    assert fake.counts() == {}
    assert [line.split()[0:2] for line in out.splitlines()[1:3]] == [
        ["source/page-1-aaaa0000", "new"],
        ["source/pax-v9-133c1d75", "new"],
    ]


@pytest.mark.parametrize(
    ("server", "paths", "written_at"),
    [
        (
            "Virtuoso/07.20.3229",
            {"/sparql": "query", "/sparql-graph-crud-auth": "graphs"},
            "/sparql-graph-crud-auth",
        ),
        ("Jetty", {"/peace/sparql": "query", "/peace/data": "graphs"}, "/peace/data"),
        (
            "GraphDB",
            {"/repositories/p": "query", "/repositories/p/rdf-graphs/service": "graphs"},
            "/repositories/p/rdf-graphs/service",
        ),
        ("Updates", {"/sparql": "query", "/update": "update"}, "/update"),
        (
            "RDF4J",
            {"/repositories/p": "query", "/repositories/p/statements": "update"},
            "/repositories/p/statements",
        ),
    ],
)
def test_the_paths_are_found(fake, exports, server, paths, written_at):
    fake.server_header, fake.paths = server, paths
    root = {"/peace/sparql": "peace", "/repositories/p": "repositories/p"}.get(
        next(iter(paths)), ""
    )
    for given in (root, next(iter(paths)).lstrip("/"), f"{root}/" if root else ""):
        status, _, err = run(exports, "--to", fake.url + given)
        assert status == 0, err
    assert fake.counts() == COUNTS
    assert {
        seen.path
        for seen in fake.seen
        if seen.method in ("PUT", "POST") and "query" not in seen.form
    } >= {written_at}


def test_updates_go_in_batches_and_replace(fake, tmp_path, monkeypatch):
    monkeypatch.setattr("graphbuild.publishing.writers.BATCH", 2000)
    fake.paths = {"/query": "query", "/update": "update"}
    exports = write_graph(tmp_path / "more", agreements=40)
    for _ in range(2):
        assert run(exports, "--to", fake.url)[0] == 0
    assert fake.counts() == {"": 43, TABLE: 40, PAGE: 40}
    assert sum(seen.body.startswith(b"INSERT") for seen in fake.seen) > 12


def test_a_graph_that_is_too_large_goes_in_pieces(fake, tmp_path, monkeypatch):
    monkeypatch.setattr("graphbuild.publishing.writers.PART", 2000)
    exports = write_graph(tmp_path / "more", agreements=40)
    fake.script = lambda seen: (413, {}, b"too large") if len(seen.body) > 3000 else None
    assert run(exports, "--to", fake.url)[0] == 0
    assert fake.counts() == {"": 43, TABLE: 40, PAGE: 40}


def test_one_graph_that_fails_does_not_stop_the_others(fake, exports):
    fake.script = lambda seen: (
        (400, {}, b"cannot read this")
        if seen.method == "PUT" and seen.query.get("graph") == TABLE
        else None
    )
    status, out, err = run(exports, "--to", fake.url)
    assert status == 1
    assert fake.counts() == {"": 6, PAGE: 3}
    assert "cannot read this" in err
    assert "failed" in out


def test_nothing_is_removed_while_something_failed(fake, tmp_path, exports):
    run(exports, "--to", fake.url)
    fake.script = lambda seen: (
        (400, {}, b"") if seen.method == "PUT" and "default" in seen.query else None
    )
    status, out, _ = run(write_graph(tmp_path / "less", [TABLE]), "--to", fake.url)
    assert status == 1
    assert fake.counts()[PAGE] == 3
    assert "kept" in out


def test_a_store_that_loses_statements_is_found_out(fake, exports):
    def lose(seen):
        if seen.method == "PUT" and seen.query.get("graph") == PAGE:
            seen.body = seen.body[: seen.body.index(b"\n") + 1]

    fake.script = lose
    status, _, err = run(exports, "--to", fake.url)
    assert status == 1
    assert "the store holds 1 triples of 3" in err


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_credentials(fake, exports, monkeypatch, auth):
    fake.auth = auth
    address = fake.url.replace("http://", "http://ada:tr0ub%26dor%2F3@")
    for given, expected in ((address, 0), (address.replace("tr0ub", "hunter"), 2), (fake.url, 2)):
        status, out, err = run(exports, "--to", given)
        assert status == expected, err
        assert "dor" not in out + err
        assert len(err.splitlines()) == 1


def refuse(status: int, body: bytes = b"", kind: str = "text/plain", **more: str):
    return lambda _: (status, {"Content-Type": kind, **more}, body)


HTML = b"<!DOCTYPE html><html><title>Please log in</title></html>"


@pytest.mark.parametrize(
    ("script", "says"),
    [
        (refuse(404, b"nothing"), "speaks no SPARQL"),
        (refuse(200, HTML, "text/html"), "a proxy or a login page"),
        (refuse(200, b"[]", "application/json"), "speaks no SPARQL"),
        (refuse(502, HTML, "text/html"), "HTTP 502: Please log in"),
        (
            refuse(302, b"", Location="https://u:pw@login.example.org/"),
            "moved to https://login.example.org/",
        ),
        (refuse(403), "wants credentials"),
        (
            lambda seen: (
                (405, {}, b"") if seen.method != "POST" or "query" not in seen.form else None
            ),
            "lets no graph be written",
        ),
        (lambda seen: (507, {}, b"") if seen.method == "PUT" else None, "no room for more"),
        (
            lambda seen: (
                (500, {}, b"No space left on device")
                if len(seen.body) > 300 and seen.method == "PUT"
                else None
            ),
            "no room for more",
        ),
    ],
)
def test_what_cannot_be_used_is_one_line_and_status_2(fake, exports, script, says):
    fake.script = script
    status, out, err = run(exports, "--to", fake.url)
    assert (status, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1
    assert "pw" not in err


def test_a_server_that_speaks_no_sparql_is_told_which_paths_were_tried(fake, exports):
    fake.script = refuse(404, b"nothing")
    _, _, err = run(exports, "--to", fake.url + "data")
    tried = err.partition("(tried ")[2].partition(")")[0].split(", ")
    assert len(tried) > 1
    assert "/data" in tried
    assert all(path.startswith("/") for path in tried)


def test_a_fuseki_server_with_several_datasets_is_asked_which(fake, exports):
    listing = b'{"datasets": [{"ds.name": "/one"}, {"ds.name": "/two"}]}'
    fake.paths = {}
    fake.script = lambda seen: (
        (200, {"Content-Type": "application/json"}, listing) if seen.path == "/$/datasets" else None
    )
    status, _, err = run(exports, "--to", fake.url)
    assert status == 2
    assert "/one /two" in err


@pytest.mark.parametrize("arguments", [(), ("--to", "http://h/", "--files", "x")])
def test_one_aim_at_a_time(exports, arguments):
    status, _, err = run(exports, *arguments)
    assert status == 2
    assert "--to" in err


def test_a_folder_without_a_graph_is_refused(tmp_path):
    assert run(tmp_path, "--to", "http://127.0.0.1:9/")[0] == 2


def test_an_interrupted_connection_is_taken_up_again(fake, exports, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    hung: list[str] = []

    def hang_up(seen):
        if seen.method == "PUT" and seen.query.get("graph") == TABLE and len(hung) < 2:
            hung.append(seen.path)
            return 0, {}, b""
        return None

    fake.script = hang_up
    status, _, err = run(exports, "--to", fake.url)
    assert status == 0
    assert fake.counts() == COUNTS
    assert err.count("trying again") == 2


def test_cut_off_it_says_which_graphs_are_new_and_the_next_run_mends_it(fake, exports, monkeypatch):
    sent = []
    load = writers.GraphStoreWriter.load

    def cut(self, graph, name, body):
        if len(sent) == 1:
            raise KeyboardInterrupt
        sent.append(name)
        load(self, graph, name, body)

    with monkeypatch.context() as patch:
        patch.setattr(writers.GraphStoreWriter, "load", cut)
        status, _, said = run(exports, "--to", fake.url)
    assert status == 130
    assert "1 of 3 graphs are new" in said
    assert "is missing or new" in said
    assert "1 are missing" in said
    assert "publish again" in said
    assert run(exports, "--to", fake.url)[0] == 0
    monkeypatch.setattr(writers.GraphStoreWriter, "load", cut)
    sent.clear()
    assert "is old or new, 1 are old" in run(exports, "--to", fake.url)[2]
