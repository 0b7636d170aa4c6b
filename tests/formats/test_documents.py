"""Two subjects, and what one source says of the first, in each format to the letter."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from pyoxigraph import NamedNode

from graphbuild import formats
from graphbuild.errors import UsageError
from graphbuild.formats.jsonld import context
from graphbuild.graph.dataset import MERGED

ID = "https://w3id.org/peace-agreements/id/"
PA = "https://w3id.org/peace-agreements/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATE = "http://www.w3.org/2001/XMLSchema#date"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SOURCE = NamedNode(f"{ID}source/s")
FIRST = [
    f"<{ID}agreement/1> <{TYPE}> <{PA}Agreement> .\n",
    f'<{ID}agreement/1> <{PA}signedOn> "1998-04-10"^^<{DATE}> .\n',
    f'<{ID}agreement/1> <{LABEL}> "Nariño \\"x\\" .\\n"@es .\n',
]
SECOND = [
    f"<{ID}agreement/2> <{TYPE}> <{PA}Agreement> .\n",
    f"<{ID}agreement/2> <{PA}next> <{ID}agreement/1> .\n",
]
HEAD = f"@base <{ID}> .\n@prefix pa: <{PA}> .\n@prefix agreement: <{ID}agreement/> .\n"
BODY = f"""
agreement:1 a pa:Agreement ;
    pa:signedOn "1998-04-10"^^<{DATE}> ;
    <{LABEL}> "Nariño \\"x\\" .\\n"@es .

agreement:2 a pa:Agreement ;
    pa:next agreement:1 .
"""
INSIDE = BODY.partition("\nagreement:2")[0]
GOLDEN = {
    "ntriples": "".join((*FIRST, *SECOND)),
    "nquads": "".join((*FIRST, *SECOND)) + "".join(line[:-2] + f"{SOURCE} .\n" for line in FIRST),
    "turtle": HEAD + BODY,
    "trig": HEAD + BODY + f"\n<source/s> {{\n{INSIDE}\n}}\n",
    "rdfxml": f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="{TYPE[:-4]}" xmlns:its="http://www.w3.org/2005/11/its" xmlns:agreement="{ID}agreement/" xmlns:pa="{PA}">
	<pa:Agreement rdf:about="{ID}agreement/1">
		<pa:signedOn rdf:datatype="{DATE}">1998-04-10</pa:signedOn>
		<label xmlns="{LABEL[:-5]}" xml:lang="es">Nariño &quot;x&quot; .
</label>
	</pa:Agreement>
	<pa:Agreement rdf:about="{ID}agreement/2">
		<pa:next rdf:resource="{ID}agreement/1"/>
	</pa:Agreement>
</rdf:RDF>""",
    "jsonld": f"""{{"@context": {json.dumps(context() | {"agreement": f"{ID}agreement/"}, ensure_ascii=False, indent=1)},
"@graph": [
{{"id":"agreement:1","type":"Agreement","signedOn":"1998-04-10","label":{{"@value":"Nariño \\"x\\" .\\n","@language":"es"}}}},
{{"id":"agreement:2","type":"Agreement","pa:next":{{"@id":"agreement:1"}}}}
]}}
""",
}  # fmt: skip
WITH_GRAPHS = {"nquads", "trig"}


def document(name: str, *, empty: bool = False) -> str:
    handle = BytesIO()
    kind = formats.writer(name)
    writer = kind(handle, {"pa": PA, "agreement": f"{ID}agreement/"})
    if not empty:
        writer.add(MERGED, FIRST)
        writer.add(MERGED, SECOND)
        if kind.all_graphs:
            writer.add(SOURCE, FIRST)
    writer.close()
    return handle.getvalue().decode()


@pytest.mark.parametrize("name", GOLDEN)
def test_a_document_is_written_to_the_letter(name: str) -> None:
    assert document(name).rstrip("\n") == GOLDEN[name].rstrip("\n")


@pytest.mark.parametrize("name", ["ntriples", "nquads", "rdfxml"])
@pytest.mark.parametrize("chunk", [1, 2, 3, 4, 5, 6])
def test_a_document_is_the_same_however_much_is_held(
    name: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.formats._chunks.CHUNK", chunk)
    assert document(name).rstrip("\n") == GOLDEN[name].rstrip("\n")


@pytest.mark.parametrize(("chunk", "size"), [(3, 3), (4, 6), (6, 6), (7, 9)])
def test_as_much_is_held_as_is_said(chunk: int, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphbuild.formats._chunks.CHUNK", chunk)
    writer = formats.writer("rdfxml")(BytesIO(), {})
    held = []
    for _ in range(9):
        writer.add(MERGED, FIRST)
        held.append(len(writer.held))  # type: ignore[attr-defined]
    assert max(held) == size


@pytest.mark.parametrize("name", GOLDEN)
def test_which_formats_have_the_sources_graphs(name: str) -> None:
    assert formats.writer(name).all_graphs is (name in WITH_GRAPHS)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_document_without_statements_is_one(name: str) -> None:
    text = document(name, empty=True)
    assert "agreement/1" not in text.replace(f"{ID}agreement/>", "")
    if name == "jsonld":
        assert json.loads(text)["@graph"] == []
    if name == "rdfxml":
        assert text.rstrip().endswith(("</rdf:RDF>", "/>"))


def test_the_formats_are_known_by_name() -> None:
    ours = ("turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml", "tables", "parquet")
    assert formats.names()[: len(ours)] == ours
    for name in ours:
        formats.check(name)
    for refused in ("", "Turtle", "ttl"):
        with pytest.raises(UsageError, match="the formats are turtle, nquads"):
            formats.check(refused)
    for name in ("tables", "parquet"):
        with pytest.raises(UsageError, match=f"no format of RDF '{name}'"):
            formats.writer(name)
