"""What answers, parameters, heads and files of queries do at each of their edges."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from python_calamine import CalamineWorkbook

from graphbuild.api import Graph, load
from graphbuild.catalogue.answer import Answer
from graphbuild.catalogue.binding import bind, written
from graphbuild.catalogue.left_out import counted
from graphbuild.catalogue.library import catalogue, find_query, parse_query, read_folder
from graphbuild.catalogue.parameters import NO_LIMIT, Parameter, read_parameter, terms
from graphbuild.catalogue.rdf import as_turtle
from graphbuild.catalogue.spreadsheet import CUT, SHEET_TEXT
from graphbuild.catalogue.writers import Style, write
from graphbuild.errors import MissingExtra, SourceError, UsageError
from graphbuild.ontology.terms import RDF, SH

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    lines = "".join(f"<http://a/{n}> <http://p> {n} .\n" for n in range(3))
    (tmp_path / "g.ttl").write_text(lines, encoding="utf-8")
    return load(tmp_path / "g.ttl")


def rows(graph: Graph, *terms: str) -> Answer:
    return graph.sparql(f"SELECT ?x WHERE {{ VALUES ?x {{ {' '.join(terms)} }} }}")


@pytest.mark.parametrize(
    ("term", "value"),
    [
        *((f'"7"^^<{XSD}{kind}>', 7) for kind in ("int", "long", "short", "unsignedInt")),
        ("-5", -5),
        ("2.50", 2.5),
        ("1e3", 1000.0),
        ("true", True),
        (f'"1"^^<{XSD}boolean>', True),
        (f'"0"^^<{XSD}boolean>', False),
        (f'"1992-06-01"^^<{XSD}date>', date(1992, 6, 1)),
        (f'"1992-06-01Z"^^<{XSD}date>', date(1992, 6, 1)),
        (f'"-0500-06-01"^^<{XSD}date>', "-0500-06-01"),
        (f'"1992"^^<{XSD}gYear>', "1992"),
        (f'"1992-06-01T10:20:30"^^<{XSD}dateTime>', datetime(1992, 6, 1, 10, 20, 30)),  # noqa: DTZ001
        ('"7"', "7"),
        ('"sept"@fr', "sept"),
        ("<http://a/b>", "http://a/b"),
        ("UNDEF", None),
    ],
)
def test_a_value_is_what_python_knows_it_as(graph: Graph, term: str, value: object) -> None:
    found = rows(graph, term)[0].x
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "term", [f'"1992"^^<{XSD}date>', f'"x"^^<{XSD}integer>', f'"31"^^<{XSD}dateTime>']
)
def test_a_value_that_its_type_does_not_allow_stays_text(graph: Graph, term: str) -> None:
    assert rows(graph, term)[0].x == term.split('"')[1]


def test_an_answer_is_a_sequence_of_rows(graph: Graph) -> None:
    answer = graph.sparql("SELECT ?s ?n WHERE { ?s <http://p> ?n } ORDER BY ?n")
    assert answer.columns == ("s", "n")
    assert [row.n for row in answer] == [0, 1, 2]
    assert len(answer) == 3
    assert answer.columns == ("s", "n")  # now that the rows are kept
    assert [row["n"] for row in answer] == [0, 1, 2]
    assert (answer[0].n, answer[-1].n, answer[1][1]) == (0, 2, 1)
    assert answer[2].as_dict() == {"s": "http://a/2", "n": 2}
    with pytest.raises(KeyError, match="the columns are s, n"):
        answer[0]["m"]
    with pytest.raises(AttributeError):
        _ = answer[0].m
    columns, streamed = answer.stream()
    assert (columns, len(list(streamed))) == (("s", "n"), 3)


@pytest.mark.parametrize(
    ("sparql", "truth"),
    [
        ("SELECT ?s WHERE { ?s <http://p> 1 }", True),
        ("SELECT ?s WHERE { ?s <http://p> 9 }", False),
        ("SELECT (0 AS ?n) WHERE {}", True),
        ("ASK { ?s <http://p> 1 }", True),
        ("ASK { ?s <http://p> 9 }", False),
    ],
)
def test_an_answer_is_true_if_there_is_one(graph: Graph, sparql: str, truth: bool) -> None:
    assert bool(graph.sparql(sparql)) is truth


def test_an_answer_of_another_form_is_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="gives rows, not a graph"):
        graph.sparql("SELECT ?s WHERE { ?s ?p ?o }").triples()
    made = graph.sparql("CONSTRUCT { ?s <http://q> ?o } WHERE { ?s <http://p> ?o }")
    assert [str(triple.object) for triple in made.triples()] == [
        f'"{n}"^^<{XSD}integer>' for n in range(3)
    ]
    for refused in (made, graph.sparql("ASK {}")):
        with pytest.raises(UsageError, match="gives no rows"):
            len(refused)


def test_notes_say_what_restricts_and_always_on_what_basis(small: Graph) -> None:
    every = small.query("third-party-ranking")
    assert every.notes[0] == every.prepared.query.question
    used = every.notes[1]
    assert used.startswith("With ")
    assert used.endswith(".")
    for name, value in every.parameters.items():
        said = f"{name}={value}" in used
        assert said == (bool(value) and (value != "any" or name == "basis")), name
    assert every.notes[2].startswith("Left out: agreements of level IntraLocal: 1; ")
    assert every.notes[3] == f"Not shown: {every.not_shown}"
    bare = small.sparql("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    assert len(bare.notes) == 1


def table(graph: Graph, style: Style | None = None) -> list[str]:
    out = io.BytesIO()
    write(rows(graph, '"' + "word " * 60 + '"'), out, "table", style)
    return out.getvalue().decode().splitlines()


def test_a_table_is_a_hundred_characters_wide_unless_told(graph: Graph) -> None:
    assert max(map(len, table(graph))) == 100
    assert max(map(len, table(graph, Style(width=61)))) == 61
    assert max(map(len, repr(rows(graph, '"' + "word " * 60 + '"')).splitlines())) == 100


def test_plain_csv_has_no_mark_and_no_guard(graph: Graph, tmp_path: Path) -> None:
    answer = rows(graph, '"=1+1"', "-1")
    assert answer.write(tmp_path / "a.csv") == 2
    assert (tmp_path / "a.csv").read_bytes() == b"x\r\n=1+1\r\n-1\r\n"
    answer.write(tmp_path / "a.csv", safe=True)
    assert (tmp_path / "a.csv").read_bytes() == b"x\r\n'=1+1\r\n-1\r\n"
    answer.write(tmp_path / "a.csv", bom=True)
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfx\r\n=1+1\r\n-1\r\n"


@pytest.mark.parametrize("option", [{"bom": True}, {"safe": True}])
def test_marks_and_guards_are_for_csv(
    graph: Graph, tmp_path: Path, option: dict[str, bool]
) -> None:
    with pytest.raises(UsageError, match="are for csv"):
        rows(graph, "1").write(tmp_path / "a.md", **option)  # type: ignore[arg-type]
    assert not (tmp_path / "a.md").exists()


def test_a_spreadsheet_has_the_rows_and_the_notes(small: Graph, tmp_path: Path) -> None:
    answer = small.query("third-party-ranking")
    assert answer.write(tmp_path / "a.xlsx") == len(answer) > 0
    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert book.sheet_names == ["result", "about"]
    about = [tuple(line) for line in book.get_sheet_by_name("about").to_python()]
    assert about[0] == ("Question", answer.prepared.query.question)
    assert [value for name, value in about if name == "Left out"] == counted(answer.left_out) != []
    assert ("Not shown", answer.not_shown) in about
    assert ("Parameter sense", "listed") in about
    header, *lines = book.get_sheet_by_name("result").to_python()
    assert header == list(answer.columns)
    assert [line[0] for line in lines] == [int(row[0]) for row in answer]
    small.query("third-party-ranking").write(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_names_of_the_columns_are_bold(small: Graph, tmp_path: Path) -> None:
    small.query("third-party-ranking").write(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as made:
        sheet = made.read("xl/worksheets/sheet1.xml").decode()
        styles = made.read("xl/styles.xml").decode()
    fonts = re.findall(r"<font>.*?</font>", styles)
    formats = re.findall(r'fontId="(\d+)"', styles.partition("<cellXfs")[2])
    (header,) = re.findall(r'<c r="A1" s="(\d+)"', sheet)
    assert "<b/>" in fonts[int(formats[int(header)])]
    assert "<b/>" not in fonts[int(formats[0])]


def test_an_address_and_a_long_text_are_plain_cells(graph: Graph, tmp_path: Path) -> None:
    long = "x" * (SHEET_TEXT + 1)
    days = [f'"{year}-12-31"^^<{XSD}date>' for year in (1899, 1900)]
    answer = rows(graph, "<http://a/b>", '"=1+1"', f'"{long}"', *days, "UNDEF", "true", "7")
    assert answer.write(tmp_path / "a.xlsx") == 8
    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert [line[0] for line in book.get_sheet_by_name("result").to_python()] == [
        "x", "http://a/b", "=1+1", "x" * (SHEET_TEXT - len(CUT)) + CUT, "1899-12-31", date(1900, 12, 31), "", True, 7.0,
    ]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "a.xlsx") as made:
        assert not any("sheet1.xml.rels" in name for name in made.namelist())  # no link
        assert b"<f>" not in made.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("library", "extra"), [("xlsxwriter", "xlsx"), ("pandas", "pandas")])
def test_a_library_that_is_missing_is_named_with_its_extra(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    answer = rows(graph, "1")
    with pytest.raises(MissingExtra, match=rf"graphbuild\[{extra}\]"):
        answer.write(tmp_path / "a.xlsx") if extra == "xlsx" else answer.to_pandas()
    assert not (tmp_path / "a.xlsx").exists()


BODY = "SELECT ?x WHERE { VALUES ?x { 1 } }\n"


def test_a_query_file_may_have_a_million_bytes(tmp_path: Path) -> None:
    path = tmp_path / "large.rq"
    path.write_bytes(BODY.encode().ljust(1_000_000))
    assert find_query(str(path)).name == "large"
    path.write_bytes(BODY.encode().ljust(1_000_001))
    with pytest.raises(SourceError, match="too large for a query"):
        find_query(str(path))


def test_a_file_that_cannot_be_read_as_a_query_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("# é\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"latin\.rq.*not UTF-8"):
        find_query(str(tmp_path / "latin.rq"))
    with pytest.raises(SourceError, match=r"none\.rq"):
        find_query(str(tmp_path / "none.rq"))
    (tmp_path / "bom.rq").write_bytes(b"\xef\xbb\xbf" + BODY.encode())
    assert find_query(str(tmp_path / "bom.rq")).text == BODY


def test_the_subject_of_a_query_is_the_outermost_folder_that_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / "women" / "inner").mkdir(parents=True)
    for name in ("alone.rq", "women/first.rq", "women/inner/second.sparql"):
        (tmp_path / name).write_text(BODY, "utf-8")
    (tmp_path / "women" / "third.txt").write_text("no query", "utf-8")
    expected = {"alone": "", "first": "women", "second": "women"}
    assert {query.name: query.subject for query in read_folder(tmp_path)} == expected
    assert {name: find_query(name, [tmp_path]).subject for name in expected} == expected
    assert find_query("first", [tmp_path]).place == "women/first.rq"
    with pytest.raises(UsageError, match="did you mean first"):
        find_query("frist", [tmp_path])


def test_checks_are_listed_only_when_asked_for() -> None:
    plain, every = catalogue(), catalogue(checks=True)
    assert not any(query.subject == "checks" for query in plain)
    checks = [query for query in every if query.subject == "checks"]
    assert len(checks) > 5
    assert {q.name for q in every} - {q.name for q in plain} == {q.name for q in checks}


def parameter(**fields: str | list[str]) -> Parameter:
    return read_parameter("name", {"meaning": "m", **fields}, "q.rq, line 3")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "integer"}, "a whole number from 0"),
        ({"type": "integer", "minimum": "-3"}, "a whole number from -3"),
        ({"type": "first-date"}, "a year or an ISO date"),
        ({"type": "last-date"}, "a year or an ISO date"),
        ({"type": "text"}, "any text"),
        ({"type": "words"}, "any text"),
        ({"type": "choice", "allowed": ["a", "b"]}, "a or b"),
        ({"type": "actor"}, "an actor as id, code or exact label"),
        ({"type": "agreement"}, "an agreement as id, code or exact label"),
        ({"type": "actor-type"}, "an actor-type as id, code or exact label"),
        ({"type": "process"}, "a process as id, code or exact label"),
        ({"type": "stage"}, "a stage as id, code or exact label"),
    ],
)
def test_what_a_parameter_takes_is_told(fields: dict[str, str | list[str]], words: str) -> None:
    assert parameter(**fields).describe() == words


def test_a_limit_may_be_all() -> None:
    limit = read_parameter("limit", {"type": "integer", "meaning": "m"}, "q")
    assert limit.describe() == "a whole number from 1, or all"
    assert bound(limit, "all") == [str(NO_LIMIT)]
    with pytest.raises(UsageError):
        bound(limit, "0")
    with pytest.raises(UsageError):
        bound(parameter(type="integer"), "all")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"type": "text", "minimun": "1"}, "no field 'minimun'"),
        ({"type": "text", "default": ["a"]}, "has a list as default"),
        ({"type": "number"}, "has type 'number'"),
        ({"type": ""}, "has type ''"),
        ({"type": "choice"}, "not described"),
        ({"type": "text", "allowed": ["a"]}, "not described"),
        ({"type": "choice", "allowed": "a"}, "not described"),
        ({"type": "text", "meaning": ""}, "not described"),
        ({"type": "integer", "minimum": "12345678901"}, "write a whole number"),
    ],
)
def test_a_parameter_that_is_not_described_is_refused(
    fields: dict[str, str | list[str]], says: str
) -> None:
    with pytest.raises(SourceError, match=r"q\.rq, line 3") as caught:
        parameter(**fields)
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["Name", "a-b", "1a", "", "é"])
def test_a_parameter_has_a_name_that_a_variable_can_have(name: str) -> None:
    with pytest.raises(SourceError, match="cannot name a parameter"):
        read_parameter(name, {"type": "text", "meaning": "m"}, "q")


def bound(of: Parameter, *values: str) -> list[str]:
    return [
        term.value for term in terms(of, values, lambda kind, text: NamedNode(f"x:{kind}:{text}"))
    ]


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        ("first-date", "2004", "2004-01-01"),
        ("last-date", "2004", "2004-12-31"),
        ("first-date", "2004-02", "2004-02-01"),
        ("last-date", "2004-02", "2004-02-29"),
        ("last-date", "2003-02", "2003-02-28"),
        ("last-date", "2003-11", "2003-11-30"),
        ("first-date", "2004-02-17", "2004-02-17"),
        ("last-date", "2004-02-17", "2004-02-17"),
    ],
)
def test_a_date_reaches_to_the_end_of_what_is_given(kind: str, value: str, day: str) -> None:
    (term,) = terms(parameter(type=kind), [value], lambda *_: NamedNode("x:y"))
    assert term == Literal(day, datatype=NamedNode(f"{XSD}date"))


@pytest.mark.parametrize(
    "value", ["2004-13", "2004-00", "2003-02-29", "04", "2004-2", "2004-02-1", "x2004", "0000", " "]
)
@pytest.mark.parametrize("kind", ["first-date", "last-date"])
def test_what_is_no_date_is_refused(kind: str, value: str) -> None:
    with pytest.raises(UsageError, match="a year or an ISO date"):
        bound(parameter(type=kind), value)


def test_the_bounds_of_a_number_are_allowed_and_nothing_beyond_them() -> None:
    number = parameter(type="integer", minimum="3", maximum="5")
    assert [bound(number, value) for value in "345"] == [["3"], ["4"], ["5"]]
    for value in ("2", "6", "-4", "+4", "4.0", "", " ", "١", "1" * 11):
        with pytest.raises(UsageError, match="'name' cannot be"):
            bound(number, value)


def test_several_values_are_for_parameters_that_take_them() -> None:
    several = parameter(type="actor", repeatable="true")
    assert bound(several, "a", "b", "a") == ["x:actor:a", "x:actor:b"]
    for one in (parameter(type="actor"), parameter(type="actor", repeatable="yes")):
        assert bound(one, "a") == ["x:actor:a"]
        with pytest.raises(UsageError, match="is given 2 times"):
            bound(one, "a", "b")


def test_any_is_a_value_like_others_where_it_is_not_the_default() -> None:
    assert bound(parameter(type="actor", default="any"), "any") == ["any"]
    assert bound(parameter(type="actor"), "any") == ["x:actor:any"]
    assert bound(parameter(type="text"), "e\u0301") == ["é"]
    assert bound(parameter(type="text"), "") == [""]
    with pytest.raises(UsageError, match="cannot be ''"):
        bound(parameter(type="actor"), "")
    with pytest.raises(UsageError, match="not valid Unicode"):
        bound(parameter(type="text"), "\ud800")
    choice = parameter(type="choice", allowed=["a", "b"])
    assert bound(choice, "b") == ["b"]
    with pytest.raises(UsageError, match="it takes a or b"):
        bound(choice, "c")


PREFIX = "PREFIX pa: <https://w3id.org/peace-agreements/ontology#>\n"


def test_what_stands_in_slots_is_read_as_terms() -> None:
    text = (
        PREFIX + 'SELECT * WHERE { VALUES ?_a { pa:Source <x:y> "t" "d"^^<x:d> 7 un:known }'
        ' VALUES $_b { "1" } VALUES ?_a { "2" } VALUES ?c { 3 } VALUES (?_d) { (4) } } LIMIT 10'
    )
    source = "<https://w3id.org/peace-agreements/ontology#Source>"
    first = [source, "<x:y>", '"t"', '"d"^^<x:d>', f'"7"^^<{XSD}integer>', "un:known"]
    assert written(text) == {
        "a": [first, ['"2"']],
        "b": [['"1"']],
        "limit": [[f'"10"^^<{XSD}integer>']],
    }


def test_every_slot_of_a_name_is_filled_and_nothing_else_changes() -> None:
    text = 'SELECT * { VALUES ?_a { "x" } # VALUES ?_a { "c" }\n VALUES ?_b {} VALUES ?_a{"y"} } LIMIT 5 OFFSET 2'
    assert bind(text, {}) == text
    assert bind(text, {"a": [Literal("1"), Literal("2")]}) == (
        'SELECT * { VALUES ?_a { "1" "2" } # VALUES ?_a { "c" }\n VALUES ?_b {} VALUES ?_a{ "1" "2" } } LIMIT 5 OFFSET 2'
    )
    assert bind(text, {"limit": [Literal(9)], "b": [Literal("z")], "c": [Literal("n")]}) == (
        'SELECT * { VALUES ?_a { "x" } # VALUES ?_a { "c" }\n VALUES ?_b { "z" } VALUES ?_a{"y"} } LIMIT 9 OFFSET 2'
    )


@pytest.mark.parametrize(
    "text",
    ["SELECT * { VALUES", "SELECT * { VALUES ?_a", "SELECT * {} LIMIT", "SELECT * {} LIMIT ?x"],
)
def test_a_query_that_breaks_off_has_no_slot_there(text: str) -> None:
    assert written(text) == {}
    assert bind(text, {"a": [Literal("1")], "limit": [Literal(1)]}) == text


def test_a_slot_that_nobody_closes_reaches_to_the_end() -> None:
    assert written('SELECT * { VALUES ?_a { "x" "y"') == {"a": [['"x"', '"y"']]}


def test_the_catalogue_as_rdf_names_every_parameter_with_its_default() -> None:
    text = (
        "#+ title: T\n#+ question: Q?\n#+ source: PAA-X\n#+ parameters:\n"
        "#+   one: {type: text, default: any, meaning: the one}\n"
        "#+   two: {type: text, meaning: the other}\n"
        'SELECT ?x WHERE { VALUES ?_one { "any" } VALUES ?_two { "e" } }\n'
    )
    queries = [parse_query("b", text, "b.rq", "women"), parse_query("a", "ASK {}", "a.rq")]
    turtle = as_turtle(queries)
    assert turtle.index("query/a") < turtle.index("query/b")
    triples = {tuple(quad.triple) for quad in parse(turtle, format=RdfFormat.TURTLE)}
    said = {
        (s.value.rpartition("query/")[2], p.value.rpartition("/")[2], getattr(o, "value", ""))
        for s, p, o in triples
    }  # type: ignore[union-attr]
    assert {(s, o) for s, p, o in said if p == "ns#parameter" or p.endswith("shacl#parameter")} == {
        ("b", o) for s, p, o in said if p.endswith("shacl#parameter")
    }
    names = {s: o for s, p, o in said if p.endswith("shacl#name")}
    assert names == {"b/one": "one", "b/two": "two"}
    assert {s: o for s, p, o in said if p.endswith("#optional")} == {
        "b/one": "true",
        "b/two": "false",
    }
    assert {s: o for s, p, o in said if p.endswith("#defaultValue")} == {"b/one": "any"}
    assert {s: o for s, p, o in said if p == "keywords"} == {"b": "women"}
    assert {s: o for s, p, o in said if p == "source"} == {"b": "PAA-X"}
    kinds = {(s.value.rpartition("/")[2], o) for s, p, o in triples if p == RDF.type}  # type: ignore[union-attr]
    assert kinds >= {("b", SH.SPARQLSelectExecutable), ("a", SH.SPARQLAskExecutable)}


def head(line: str) -> Parameter:
    text = f"#+ parameters:\n#+   name: {line}\n" + 'SELECT ?x WHERE { VALUES ?_name { "a" } }\n'
    return parse_query("q", text, "q.rq").parameters[0]


def test_a_parameter_is_read_from_its_line() -> None:
    assert head("{type: choice, allowed: [a, b], default: a, meaning: m}  ").allowed == ("a", "b")
    assert head("{allowed: [a], meaning: m, type: choice}").allowed == ("a",)
    assert head('{type: text, meaning: "a \\"b\\" \\\\ c", }').meaning == 'a "b" \\ c'
    assert head("{'type': text, meaning: 'it''s', example: 10:30}").example == "10:30"


@pytest.mark.parametrize(
    "line",
    [
        "", "{", "}", "{}", "type: text", "{type: text, meaning: m", "type: text, meaning: m}",
        "{type text, meaning: m}", "{type: text meaning: m}", "{type: text; meaning: m",
        "{type: text, type: text, meaning: m}", "{type: text, meaning: m, allowed: [}",
        "{type: choice, meaning: m, allowed: [a b] x}", "{type: choice, meaning: m, allowed: [a,, b]}",
        "{type: choice, meaning: m, allowed: [, a]}", "{type: choice, meaning: m, allowed: a, b]}",
        "{type: choice, meaning: m, allowed: [a] [b]}", "{type: text, meaning: \"m}", "{: text, meaning: m}",
        "{type: text, meaning: {m}}", "{type:, meaning: m}",
    ],
)  # fmt: skip
def test_a_line_that_is_no_mapping_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(SourceError, match=r"q\.rq, line 2"):
        head(line)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("#+ title T\n", 1),
        ("#+ : T\n", 1),
        ("#+ title:T\n", 1),
        ("#+ title: T\n#+ title: U\n", 2),
        ("#+ subject: T\n", 1),
        ("#+     goes on\n", 1),
        ("#+ title: 'T\n", 1),
        ("#+ title: 'T' more\n", 1),
    ],
)
def test_a_head_that_cannot_be_read_is_refused_with_file_and_line(lines: str, number: int) -> None:
    with pytest.raises(SourceError, match=rf"q\.rq, line {number}\b"):
        parse_query("q", lines + BODY, "q.rq")


def test_words_without_a_text_are_allowed() -> None:
    assert parse_query("q", "#+ source:\n#+ tags:\n#+   - x\n" + BODY, "q.rq").texts == {
        "source": ""
    }
