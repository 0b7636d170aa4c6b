"""What exactly goes to a store, what is told of it, and what happens at each edge."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyoxigraph import NamedNode

import graphbuild
from graphbuild.publishing.dump import dump
from graphbuild.publishing.publish import publish
from graphbuild.publishing.transfer import send
from graphbuild.stores.credentials import Address, find_credentials
from graphbuild.stores.http import Client
from tests.publishing.test_publish import (
    BASE,
    COUNTS,
    LABEL,
    MERGED,
    PAGE,
    TABLE,
    exports,  # noqa: F401
    run,
    write_graph,
)
from tests.stores.fake import Seen


def client(fake) -> Client:
    address = Address.parse(fake.url)
    return Client(address, find_credentials(address), timeout=20)


def told(publication):
    return [(o.graph, o.action, o.sent, o.stored, o.problem) for o in publication.outcomes]


def test_what_became_of_each_graph_is_told(fake, exports, tmp_path):  # noqa: F811
    planned = graphbuild.publish(exports, to=fake.url, dry_run=True)
    assert told(planned) == [
        (PAGE, "new", 3, None, ""),
        (TABLE, "new", 3, None, ""),
        ("", "new", 6, None, ""),
    ]
    done = graphbuild.publish(exports, to=fake.url)
    assert told(done) == [
        (PAGE, "new", 3, 3, ""),
        (TABLE, "new", 3, 3, ""),
        ("", "new", 6, 6, ""),
    ]
    assert all(0 <= outcome.seconds < 60 for outcome in done.outcomes)
    assert done.base == BASE
    less = write_graph(tmp_path / "less", [TABLE])
    for dry, stored in ((True, 3), (False, 0)):
        again = graphbuild.publish(less, to=fake.url, dry_run=dry)
        assert told(again) == [
            (TABLE, "replaced", 3, 3, ""),
            ("", "replaced", 5, 6 if dry else 5, ""),
            (PAGE, "removed", 0, stored, ""),
        ]


def test_a_publication_without_options_writes_and_tells_every_byte(fake, exports, tmp_path):  # noqa: F811
    found = dump(exports / "graph.nq", tmp_path)
    sent: list[int] = []
    assert publish(found, client(fake), progress=sent.append).complete
    assert fake.counts() == COUNTS
    assert sum(sent) == sum(graph.size for graph in found.graphs) > 0
    assert min(sent) > 0


def test_bytes_of_a_graph_that_failed_are_taken_back(fake, exports, tmp_path):  # noqa: F811
    found = dump(exports / "graph.nq", tmp_path)
    sent: list[int] = []
    fake.script = lambda seen: (
        (400, {}, b"no") if seen.method == "PUT" and seen.query.get("graph") == TABLE else None
    )
    assert not publish(found, client(fake), progress=sent.append).complete
    assert sum(sent) == sum(graph.size for graph in found.graphs if graph.name != TABLE)


def test_a_graph_comes_in_pieces_of_whole_lines(tmp_path):
    lines = [f"<x:a> <x:b> <x:{n}> .\n" for n in range(5)]
    (tmp_path / "g.nt").write_text("".join(lines), "utf-8")
    graph = dump(tmp_path / "g.nt", tmp_path).graphs[0]
    assert (graph.size, graph.triples, graph.blank) == (sum(map(len, lines)), 5, False)
    size = len(lines[0])

    def shares(least: int) -> list[int]:
        pieces = list(graph.parts(least))
        assert b"".join(pieces) == b"".join(graph)
        return [piece.count(b"\n") for piece in pieces]

    assert shares(1) == shares(size) == [1] * 5
    assert shares(size + 1) == shares(2 * size) == [2, 2, 1]
    assert shares(2 * size + 1) == [3, 2]
    assert shares(5 * size) == shares(10 * size) == [5]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("_:a <x:p> <x:o> .", "_:a <x:p> <x:r> ."),
        ("<x:a> <x:p> _:o .", "<x:b> <x:p> <x:r> ."),
        ("<x:a> <x:p> <x:o> .", "<x:b> <x:p> _:r ."),
    ],
)
@pytest.mark.parametrize("paths", ["/store", "/update"])
def test_blank_nodes_are_never_parted(fake, tmp_path, monkeypatch, first, last, paths):
    """Neither in the pieces of a large graph nor in batches; a graph in one piece may have them."""
    (tmp_path / "g.nt").write_text(f"{first}\n{last}\n", "utf-8")
    fake.paths = {"/query": "query", paths: {"/store": "graphs", "/update": "update"}[paths]}
    size = len(f"{first}\n{last}\n".encode())
    found = dump(tmp_path / "g.nt", tmp_path)
    assert found.graphs[0].blank
    size = found.graphs[0].size
    monkeypatch.setattr("graphbuild.publishing.writers.BATCH", size)
    assert publish(found, client(fake)).complete
    monkeypatch.setattr("graphbuild.publishing.writers.BATCH", size - 1)
    fake.script = lambda seen: (
        (413, {}, b"") if seen.method == "PUT" and "default" in seen.query else None
    )
    refused = publish(found, client(fake), overwrite=True)
    assert "would part its blank nodes" in refused.outcomes[0].problem


def test_other_refusals_than_too_large_are_not_answered_with_pieces(fake, exports):  # noqa: F811
    fake.script = lambda seen: (
        (409, {}, b"busy") if seen.method == "PUT" and "default" in seen.query else None
    )
    assert run(exports, "--to", fake.url)[0] == 1
    assert not any(seen.method == "POST" and seen.path == "/store" for seen in fake.seen)


def test_a_graph_named_outside_the_base_is_sent_and_counted(fake, exports):  # noqa: F811
    other = "http://other.org/graph"
    with (exports / "graph.nq").open("a", encoding="utf-8") as file:
        file.write(f'<x:a> <{LABEL}> "x" <{other}> .\n')
    for action in ("new", "replaced"):
        done = graphbuild.publish(exports, to=fake.url, overwrite=True)
        assert done.complete
        assert {outcome.graph: outcome.action for outcome in done.outcomes}[other] == action


def test_graphs_below_our_base_that_publishing_does_not_make_stay(fake, exports):  # noqa: F811
    own = f"{BASE}graph/own"
    fake.store.update(f"INSERT DATA {{ GRAPH <{own}> {{ <x:a> <x:b> <x:c> }} }}")
    assert run(exports, "--to", fake.url)[0] == 0
    assert fake.counts() == {**COUNTS, own: 1}


def test_what_a_trial_left_behind_is_removed(fake, exports):  # noqa: F811
    probe = f"{BASE}graph/probe"
    fake.store.update(f"INSERT DATA {{ GRAPH <{probe}> {{ <x:a> <x:b> <x:c> }} }}")
    fake.store.update(f"INSERT DATA {{ GRAPH <{MERGED}> {{ <x:a> <x:b> <x:c> }} }}")
    assert run(exports, "--to", fake.url, "--overwrite")[0] == 0
    assert fake.counts() == COUNTS


@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_requests_that_are_cut_off_are_made_again(fake, exports, tmp_path, monkeypatch, method):  # noqa: F811
    run(exports, "--to", fake.url)
    monkeypatch.setattr("time.sleep", lambda _: None)
    cut: list[Seen] = []

    def hang_up(seen):
        if seen.method == method and seen.query.get("graph") in (PAGE, TABLE) and len(cut) < 2:
            cut.append(seen)
            return 0, {}, b""
        return None

    fake.script = hang_up
    status, _, err = run(write_graph(tmp_path / "less", [TABLE]), "--to", fake.url)
    assert (status, len(cut)) == (0, 2), err
    assert fake.counts() == {"": 5, TABLE: 3}


def test_an_update_that_is_cut_off_is_made_again(fake, exports, monkeypatch):  # noqa: F811
    monkeypatch.setattr("time.sleep", lambda _: None)
    fake.paths = {"/query": "query", "/update": "update"}
    cut: list[Seen] = []

    def hang_up(seen):
        if seen.body.startswith(b"INSERT") and TABLE.encode() in seen.body and len(cut) < 2:
            cut.append(seen)
            return 0, {}, b""
        return None

    fake.script = hang_up
    assert run(exports, "--to", fake.url)[0] == 0
    assert (len(cut), fake.counts()) == (2, COUNTS)


def no_transactions(fake) -> list[str]:
    return [seen.method for seen in fake.seen if "no_transaction" in seen.query]


def test_the_bulk_loader_of_oxigraph_is_used_unless_it_is_not_wanted(fake, exports, tmp_path):  # noqa: F811
    fake.server_header = "Oxigraph/0.4.9"
    done = graphbuild.publish(exports, to=fake.url)
    assert done.routes.name == "Oxigraph 0.4.9"
    assert no_transactions(fake) == ["POST"] * 3
    publish(dump(exports / "graph.nq", tmp_path), client(fake))
    assert no_transactions(fake) == ["POST"] * 6
    fake.seen.clear()
    assert not send(exports, fake.url).dry_run
    assert no_transactions(fake) == ["POST"] * 3
    fake.seen.clear()
    assert graphbuild.publish(exports, to=fake.url, bulk=False).complete
    assert no_transactions(fake) == []
    assert fake.counts() == COUNTS
    fake.server_header = "Other/1"
    graphbuild.publish(exports, to=fake.url)
    assert no_transactions(fake) == []


def fuseki(fake, server: bytes, datasets: bytes):
    """The fake store as a Fuseki server whose dataset is ``/peace``."""
    fake.paths = {"/peace": "query", "/peace/data": "graphs"}
    kind = {"Content-Type": "application/json"}

    def script(seen):
        if seen.path == "/$/datasets":
            return 200, kind, datasets
        if seen.path == "/$/server":
            return 200, kind, server
        if seen.path == "/peace" and "query" in seen.form:
            status, headers, body = fake._query(seen)
            return status, {**headers, "Fuseki-Request-Id": "7"}, body
        return None

    fake.script = script


ONE = b'{"datasets": [{"ds.name": "/peace"}]}'


@pytest.mark.parametrize(
    ("server", "name"),
    [
        (b'{"version": "5.2.0"}', "Fuseki 5.2.0"),
        (b"{}", "Fuseki"),
        (b"[]", "Fuseki"),
        (b"no json", "Fuseki"),
    ],
)
def test_the_one_dataset_of_a_fuseki_server_is_found(fake, exports, server, name):  # noqa: F811
    fuseki(fake, server, ONE)
    for given in ("", "peace", "peace/data"):
        done = graphbuild.publish(exports, to=fake.url + given)
        assert (done.routes.name, done.complete) == (name, True)
    assert fake.counts() == COUNTS


@pytest.mark.parametrize(
    ("given", "datasets", "says"),
    [
        ("", b'{"datasets": []}', "it has none yet"),
        ("", b'{"datasets": [{"ds.name": "/b"}, {"ds.name": "/a"}]}', "its datasets are /a /b"),
        ("other", ONE, "its datasets are /peace"),
        ("", b'{"datasets": 7}', "speaks no SPARQL"),
        ("", b"[]", "speaks no SPARQL"),
    ],
)
def test_an_address_that_is_no_dataset_of_fuseki_is_told(fake, exports, given, datasets, says):  # noqa: F811
    fuseki(fake, b"{}", datasets)
    status, _, err = run(exports, "--to", fake.url + given)
    assert status == 2
    assert says in err


@pytest.mark.parametrize("status", [400, 404, 405, 406, 415, 500])
def test_an_address_that_refuses_the_question_is_not_the_last_one_tried(fake, exports, status):  # noqa: F811
    fake.script = lambda seen: (status, {}, b"") if seen.path == "/" else None
    assert run(exports, "--to", fake.url)[0] == 0
    assert fake.counts() == COUNTS


@pytest.mark.parametrize("status", [300, 307, 399])
def test_an_address_that_sends_elsewhere_is_told_at_once(fake, exports, status):  # noqa: F811
    fake.script = lambda seen: (status, {}, b"") if seen.path == "/" else None
    assert run(exports, "--to", fake.url)[0] == 2
    assert {seen.path for seen in fake.seen} == {"/"}


def test_a_store_that_takes_everything_at_one_address_is_written_there(fake, exports):  # noqa: F811
    fake.paths = {}

    def script(seen):
        if seen.path != "/repo":
            return None
        return fake._query(seen) if "query" in seen.form else fake._graphs(seen)

    fake.script = script
    assert run(exports, "--to", fake.url + "repo")[0] == 0
    assert fake.counts() == COUNTS


@pytest.mark.parametrize(
    ("body", "kind", "planned"),
    [
        (b"[] a sd:Service; sd:feature sd:UnionDefaultGraph .", "text/turtle", [MERGED]),
        (b"[] a sd:Service .", "text/turtle", [""]),
        (b"UnionDefaultGraph", "text/html", [""]),
    ],
)
def test_a_dry_run_believes_the_service_description(fake, exports, body, kind, planned):  # noqa: F811
    fake.script = lambda seen: (
        (200, {"Content-Type": kind}, body) if seen.method == "GET" and seen.path != "/" else None
    )
    done = graphbuild.publish(exports, to=fake.url, dry_run=True)
    assert [outcome.graph for outcome in done.outcomes][2:] == planned


def test_a_store_that_takes_a_graph_and_does_not_show_it_is_not_believed(fake, exports):  # noqa: F811
    fake.paths = {"/query": "query", "/store": "graphs"}
    fake.script = lambda seen: (204, {}, b"") if seen.method == "PUT" else None
    status, _, err = run(exports, "--to", fake.url)
    assert status == 2
    assert "took a graph and does not show it" in err
    assert fake.counts() == {}


def test_a_store_that_cannot_be_counted_afterwards_is_told(fake, exports):  # noqa: F811
    loaded: list[bool] = []

    def script(seen):
        if seen.method == "PUT" and "default" in seen.query:
            loaded.append(True)
        return (400, {}, b"no count") if loaded and "COUNT" in seen.form.get("query", "") else None

    fake.script = script
    status, _, err = run(exports, "--to", fake.url)
    assert status == 1
    assert "could not be counted afterwards" in err
    assert fake.counts() == COUNTS


@pytest.mark.parametrize("code", [(401, "wants credentials"), (507, "no room for more")])
def test_no_graph_is_sent_after_one_that_access_or_room_is_missing_for(fake, exports, code):  # noqa: F811
    fake.script = lambda seen: (
        (code[0], {}, b"") if seen.method == "PUT" and seen.query.get("graph") == PAGE else None
    )
    status, _, err = run(exports, "--to", fake.url)
    assert status == 2
    assert code[1] in err
    assert fake.counts() == {}


def test_lines_are_sorted_and_written_once_whatever_is_held_in_memory(tmp_path, monkeypatch):
    quads = [f"<x:{n}> <x:p> <x:{n}> <x:g{n % 3}> .\n" for n in range(9)]
    (tmp_path / "g.nq").write_text("".join(reversed(quads + quads)), "utf-8")
    for held in (1, 2, 18, 19):
        monkeypatch.setattr("graphbuild.publishing.dump.RUN", held)
        folder = tmp_path / str(held)
        folder.mkdir()
        found = dump(tmp_path / "g.nq", folder)
        assert [graph.name for graph in found.graphs] == ["", "x:g0", "x:g1", "x:g2"]
        assert [graph.triples for graph in found.graphs] == [0, 3, 3, 3]
        for graph in found.graphs:
            lines = list(graph.lines())
            assert all(one < other for one, other in pairwise(lines))
        assert sorted(path.name for path in folder.iterdir()) == [
            f"graph-{n}.nt.gz" for n in range(4)
        ]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("<https://a.org/x#source/s-1> a <https://w3id.org/peace-agreements/ontology#Source> .", "https://a.org/x#"),
        ("<https://a.org/id/source/s-1> a <x:Other> .", BASE),
        ("<https://a.org/id/source/s-1> <x:is> <https://w3id.org/peace-agreements/ontology#Source> .", BASE),
        ("<https://a.org/id/other/s-1> a <https://w3id.org/peace-agreements/ontology#Source> .", BASE),
    ],
)  # fmt: skip
def test_the_base_is_what_stands_before_the_names_of_sources(tmp_path, text, base):
    (tmp_path / "g.ttl").write_text(text + "\n", "utf-8")
    found = dump(tmp_path / "g.ttl", tmp_path)
    assert found.base == base
    assert found.merged_name == f"{base}graph/merged"
    assert NamedNode(found.merged_name)


def test_a_graph_named_by_a_blank_node_is_refused(fake, tmp_path):
    (tmp_path / "g.nq").write_text("<x:a> <x:b> <x:c> _:g .\n", "utf-8")
    status, _, err = run(tmp_path / "g.nq", "--to", fake.url)
    assert status == 2
    assert "a graph's name is a blank node" in err
