"""What an answer says of itself: whom it understood, what it left out, and why there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphbuild.api import Graph
from graphbuild.cli import main
from graphbuild.errors import UsageError

Run = Callable[..., Result]


@pytest.fixture
def run(small_folder: Path) -> Run:
    def call(*args: str) -> Result:
        return CliRunner().invoke(main, ["query", *args, "--graph", str(small_folder)])

    return call


def test_things_are_shown_by_label_and_id(small: Graph, run: Run) -> None:
    answer = small.query("actor-agreements", actor="UN", place=["NTH", "Hill Region"], to=2001)
    assert answer.parameters["actor"] == "UN"
    assert answer.understood["actor"] == "United Nations (General) (3)"
    assert answer.understood["place"] == "Northland (NTH), Hill Region (hill-region)"
    assert answer.understood["to"] == "2001"
    for shape in ("csv", "json", "markdown", "tsv"):
        told = run("actor-agreements", "-p", "actor=HF", "--format", shape).stderr
        assert "actor=Hill Front (2), local=include, basis=any, certainty=likely" in told
    assert "code=Gender (Ge)" in run("provision-by-stage", "-p", "code=Gender").stderr


@pytest.mark.parametrize(
    ("name", "given", "gone"),
    [
        ("third-party-ranking", {}, {"local": 1, "doubtful": 1}),
        ("third-party-ranking", {"certainty": "any"}, {"local": 1}),
        (
            "third-party-ranking",
            {"certainty": "certain"},
            {"local": 1, "doubtful": 1, "less_certain": 1},
        ),
        ("third-party-ranking", {"local": "include"}, {"doubtful": 1}),
        ("third-party-ranking", {"process": "1"}, {}),
        ("third-party-ranking", {"basis": "coded"}, {"local": 1, "other_basis": 3}),
        ("third-party-ranking", {"from": "1995"}, {"undated": 1, "local": 1}),
        ("actor-agreements", {"actor": "4"}, {"doubtful": 1}),
        ("actor-agreements", {"actor": "2"}, {}),
        (
            "agreements-per-year",
            {"release": "v2"},
            {"local": 1, "no_release": 5, "later_release": 1},
        ),
        ("agreement-actors", {"agreement": "14"}, {}),
        ("agreement", {"agreement": "14"}, {}),
    ],
)
def test_what_was_left_out_is_counted(
    name: str, given: dict[str, str], gone: dict[str, int], small: Graph
) -> None:
    assert small.query(name, **given).left_out == gone


def test_what_is_left_out_and_what_is_counted_are_all(small: Graph) -> None:
    for release in ("1", "v10"):
        answer = small.query("agreements-per-year", release=release, from_=1990)
        assert sum(row.agreements for row in answer) + sum(answer.left_out.values()) == 8


def test_it_is_said_in_words_and_on_the_about_sheet(run: Run, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")
    line = "Left out: agreements of level IntraLocal: 1; doubtful links of an actor to an agreement: 1."
    assert line in run("third-party-ranking").stderr
    assert run("third-party-ranking", "-o", str(tmp_path / "a.xlsx")).exit_code == 0
    book = calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    about = book.get_sheet_by_name("about").to_python()
    gone = [value for name, value in about if name == "Left out"]
    assert f"Left out: {'; '.join(gone)}." == line


def test_where_one_agreement_is_named_it_may_be_local(small: Graph) -> None:
    answer = small.query("agreement-actors", agreement="14", local="exclude")
    assert [row.agreement_id for row in answer] == ["14"]
    assert answer.understood["local"] == "include"


@pytest.mark.parametrize(
    ("code", "least", "scale"),
    [
        ("GeWom", 2, "GeWom goes from 0 to 1 in v10, v9"),
        ("Gender", 2, "Ge goes from 0 to 1 in v10, v9"),
        ("GRef", 4, "GRef goes from 0 to 3"),
        ("Groups", 4, "Gr goes from 0 to 3"),
        ("PpsGe:St", 2, "PpsGe:St goes from 0 to 1"),
    ],
)
def test_a_least_value_above_the_scale_is_refused_with_the_scale(
    code: str, least: int, scale: str, small: Graph
) -> None:
    for name in ("provision-share-by-year", "provision-by-stage", "provision-signatories"):
        with pytest.raises(UsageError, match=scale):
            small.query(name, code=code, min_value=least)
        assert small.query(name, code=code, min_value=least - 1).columns


def test_the_widest_scale_of_the_releases_in_the_graph_counts(own_folder: Path) -> None:
    from graphbuild.api import load

    for name in ("graph.ttl", "graph.nq"):
        text = (own_folder / name).read_text(encoding="utf-8")
        (own_folder / name).write_text(text.replace('"v10"', '"v1"'), encoding="utf-8")
    graph = load(own_folder)
    assert len(graph.query("provision-by-stage", code="ConRen", min_value=3)) > 0
    with pytest.raises(UsageError, match="goes from 0 to 3 in v1, v9"):
        graph.query("provision-by-stage", code="ConRen", min_value=4)


def test_known_prefixes_need_not_be_said(small: Graph) -> None:
    rows = small.sparql("SELECT ?a WHERE { ?a pa:level level:IntraLocal ; a pa:Agreement }")
    assert [row.a.rpartition("/")[2] for row in rows] == ["14"]
    rows = small.sparql("SELECT ?t WHERE { agreement:14 dcterms:title ?t }")
    assert [row.t for row in rows] == ["Village pact"]
    with pytest.raises(
        UsageError, match="line 1: no prefix agrement: is known; did you mean agreement:"
    ):
        small.sparql("SELECT ?t WHERE { agrement:14 dcterms:title ?t }")
    assert len(small.sparql("SELECT ?t WHERE { [] dcterms:title ?t . _:a pa:level ?l }")) > 0


def test_a_prefix_of_ones_own_stays(small: Graph) -> None:
    text = "PREFIX level: <http://example.org/> PREFIX x: <https://w3id.org/peace-agreements/ontology#>\n"
    assert len(small.sparql(text + "SELECT ?a WHERE { ?a x:level level:Any }")) == 0
    with pytest.raises(UsageError, match=r"line 2: x:levle: .*nearest: level"):
        small.sparql(text + "SELECT ?a WHERE { ?a x:levle level:Any }")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * WHERE {\n ?a pa:signedON ?d }", "line 2: pa:signedON: .*nearest: signedOn"),
        ("SELECT * WHERE { ?a a pa:Agreemnt }", "nearest: Agreement"),
        ("SELECT * WHERE { ?a pa:level level:Intralocal }", "nearest: IntraLocal"),
        (
            "SELECT * WHERE { ?a <https://w3id.org/peace-agreements/ontology#stagee> ?s }",
            "nearest: stage",
        ),
        (
            "SELECT * WHERE { ?a ?p <https://w3id.org/peace-agreements/scheme/stage/Ceas> }",
            "no 'Ceas' in scheme stage",
        ),
    ],
)
def test_an_unknown_word_of_ours_is_named_with_the_nearest(
    text: str, said: str, small: Graph, run: Run, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=said):
        small.sparql(text)
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    result = run(str(tmp_path / "q.rq"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_words_in_strings_and_comments_are_no_names(small: Graph) -> None:
    text = 'SELECT ?x WHERE { BIND("pa:nothing <x>" AS ?x) } # pa:nothing'
    assert small.sparql(text)[0].x == "pa:nothing <x>"


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("agreements", "-p", "from=1970", "-p", "to=1971"), "fits from=1970, to=1971 together"),
        (
            ("agreements", "-p", "place=STH", "-p", "process=1"),
            "process=Northland peace process (1)",
        ),
    ],
)
def test_no_rows_come_with_a_hint(args: tuple[str, ...], hint: str, run: Run) -> None:
    assert hint in run(*args).stderr


def test_a_property_that_the_graph_does_not_have_is_the_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT * WHERE { ?x pa:reservation ?y ; pa:stage ?z }", "utf-8")
    result = run(str(tmp_path / "q.rq"))
    assert result.exit_code == 0
    assert "No rows: the graph states nothing with pa:reservation." in result.stderr
    (tmp_path / "q.rq").write_text("SELECT * WHERE { ?x pa:stage stage:Ren }", "utf-8")
    assert "every name is known" in run(str(tmp_path / "q.rq")).stderr
