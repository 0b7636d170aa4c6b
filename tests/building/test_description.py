"""The description of a build: the file, what it says and the description of that are three things."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

import graphbuild
from graphbuild.cli import main
from graphbuild.ontology.terms import DCAT, PA, PROV, RDF, VOID

TABLE = "AgtId,Agt,Dat,Con,PPName,Ver\n7,Accord,1999-05-04,Kenya,Talks,9\n"
SD_NAME = "http://www.w3.org/ns/sparql-service-description#name"


def built(folder: Path) -> Path:
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(folder / "t.csv"), "-o", str(folder / "out")])
    assert done.exit_code == 0
    return folder / "out"


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
        assert "SoftwareAgent" not in (out / name).read_text(encoding="utf-8")
        assert f"graphbuild {graphbuild.__version__}" not in (out / name).read_text(
            encoding="utf-8"
        )
