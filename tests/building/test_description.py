"""The description of a build: the file, what it says and the description of that are three things."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

import graphbuild
from graphbuild.cli import main
from graphbuild.ontology.terms import DCAT, DCTERMS, PA, PROV, RDF, VOID

TABLE = "AgtId,Agt,Dat,Con,PPName,Ver\n7,Accord,1999-05-04,Kenya,Talks,9\n"
SD_NAME = "http://www.w3.org/ns/sparql-service-description#name"


LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def built(folder: Path, text: str = TABLE, *options: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "t.csv").write_text(text, encoding="utf-8")
    call = ["build", str(folder / "t.csv"), "-o", str(folder / "out"), *options]
    assert CliRunner().invoke(main, call).exit_code == 0
    return folder / "out"


def described(out: Path) -> tuple[str, list[Triple]]:
    """The dataset's IRI, and what is said of anything."""
    void = list(parse(path=str(out / "void.ttl"), format=RdfFormat.TURTLE))
    (about,) = [t.subject for t in void if (t.predicate, t.object) == (RDF.type, DCAT.Dataset)]
    assert isinstance(about, NamedNode)
    return about.value, void


def test_two_graphs_are_two_datasets_and_one_graph_is_one(tmp_path: Path) -> None:
    first, said = described(built(tmp_path / "first"))
    again, _ = described(built(tmp_path / "again", TABLE, "--format", "turtle", "--format", "trig"))
    other, _ = described(built(tmp_path / "other", TABLE.replace("Kenya", "Chad")))
    assert first == again != other
    assert {t.subject.value for t in said if t.predicate == VOID["class"]} > set()
    assert all(
        t.subject.value.startswith(f"{first}/") for t in said if t.predicate == VOID["class"]
    )


def test_it_says_in_words_what_it_holds_and_gives_no_homepage(tmp_path: Path) -> None:
    about, said = described(built(tmp_path))
    (words,) = [t.object.value for t in said if t.predicate == DCTERMS.description]
    assert words.startswith("Holds 1 agreements,")
    assert words.endswith("by kind: PA-X table v9 (1).")
    assert not [t for t in said if t.predicate.value.endswith("homepage")]
    assert [t.object.value for t in said if t.predicate == DCTERMS.identifier] == [about]


def test_only_what_was_read_is_cited_each_release_by_itself(tmp_path: Path) -> None:
    _, said = described(built(tmp_path))
    cited = sorted(t.object.value for t in said if t.predicate == DCTERMS.bibliographicCitation)
    assert [words.partition(",")[0] for words in cited] == [
        "Bell",
        "PA-X Peace Agreements Database",
        "graphbuild",
    ]
    assert "version 9" in cited[1]
    out = tmp_path / "sample"
    assert CliRunner().invoke(main, ["build", "--sample", "-o", str(out)]).exit_code == 0
    assert {
        t.object.value for t in described(out)[1] if t.predicate == DCTERMS.bibliographicCitation
    } == set(graphbuild.load(out).cite().splitlines())


@pytest.mark.shared
@pytest.mark.parametrize("options", [(), ("--licence", LICENCE, "--format", "tables")])
@pytest.mark.parametrize("file", ["shapes.ttl", "range.ttl"])
def test_it_is_valid_dcat_ap(
    tmp_path: Path, shared: Path, file: str, options: tuple[str, ...]
) -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(shared / "standards" / "dcat-ap-3.0.0" / file)
    given = rdflib.Graph().parse(built(tmp_path, TABLE, *options) / "void.ttl")
    assert (None, None, rdflib.URIRef(str(DCAT.Distribution.value))) in given
    conforms, _, text = pyshacl.validate(given, shacl_graph=shapes)
    assert conforms, text
    for word in ("title", "description"):
        given.remove((None, rdflib.DCTERMS[word], None))
    if file == "shapes.ttl":
        assert not pyshacl.validate(given, shacl_graph=shapes)[0]


def test_a_file_its_graph_and_its_description_are_three(tmp_path: Path) -> None:
    out = built(tmp_path)
    quads = list(parse(path=str(out / "graph.nq"), format=RdfFormat.N_QUADS))
    merged = [quad for quad in quads if quad.graph_name == DefaultGraph()]
    (source,) = [q.subject for q in merged if q.predicate == RDF.type and q.object == PA.Source]
    (file,) = [
        q.subject for q in merged if q.predicate == RDF.type and q.object == DCAT.Distribution
    ]
    assert source in {quad.graph_name for quad in quads}
    assert [
        q.object for q in merged if q.subject == source and q.predicate == PROV.wasDerivedFrom
    ] == [file]
    void = list(parse(path=str(out / "void.ttl"), format=RdfFormat.TURTLE))
    (described,) = [t.subject for t in void if t.predicate == NamedNode(SD_NAME)]
    assert (described, NamedNode(SD_NAME), source) in {
        (t.subject, t.predicate, t.object) for t in void
    }
    types = {t.object for t in void if t.subject == described and t.predicate == RDF.type}
    assert VOID.Dataset in types
    assert len({source, file, described}) == 3


def test_the_program_is_the_agent_in_the_description_alone(tmp_path: Path) -> None:
    out = built(tmp_path)
    void = (out / "void.ttl").read_text(encoding="utf-8")
    assert f'"graphbuild {graphbuild.__version__}"' in void
    assert "SoftwareAgent" in void
    for name in ("graph.ttl", "graph.nq"):
        triples = parse(path=str(out / name))
        assert not [t for t in triples if (t.predicate, t.object) == (RDF.type, PROV.SoftwareAgent)]
        assert f"graphbuild {graphbuild.__version__}" not in (out / name).read_text(
            encoding="utf-8"
        )
