"""How to cite a graph: only what it rests on, in forms that other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
from click.testing import CliRunner

import graphbuild
from graphbuild.cli import main
from graphbuild.errors import UsageError
from graphbuild.ontology.references import citation, references

TABLE = "AgtId,Agt,Dat,Con,PPName,Ver\n7,Accord,1999-05-04,Testland,Talks,9\n"
ACD = (
    "conflict_id,location,side_a,side_a_id,side_b,side_b_id,incompatibility,year,intensity_level,version\n"
    '11,Testland,Government,501,Hill Front,502,2,1981,1,"22,1"\n'
)
PAAX = "actor_id,actor_name,actor_type,id_paax,alternative_names\n72,Hill Front,Armed Organization,{},HF\n"


def built(folder: Path, **texts: str) -> graphbuild.Graph:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return graphbuild.build([folder])


def keys(graph: graphbuild.Graph) -> list[str]:
    return [entry["id"] for entry in json.loads(graph.cite("csl-json"))]


def test_only_what_was_read_is_cited(tmp_path: Path) -> None:
    graph = built(tmp_path, table=TABLE)
    assert keys(graph)[0] == "bell-badanjak-2019"
    assert [key for key in keys(graph) if "paa-x" in key or "ucdp" in key] == []
    assert keys(graph)[-1] == "graphbuild"
    graph = built(tmp_path, acd=ACD)
    assert [key for key in keys(graph) if "ucdp" in key] == ["ucdp-acd-22.1"]
    assert "gleditsch-2002" in keys(graph)
    assert "pettersson-2019" not in keys(graph)


def test_a_table_of_actors_is_paax_only_by_its_keys(tmp_path: Path) -> None:
    assert "paa-x" not in keys(built(tmp_path, table=TABLE, actors=PAAX.format("")))
    (tmp_path / "actors.csv").unlink()
    assert "paa-x" in keys(built(tmp_path, actors=PAAX.format("ARM_72")))


def test_pages_and_each_release_stand_apart(tmp_path: Path) -> None:
    graph = graphbuild.build(sample=True)
    entries = {entry["id"]: entry for entry in json.loads(graph.cite("csl-json"))}
    assert entries["pa-x-9"]["version"] == "9"
    assert entries["pa-x-pages"]["note"] == "coding pages"
    assert entries["graphbuild"]["version"] == graphbuild.__version__


def test_parsers_of_each_form_read_it(tmp_path: Path) -> None:
    graph = built(tmp_path, table=TABLE, acd=ACD, actors=PAAX.format("ARM_72"))
    works = json.loads(graph.cite("csl-json"))
    library = bibtexparser.parse_string(graph.cite("bibtex"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [w["id"].replace(".", "-") for w in works]
    strand = next(entry for entry in library.entries if entry.key == "gleditsch-2002")
    assert strand["author"].count(" and ") == 4
    entries = rispy.loads(graph.cite("ris"))
    assert [entry["title"] for entry in entries] == [work["title"] for work in works]
    assert [entry.get("doi", "") for entry in entries] == [work.get("DOI", "") for work in works]
    assert entries[0]["authors"] == ["Bell, C.", "Badanjak, S."]
    assert len(graph.cite().splitlines()) == len(works)


def test_the_command_prints_it_and_refuses_what_is_no_build(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    run = CliRunner()
    assert run.invoke(main, ["build", str(tmp_path / "t.csv"), "-o", str(out)]).exit_code == 0
    done = run.invoke(main, ["cite", str(out)])
    assert done.exit_code == 0
    assert done.stdout.startswith("Bell, C. and S. Badanjak (2019), Introducing PA-X")
    assert "UCDP" not in done.stdout + (out / "void.ttl").read_text(encoding="utf-8")
    assert "PAA-X, https" not in (out / "void.ttl").read_text(encoding="utf-8")
    empty = tmp_path / "empty.ttl"
    empty.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with pytest.raises(UsageError, match="names no source"):
        graphbuild.load(empty).cite()
    with pytest.raises(UsageError, match="there are text, bibtex"):
        graphbuild.load(out).cite("word")


def test_every_kind_of_our_sources_has_its_reference() -> None:
    from graphbuild.sources.kinds import OWN

    cited = {kind for work in references() for kind in work.kinds}
    assert {kind.name for kind in OWN if kind.read} - cited == {"actor authority"}
    assert citation("treaty list") == ""
