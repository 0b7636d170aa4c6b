from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from graphbuild.checking import shapes
from graphbuild.checking.shapes import Result
from graphbuild.cli import main
from graphbuild.errors import SourceError
from graphbuild.ontology.terms import ONTOLOGY, PREFIXES, RDF, RDFS, SH, XSD, read, shorten, terms
from graphbuild.resources import folder
from graphbuild.stores.embedded import Embedded, open_graph
from tests.checking.by_pyshacl import validate

SHAPES = "https://w3id.org/peace-agreements/shapes#"
PREFIXED = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
PREFIXED += "@prefix : <https://w3id.org/peace-agreements/id/> .\n"
CONSTRAINTS = {
    "class", "datatype", "hasValue", "lessThanOrEquals", "maxCount", "maxInclusive", "minCount",
    "minInclusive", "minLength", "nodeKind", "not", "or", "pattern", "property", "uniqueLang",
}  # fmt: skip
ABOUT = {
    "message",
    "path",
    "severity",
    "targetClass",
    "targetSubjectsOf",
}

# One agreement with everything there is; each test changes one place of it.
GOOD = """
:agreement a pa:Agreement ; rdfs:label "Accord of the Two Villages" ; dcterms:identifier "900013" ;
    dcterms:title "Accord of the Two Villages" ; pa:signedOn "2001-05-04"^^xsd:date ;
    pa:inProcess :process ; pa:addressesConflict :conflict ; pa:concernsPlace :place , :entity ;
    pa:level <https://w3id.org/peace-agreements/scheme/level/IntraLocal> ;
    pa:nature <https://w3id.org/peace-agreements/scheme/nature/Inter-group> ;
    pa:stage <https://w3id.org/peace-agreements/scheme/stage/Cea> ;
    pa:substage <https://w3id.org/peace-agreements/scheme/substage/Ceas> ;
    pa:status <https://w3id.org/peace-agreements/scheme/status/MultiSign> ;
    pa:interim <https://w3id.org/peace-agreements/scheme/interim/No> ;
    pa:region <https://w3id.org/peace-agreements/scheme/region/Europe-and-Eurasia> ;
    pa:partiesAsWritten "The elders of both villages" ; pa:pageCount 2 ; pa:characterCount 2100 ;
    pa:firstRelease 1 ; pa:ucdpAgreementId "1" ; pa:pamId "1" ;
    pa:hasProvision :provision ; pa:hasParticipation :participation ; pa:hasMention :mention ;
    foaf:page <https://example.org/900013> ; prov:wasDerivedFrom :source .
:process a pa:PeaceProcess ; rdfs:label "Process" ; dcterms:identifier "1" ; pa:sourceNumber "9" .
:conflict a pa:Conflict ; rdfs:label "Conflict" ; dcterms:identifier "1" ; pa:conflictScheme "ucdp" .
:place a pa:Country ; rdfs:label "Land" ; dcterms:identifier "LND" ; pa:iso3 "LND" ; pa:gwno "900" .
:entity a pa:TerritorialEntity ; rdfs:label "Valley" ; dcterms:identifier "valley" .
:provision a pa:Provision ; rdfs:label "Ceasefire" ; dcterms:identifier "900013/Ce" ;
    pa:inAgreement :agreement ; pa:codedValue 2 ; pa:path "Security sector→Ceasefire" ;
    pa:onTopic <https://w3id.org/peace-agreements/scheme/provision/Ce> ; pa:hasPassage :passage .
:passage a pa:Passage ; rdfs:label "Passage" ; dcterms:identifier "900013/Ce/1" ;
    pa:excerpt "The firing stops at noon." ; pa:pageLocator "Page 1" .
:participation a pa:Participation ; rdfs:label "Elders" ; dcterms:identifier "9001" ;
    pa:inAgreement :agreement ; pa:ofActor :actor ;
    pa:listedAs <https://w3id.org/peace-agreements/scheme/side/party> ;
    pa:basis <https://w3id.org/peace-agreements/scheme/basis/coded> ; pa:thirdToConflict false ;
    pa:linkMethod <https://w3id.org/peace-agreements/scheme/link-method/paax-row> ;
    pa:certainty <https://w3id.org/peace-agreements/scheme/certainty/certain> ;
    pa:statedRole <https://w3id.org/peace-agreements/scheme/role/witness> ;
    pa:signing <https://w3id.org/peace-agreements/scheme/signing/signed> ;
    pa:asWritten "the elders" ; pa:hasRepresentation :representation .
:representation a pa:Representation ; rdfs:label "A. Elder" ; dcterms:identifier "9001-1" ;
    pa:ofPerson :person ; pa:office "Elder" ;
    pa:namedBy <https://w3id.org/peace-agreements/scheme/named-by/text> .
:person a pa:Person ; rdfs:label "A. Elder" ; dcterms:identifier "a-elder" ; pa:actsFor :actor .
:actor a pa:Actor ; rdfs:label "Elders" ; dcterms:identifier "9001" ; pa:paaxId "CIV_9001" ;
    pa:actorType <https://w3id.org/peace-agreements/scheme/actor-type/civil-society> ;
    pa:basedIn :place ; pa:womenGroup false .
:mention a pa:Mention ; rdfs:label "Mention" ; dcterms:identifier "900013/1" ;
    pa:inAgreement :agreement ; pa:mentions :agreement ; pa:asWritten "this accord" ;
    pa:linkMethod <https://w3id.org/peace-agreements/scheme/link-method/title> .
:source a pa:Source ; rdfs:label "table" ; dcterms:identifier "table" ; pa:sourceKind "PA-X table" ;
    pa:fileName "table.csv" ; pa:release "v9" ; pa:recordCount 1 ;
    pa:sha256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" ;
    prov:wasDerivedFrom :file .
:file a pa:File ; rdfs:label "table.csv" ; dcterms:identifier "table-9f86d081" ; dcat:byteSize 4 ;
    pa:sha256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" .
"""


def check(tmp_path: Path, text: str) -> list[Result]:
    """What pySHACL finds; the same rules asked as queries must find the same, in the same order."""
    path = tmp_path / "graph.ttl"
    path.write_text(PREFIXED + text, encoding="utf-8")
    found = validate(path)
    store = Store()
    for file in (path, folder("ontology") / "codebook.ttl"):
        store.load(path=str(file), format=RdfFormat.TURTLE)
    ours = shapes.validate(Embedded.of(store))
    assert set(ours) == set(found)
    return ours


def test_good_data_conform_without_a_remark(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == []


@pytest.mark.parametrize("date", ['"2001"^^xsd:gYear', '"2001-05"^^xsd:gYearMonth'])
def test_a_date_may_be_a_year_or_a_month(tmp_path: Path, date: str) -> None:
    assert check(tmp_path, GOOD.replace('"2001-05-04"^^xsd:date', date)) == []


def test_the_codebook_itself_conforms(tmp_path: Path) -> None:
    assert check(tmp_path, "") == []


SCHEME = "https://w3id.org/peace-agreements/scheme/"


FAULTS = (
    ('"2001-05-04"^^xsd:date', '"May 2001"', "Agreement-signedOn", "Violation"),
    ('"2001-05-04"^^xsd:date', '"2001"^^xsd:date', "Agreement-signedOn", "Violation"),
    ('"2001-05-04"^^xsd:date', '"1901"^^xsd:gYear', "Agreement-signedOn-range", "Warning"),
    ('pa:signedOn "2001-05-04"^^xsd:date ;', "", "Agreement-signedOn-missing", "Warning"),
    ('"2001-05-04"^^', '"1901-05-04"^^', "Agreement-signedOn-range", "Warning"),
    ("pa:inProcess :process ;", "", "Agreement-inProcess-missing", "Warning"),
    ("pa:inProcess :process", "pa:inProcess :place", "Agreement-inProcess", "Violation"),
    ("level/IntraLocal", "level/Locally", "Agreement-level", "Violation"),
    ("level/IntraLocal", "stage/Cea", "Agreement-level", "Violation"),
    ("pa:pageCount 2", "pa:pageCount 0", "Agreement-pageCount-range", "Warning"),
    ("pa:pageCount 2", 'pa:pageCount "two"', "Agreement-pageCount", "Violation"),
    ('pa:pamId "1"', 'pa:pamId "3.45E+12"', "Agreement-pamId-form", "Warning"),
    ("<https://example.org/900013>", '"900013"', "Agreement-page", "Violation"),
    ("; prov:wasDerivedFrom :source .", ".", "Agreement-wasDerivedFrom", "Violation"),
    ('"The elders of both villages"', '""', "Agreement-partiesAsWritten", "Violation"),
    ('pa:conflictScheme "ucdp"', 'pa:conflictScheme "ours"', "Conflict-conflictScheme", "Violation"),
    ('pa:iso3 "LND"', 'pa:iso3 "Land"', "Place-iso3", "Violation"),
    ("pa:codedValue 2", "pa:codedValue 4", "Provision-codedValue-range", "Warning"),
    ("pa:codedValue 2", "pa:codedValue 2.5", "Provision-codedValue", "Violation"),
    ("scheme/provision/Ce>", "scheme/provision/Cease>", "Provision-onTopic", "Violation"),
    ('"The firing stops at noon."', '"One" , "Two"', "Passage-excerpt", "Violation"),
    ("pa:ofActor :actor ;", "", "Participation-ofActor", "Violation"),
    ("pa:ofActor :actor", "pa:ofActor :actor , :place", "Participation-ofActor", "Violation"),
    ("side/party", "side/neither", "Participation-listedAs", "Violation"),
    ("basis/coded", "basis/linked", "Known-from-PAA-X-basis", "Violation"),
    ("role/witness", "role/party", "Participation-statedRole", "Violation"),
    ("pa:ofPerson :person ; pa:office \"Elder\" ;", "", "Representation", "Violation"),
    ("pa:actsFor :actor", "pa:actsFor :place", "Person-actsFor", "Violation"),
    ('"CIV_9001"', '"9001"', "Actor-paaxId-form", "Warning"),
    ("actor-type/civil-society", "actor-type/civil", "Actor-actorType", "Violation"),
    ("pa:mentions :agreement", "pa:mentions :passage", "Mention-mentions", "Violation"),
    ('"table.csv"', '"/home/me/table.csv"', "Source-fileName-form", "Violation"),
    ("e3b0c442", "", "Source-sha256", "Violation"),
    ("prov:wasDerivedFrom :file", "prov:wasDerivedFrom :place", "Source-wasDerivedFrom", "Violation"),
    ("9f86d081884c", "", "File-sha256", "Violation"),
    ("dcat:byteSize 4", "dcat:byteSize -4", "File-byteSize", "Violation"),
    ('rdfs:label "Land" ;', "", "Entity-label", "Violation"),
    ('dcterms:identifier "valley"', 'dcterms:identifier ""', "Entity-identifier", "Violation"),
)  # fmt: skip


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[int, set[tuple[str, str]]]:
    """Rule and severity of what is found in the good data with one fault each, by its number."""
    copies = []
    for number, (old, new, _, _) in enumerate(FAULTS):
        assert old in GOOD, old
        start = f"@prefix : <https://w3id.org/peace-agreements/id/{number}/> .\n"
        copies.append(start + GOOD.replace(old, new))
    found: dict[int, set[tuple[str, str]]] = {number: set() for number in range(len(FAULTS))}
    for result in check(tmp_path_factory.mktemp("faulty"), "".join(copies)):
        number = int(result.focus.split("/")[-2])
        found[number].add((result.shape.removeprefix(SHAPES), result.severity))
    return found


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=lambda n: f"{FAULTS[n][2]}-{n}")
def test_each_fault_is_found_by_its_rule_alone(
    faulty: dict[int, set[tuple[str, str]]], number: int
) -> None:
    _, _, shape, severity = FAULTS[number]
    assert (shape, severity) in faulty[number]
    others = faulty[number] - {(shape, severity)}
    assert {name for name, _ in others} <= {f"{shape}-range"}, others


def test_a_result_says_what_where_and_why(tmp_path: Path) -> None:
    (found,) = check(tmp_path, GOOD.replace("pa:codedValue 2", "pa:codedValue 4"))
    assert found.focus == "https://w3id.org/peace-agreements/id/provision"
    assert found.path == f"{ONTOLOGY}codedValue"
    assert found.value == "4"
    assert found.message == "A coded value lies between 1 and 3."


def test_the_gravest_come_first(tmp_path: Path) -> None:
    found = check(
        tmp_path, GOOD.replace("pa:pageCount 2", "pa:pageCount 0").replace('"LND"', '"L"')
    )
    assert [r.severity for r in found] == ["Violation", "Warning"]


def test_only_the_merged_graph_of_quads_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text(PREFIXED + GOOD + ":other { :x a pa:Agreement . }", encoding="utf-8")
    assert validate(path) == []
    codebook = (folder("ontology") / "codebook.ttl").read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8") + codebook, encoding="utf-8")
    assert shapes.validate(open_graph(path, memory=True)) == []


def test_no_graph_and_no_rdf_are_refused(tmp_path: Path) -> None:
    def refused(path: Path) -> str:
        done = CliRunner().invoke(main, ["validate", str(path)])
        assert done.exit_code == 2
        return done.stderr

    assert "no graph in this folder" in refused(tmp_path)
    text = tmp_path / "notes.docx"
    text.write_text("x", encoding="utf-8")
    assert "is no RDF file's suffix" in refused(text)
    broken = tmp_path / "graph.ttl"
    broken.write_text("this is no Turtle", encoding="utf-8")
    assert "not valid RDF" in refused(broken)


def test_a_rule_that_is_not_understood_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("shapes.ttl", "pax.ttl"):
        text = (folder("ontology") / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
    with (tmp_path / "shapes.ttl").open("a", encoding="utf-8") as out:
        out.write(f"<{SHAPES}Agreement> <http://www.w3.org/ns/shacl#closed> true .")
    monkeypatch.setattr(shapes, "folder", lambda _: tmp_path)
    with pytest.raises(SourceError, match="sh:closed is not understood; known: class, datatype"):
        shapes.rules()


# ---- the shapes themselves ---------------------------------------------------------------------


def said(predicate: NamedNode) -> dict[str, list[str]]:
    """Prefixed objects of a predicate by shape."""
    found: dict[str, list[str]] = {}
    for triple in read("shapes.ttl"):
        if triple.predicate == predicate:
            assert isinstance(triple.subject, NamedNode)
            assert isinstance(triple.object, NamedNode | Literal)
            name = triple.subject.value.removeprefix(SHAPES)
            found.setdefault(name, []).append(shorten(triple.object.value))
    return found


def test_core_only_and_no_blank_nodes() -> None:
    for triple in read("shapes.ttl"):
        assert not isinstance(triple.subject, BlankNode), triple
        assert not isinstance(triple.object, BlankNode), triple
        name = shorten(triple.predicate.value)
        if name.startswith("sh:"):
            assert name.removeprefix("sh:") in CONSTRAINTS | ABOUT, name


def test_every_rule_has_severity_message_and_a_link_to_its_term() -> None:
    helpers = {"No-person", "No-office", "No-words"}
    paths, severities, messages = said(SH.path), said(SH.severity), said(SH.message)
    links = said(RDFS.seeAlso)
    for name, path in paths.items():
        if name not in helpers:
            assert severities[name][0] in ("sh:Violation", "sh:Warning"), name
            assert messages[name][0].endswith("."), name
            assert links[name] == path, name


def test_every_class_has_a_shape() -> None:
    targets = {target for given in said(SH.targetClass).values() for target in given}
    for name, term in terms().items():
        if term.kind == "class":
            assert f"pa:{name}" in targets, name


def test_every_property_has_a_rule_that_agrees_with_its_range() -> None:
    by_path: dict[str, list[str]] = {}
    for name, (path,) in said(SH.path).items():
        by_path.setdefault(path, []).append(name)
    datatypes, classes = said(SH.datatype), said(SH["class"])
    for name, term in terms().items():
        if term.kind == "class":
            continue
        rules = by_path.get(f"pa:{name}", [])
        assert rules, f"no rule for pa:{name}"
        given = {
            value for rule in rules for value in (*datatypes.get(rule, ()), *classes.get(rule, ()))
        }
        if not given and any(rule in said(SH["or"]) for rule in rules):
            given = {"rdfs:Literal"}  # of several datatypes
        assert given == {term.range}, f"pa:{name}: {given} is not {term.range}"


def test_rules_stand_at_the_domain_of_their_property() -> None:
    for name, (path,) in said(SH.path).items():
        if path.startswith("pa:") and "-" in name and (domain := terms()[path[3:]].domain):
            owner = {"skos:Concept": "Concept"}.get(domain, domain.removeprefix("pa:"))
            if name.split("-")[0] not in ("Known", "No"):
                assert name.split("-")[0] == owner, name


def test_every_property_shape_is_used() -> None:
    used = {value.removeprefix(SHAPES) for given in said(SH.property).values() for value in given}
    declared = {
        triple.subject.value.removeprefix(SHAPES)
        for triple in read("shapes.ttl")
        if triple.predicate == RDF.type and triple.object == SH.PropertyShape
        if isinstance(triple.subject, NamedNode)
    }
    assert used == declared
    assert XSD.date.value in {
        t.object.value for t in read("shapes.ttl") if isinstance(t.object, NamedNode)
    }
