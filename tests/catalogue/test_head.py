from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.catalogue.library import catalogue, find_query, parse_query, read_folder
from graphbuild.errors import SourceError, UsageError

BODY = 'SELECT ?x WHERE { VALUES ?_name { "any" } VALUES ?x { 1 } }\n'
GOOD = '#+   name: {type: text, default: any, meaning: "a name: any, \\"quoted\\""}\n'


def test_a_head_is_read_whole() -> None:
    query = parse_query(
        "q",
        "#+ title: A title\n#+ question: What,\n#+   over two lines?\n#+ parameters:\n"
        + GOOD
        + "#+ not-shown: much\n\n"
        + BODY,
        "q.rq",
    )
    assert (query.title, query.question) == ("A title", "What, over two lines?")
    assert query.parameters[0].meaning == 'a name: any, "quoted"'
    assert query.texts["not-shown"] == "much"


def test_other_comments_and_empty_lines_stand_between_the_lines_of_a_head() -> None:
    head = f"#+ title: T\n\n# a remark\n#+\n#+ parameters:\n\n{GOOD}# more\n#+ question: Q?\n"
    query = parse_query("q", head + BODY, "q.rq")
    assert (query.title, query.question, query.parameters[0].name) == ("T", "Q?", "name")


def test_a_number_without_a_minimum_begins_at_nought_and_a_limit_at_one() -> None:
    body = "SELECT ?x WHERE { VALUES ?_limit { 5 } VALUES ?_least { 5 } VALUES ?x { 1 } }\n"
    names = ("limit", "least")
    lines = [f"#+   {name}: {{type: integer, default: 5, meaning: m}}\n" for name in names]
    query = parse_query("q", "#+ title: T\n#+ parameters:\n" + "".join(lines) + body, "q.rq")
    assert {item.name: item.minimum for item in query.parameters} == {"limit": 1, "least": 0}


@pytest.mark.parametrize("bound", ["minimum", "maximum"])
@pytest.mark.parametrize("value", ["abc", "1.5", "1e9", "9" * 5000, "''", "[1]"])
def test_a_bound_that_is_no_whole_number_is_refused_by_name(bound: str, value: str) -> None:
    line = f"#+   name: {{type: integer, default: any, {bound}: {value}, meaning: m}}\n"
    with pytest.raises(SourceError, match=r"q\.rq.*name"):
        parse_query("q", "#+ title: T\n#+ parameters:\n" + line + BODY, "q.rq")


@pytest.mark.parametrize("quote", ["'", '"', ""])
def test_texts_stand_in_either_quotes_or_none(quote: str) -> None:
    def quoted(text: str) -> str:
        return f"{quote}{text}{quote}"

    query = parse_query(
        "q",
        f"#+ title: {quoted('A title')}\n#+ parameters:\n#+   name: {{{quoted('type')}: choice, "
        f"allowed: [{quoted('one or two')}, any, {quoted('n:m')}], default: {quoted('any')},\n"
        f"#+     meaning: {quoted('which of them')}}}\n" + BODY,
        "q.rq",
    )
    (parameter,) = query.parameters
    assert (query.title, parameter.type, parameter.default) == ("A title", "choice", "any")
    assert parameter.allowed == ("one or two", "any", "n:m")
    assert parameter.meaning == "which of them"


def test_a_quote_within_quotes_is_written_twice() -> None:
    text = "#+ title: 'Who''s who: all'\n#+ source: \"a \\\"b\\\"\"\nASK {}"
    query = parse_query("q", text, "q.rq")
    assert (query.title, query.texts["source"]) == ("Who's who: all", 'a "b"')


def test_words_of_grlc_are_understood() -> None:
    query = parse_query("q", "#+ summary: S\n#+ description: D\n#+ endpoint: x\n" + BODY, "q.rq")
    assert (query.title, query.question) == ("S", "D")


def test_a_plain_query_needs_no_head() -> None:
    assert parse_query("q", "ASK {}", "q.rq").title == "q"


@pytest.mark.parametrize(
    ("head", "line", "problem"),
    [
        ("#+ titel: x\n", 1, "no word 'titel'"),
        ("#+ title: x\n#+ title: y\n", 2, "stands twice"),
        ("#+ title\n", 1, "cannot read"),
        ("#+ title:x\n", 1, "cannot read"),
        ("#+ : x\n", 1, "cannot read"),
        ("#+ title: 'x' y\n", 1, "close the quotes"),
        ("#+ parameters:\n#+   name: {type: text, type: text}\n", 2, "cannot read"),
        ("#+ parameters:\n#+   name: {type, text}\n", 2, "cannot read"),
        ("#+ parameters:\n#+   name: {type: [text, meaning: m}\n", 2, "cannot read"),
        ("#+ parameters:\n#+   name: {type: choice, allowed: [a b, , c]}\n", 2, "cannot read"),
        ("#+ parameters:\n#+   name: {type: choice, allowed: a, meaning: m}\n", 2, "not described"),
        ("#+ parameters:\n#+   name: {type: text, allowed: [a], meaning: m}\n", 2, "not described"),
        ("#+    loose\n", 1, "continues nothing"),
        ("#+ parameters:\n#+   name: {type: text\n", 2, "cannot read"),
        ("#+ parameters:\n#+   name: text\n", 2, "cannot read"),
        ('#+ parameters:\n#+   name: {type: text, meaning: "open}\n', 2, "cannot read"),
        ("#+ parameters:\n#+   name: {type: text, kind: x, meaning: m}\n", 2, "no field 'kind'"),
        ("#+ parameters:\n#+   name: {type: colour, meaning: m}\n", 2, "type 'colour'"),
        ("#+ parameters:\n#+   name: {type: text}\n", 2, "not described"),
        ("#+ parameters:\n#+   name: {type: choice, meaning: m}\n", 2, "not described"),
        ("#+ parameters:\n" + GOOD + GOOD, 3, "stands twice"),
        ("#+ parameters:\n#+   other: {type: text, default: x, meaning: m}\n", 2, "no place"),
        ("#+ parameters:\n#+   name: {type: text, default: x, meaning: m}\n", 2, "another in the"),
        ("#+ parameters:\n#+   name: {type: integer, default: x, meaning: m}\n", 2, "does not fit"),
        ("#+ parameters:\n#+   Name: {type: text, default: x, meaning: m}\n", 2, "cannot name"),
    ],
)
def test_a_malformed_head_is_an_error_with_file_and_line(
    head: str, line: int, problem: str
) -> None:
    with pytest.raises(SourceError, match=rf"q\.rq, line {line}: .*{problem}"):
        parse_query("q", head + BODY, "q.rq")


def test_the_catalogue_has_the_48_questions_with_full_heads() -> None:
    queries = catalogue()
    assert len(queries) == 48
    for query in queries:
        assert query.texts.keys() >= {"title", "question", "source", "not-shown"}, query.place
        for parameter in query.parameters:
            assert parameter.example or not parameter.required, (query.name, parameter.name)


def test_shared_parameters_mean_the_same_everywhere() -> None:
    seen: dict[str, set[tuple[object, ...]]] = {}
    for query in catalogue():
        for item in query.parameters:
            if (query.name, item.name) == ("conflicts-without-agreement", "from"):
                continue  # of years of fighting, not of agreements
            key = f"{item.name}{'' if item.required else '?'}"
            meaning = item.meaning.split("; with")[0]
            seen.setdefault(key, set()).add((item.type, item.default, item.allowed, meaning))
    differing = {name for name, kinds in seen.items() if len(kinds) > 1}
    # mediators-by-conflict has one sense more; the two counts have their own defaults; local is
    # excluded from what counts alone (see test_common.py).
    assert differing <= {"sense?", "min_agreements?", "local?"}


def test_own_queries_come_beside_and_before_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "agreements.rq").write_text("ASK {}", encoding="utf-8")
    (tmp_path / "new.rq").write_text("ASK {}", encoding="utf-8")
    assert find_query("agreements", [tmp_path]).subject == "mine"
    assert len(catalogue([tmp_path])) == 49


def test_unknown_queries_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"did you mean third-party-ranking"):
        find_query("third-party-rankings")
    with pytest.raises(SourceError, match="no such folder"):
        find_query("agreements", [tmp_path / "none"])
    with pytest.raises(SourceError, match=r"none\.rq"):
        find_query(str(tmp_path / "none.rq"))
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="not UTF-8"):
        find_query(str(tmp_path / "bad.rq"))


def test_a_head_ends_where_the_query_begins(tmp_path: Path) -> None:
    query = parse_query("q", f"#+ title: First\n{BODY}#+ question: Too late?\n", "q.rq")
    assert (query.title, query.question) == ("First", "")


@pytest.mark.parametrize("name", ["own/agreements", "own\\agreements", "agreements.rq"])
def test_a_name_with_a_folder_or_a_suffix_is_a_file(name: str) -> None:
    with pytest.raises(SourceError, match="agreements"):
        find_query(name)


def test_two_queries_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.rq").write_text("ASK {}", encoding="utf-8")
    with pytest.raises(SourceError, match="same name"):
        read_folder(tmp_path)
