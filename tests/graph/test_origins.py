"""What was found in texts leads back to the files whose words it rests on, and stands in their graphs."""

from __future__ import annotations

from pathlib import Path

import graphbuild

PREFIXES = """PREFIX pa: <https://w3id.org/peace-agreements/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
HEAD = "AgtId,Agt,Dat,Con,PPName,Ver,Part,ThrdPart,OthAgr\n"
OLD = (
    HEAD
    + "7,Accord,1999-05-04,Kenya,Talks,8,Kenya,France (as mediator),\n8,Pact,2000-01-01,Kenya,Talks,8,Kenya,,\n"
)
NEW = HEAD + (
    "7,Accord,1999-05-04,Kenya,Talks,9,Kenya and Uganda,France (as mediator),\n"
    '8,Pact,2000-01-01,Kenya,Talks,9,Kenya,,"Accord, 4 May 1999"\n'
)
PAAX = (
    "signatory_id,AgtId,actor_id,signatory_type,actor_name,actor_type,actor_iso3c\n"
    "1,8,21,party,Kenya,Country/State,KEN\n2,8,22,third party,Norway,Country/State,NOR\n"
)


def graph(folder: Path, **texts: str) -> graphbuild.Graph:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return graphbuild.build([folder])


def ask(built: graphbuild.Graph, query: str) -> list[tuple[str, ...]]:
    rows = built.sparql(PREFIXES + query)
    return sorted(tuple(str(x).rpartition("/id/")[2] or str(x) for x in row) for row in rows)


def test_each_leads_to_the_files_that_have_its_words(tmp_path: Path) -> None:
    built = graph(tmp_path, old=OLD, new=NEW)
    rows = ask(
        built, "SELECT ?p ?file { ?p a pa:Participation ; prov:wasDerivedFrom/pa:fileName ?file }"
    )
    assert rows == [
        ("participation/7/party/KEN", "new.csv"),
        ("participation/7/party/UGA", "new.csv"),
        ("participation/7/third-party/FRA", "new.csv"),
        ("participation/7/third-party/FRA", "old.csv"),
        ("participation/8/party/KEN", "new.csv"),
        ("participation/8/party/KEN", "old.csv"),
    ]
    rows = ask(built, "SELECT ?m ?file { ?m a pa:Mention ; prov:wasDerivedFrom/pa:fileName ?file }")
    assert rows == [("mention/8/1", "new.csv")]


def test_what_a_file_says_stands_in_its_graph(tmp_path: Path) -> None:
    built = graph(tmp_path, old=OLD, new=NEW)
    query = "SELECT ?file ?p { ?g pa:fileName ?file . GRAPH ?g { ?p a ?kind FILTER(?kind IN (pa:Participation, pa:Mention)) } }"
    rows = ask(built, query)
    assert [p for file, p in rows if file == "old.csv"] == [
        "participation/7/third-party/FRA", "participation/8/party/KEN",
    ]  # fmt: skip
    assert next(p for file, p in rows if file == "new.csv") == "mention/8/1"
    none = "SELECT ?p { ?p a ?kind FILTER(?kind IN (pa:Participation, pa:Mention, pa:Naming)) FILTER NOT EXISTS { ?p prov:wasDerivedFrom ?file } }"
    assert ask(built, none) == []


def test_words_on_a_coded_participation_stand_in_the_graph_that_has_them(tmp_path: Path) -> None:
    built = graph(tmp_path, new=NEW, paax=PAAX)
    rows = ask(
        built,
        "SELECT ?p ?file { ?p pa:inAgreement <https://w3id.org/peace-agreements/id/agreement/8> ; a pa:Participation ;"
        " prov:wasDerivedFrom/pa:fileName ?file }",
    )
    assert rows == [
        ("participation/paax-1", "new.csv"),
        ("participation/paax-1", "paax.csv"),
        ("participation/paax-2", "paax.csv"),
    ]
    words = "SELECT ?file ?p { ?g pa:fileName ?file . GRAPH ?g { ?p a pa:Participation ; pa:asWritten 'Kenya' } }"
    assert ("new.csv", "participation/paax-1") in ask(built, words)
