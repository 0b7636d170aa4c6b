"""No namespace and no name of the ontology stands in the code as a string that nothing checks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphbuild.errors import UnknownTerm
from graphbuild.ontology.namespaces import ONTOLOGY, OURS, PREFIXES, SCHEME
from graphbuild.ontology.sparql import prologue, sparql
from graphbuild.ontology.terms import concept, scheme, term
from graphbuild.stores.tokens import prefixes, tokenize

HOUSE = Path(__file__).parents[2] / "graphbuild"
QUERIES = HOUSE.parent / "queries"
IRIS = (OURS, *PREFIXES.values())
NAME = re.compile(rf"(?<![\w/.@<])(?:{'|'.join(PREFIXES)}):[A-Za-z]\w*")


def strings(tree: ast.AST) -> Iterator[str]:
    """The strings of a module that are neither documentation nor an argument of ``sparql``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sparql":
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from strings(node)


def unchecked(code: str) -> list[str]:
    return [
        text
        for text in strings(ast.parse(code))
        if any(iri in text for iri in IRIS) or NAME.search(text)
    ]


@pytest.mark.parametrize(
    "code",
    [
        'QUERY = "ASK { ?x pa:statedRole ?y }"',
        'TABLE = {"label": ("rdfs:label", "pa:iso3")}',
        'LOCAL = "https://w3id.org/peace-agreements/scheme/level/IntraLocal"',
        'DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")',
        'def f(x): return f"?x skos:inScheme <{x}>"',
    ],
)
def test_an_unchecked_name_is_seen(code: str) -> None:
    assert len(unchecked(code)) == 1 + code.count("pa:iso3")


@pytest.mark.parametrize(
    "code",
    [
        'QUERY = sparql("ASK { ?x pa:statedRole ?y }")',
        'QUERY = sparql(f"?x a pa:Actor ; rdfs:label {y}")',
        'X = 1\n"""Such as ``pa:statedRole``."""',
        'HELP = "write http://HOST:8890/ or sha256:..."',
    ],
)
def test_what_is_checked_or_no_name_passes(code: str) -> None:
    assert unchecked(code) == []


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(HOUSE.rglob("*.py")) if path.parent.name != "ontology"],
    ids=lambda path: path.relative_to(HOUSE).as_posix(),
)
def test_rooms_take_their_words_from_the_ontology(path: Path) -> None:
    assert unchecked(path.read_text(encoding="utf-8")) == []


def test_a_query_in_code_is_returned_as_it_is() -> None:
    text = "SELECT ?x { ?x a pa:Actor ; rdfs:label \"pa:nothing\", 'pa:nothing' # pa:nothing\n}"
    assert sparql(text) == text


def test_what_a_user_gave_is_no_name() -> None:
    for given in ("<https://example.org/pa:nothing>", '"a \\" pa:nothing"@en', "?pa"):
        sparql(f"SELECT ?x {{ ?x pa:asWritten {given} }}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("?x pa:statedRoll ?y", "no pa:statedRoll; nearest: statedRole"),
        ("?x a pa:Actor , pa:Aktor", "no pa:Aktor"),
        ('"text" pa:signedon', "pa:signedon"),
        ("?x skoz:prefLabel ?y", "no prefix skoz:"),
    ],
)
def test_a_misspelt_name_in_a_query_fails_at_once(text: str, words: str) -> None:
    with pytest.raises(UnknownTerm, match=words):
        sparql(text)


def test_a_misspelt_scheme_fails_at_once() -> None:
    assert scheme("stage").value.endswith("/scheme/stage")
    with pytest.raises(UnknownTerm, match="'stages'"):
        scheme("stages")


def test_a_prologue_declares_what_it_is_asked_for() -> None:
    assert prologue("pa", "skos").splitlines() == [
        "PREFIX pa: <https://w3id.org/peace-agreements/ontology#>",
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
    ]


@pytest.mark.parametrize("path", sorted(QUERIES.rglob("*.rq")), ids=lambda path: path.stem)
def test_saved_queries_name_terms_and_concepts_that_there_are(path: Path) -> None:
    tokens = tokenize(path.read_text(encoding="utf-8"))
    known = prefixes(tokens)
    assert known
    for token in tokens:
        prefix, _, name = token.text.partition(":")
        if token.kind != "prefixed" or not name:
            continue
        assert known[prefix] == PREFIXES.get(prefix, known[prefix])
        scheme_name, slash, rest = known[prefix].removeprefix(SCHEME).partition("/")
        if known[prefix] == ONTOLOGY:
            term(name)
        elif known[prefix] == SCHEME:
            scheme(name)
        elif known[prefix].startswith(SCHEME):
            assert (slash, rest) == ("/", "")
            concept(scheme_name, name)
