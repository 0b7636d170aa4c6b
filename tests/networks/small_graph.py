"""A small graph of our own with every case that a network must count."""

from __future__ import annotations

from typing import Any

from pyoxigraph import RdfFormat, Store

BASE = "https://w3id.org/peace-agreements/id/"
HEAD = f"""\
@prefix : <{BASE}> .
@prefix pa: <https://w3id.org/peace-agreements/ontology#> .
@prefix s: <https://w3id.org/peace-agreements/scheme/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def name(iri: str) -> str:
    """``actor/1`` for an IRI of the small graph."""
    return iri.removeprefix(BASE)


def agreement(
    key: str, date: str = "", process: str = "1", level: str = "Intra", more: str = ""
) -> str:
    """An agreement in Turtle."""
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(date), "date")
    dated = f'pa:signedOn "{date}"^^xsd:{kind} ; ' if date else ""
    inside = f"pa:inProcess <{BASE}process/{process}> ; " if process else ""
    return (
        f'<{BASE}agreement/{key}> a pa:Agreement ; dcterms:identifier "{key}" ; {dated}{inside}'
        f'rdfs:label "Agreement {key}" ; pa:level <https://w3id.org/peace-agreements/scheme/level/{level}>'
        f"{' ; ' + more if more else ''} .\n"
    )


def listing(
    agreement: str,
    actor: str,
    side: str = "party",
    third: bool | None = None,
    basis: str = "coded",
    more: str = "",
) -> str:
    """A participation in Turtle."""
    scheme = "https://w3id.org/peace-agreements/scheme/"
    said = "" if third is None else f"pa:thirdToConflict {str(third).lower()} ; "
    return (
        f"<{BASE}participation/{agreement}/{side}/{actor}/{basis}> a pa:Participation ; {said}"
        f"pa:inAgreement <{BASE}agreement/{agreement}> ; pa:ofActor <{BASE}actor/{actor}> ;"
        f" pa:listedAs <{scheme}side/{side}> ; pa:basis <{scheme}basis/{basis}>"
        f"{' ; ' + more if more else ''} .\n"
    )


def actor(key: str, more: str = "") -> str:
    """An actor in Turtle."""
    return (
        f'<{BASE}actor/{key}> a pa:Actor ; dcterms:identifier "{key}" ; rdfs:label "Actor {key}"'
        f"{' ; ' + more if more else ''} .\n"
    )


class Small:
    """Something to ask; ``rows`` are the sizes of the answers so far."""

    place = "small"

    def __init__(self, turtle: str) -> None:
        self.store = Store()
        self.store.load((HEAD + turtle).encode(), format=RdfFormat.TURTLE)
        self.rows: list[int] = []

    def query(self, sparql: str) -> Any:
        return self.store.query(sparql)

    def select(self, sparql: str) -> Any:
        rows = list(self.query(sparql))
        self.rows.append(len(rows))
        return rows

    def ask(self, sparql: str) -> bool:
        return bool(self.store.query(sparql))


UNILATERAL = "pa:status <https://w3id.org/peace-agreements/scheme/status/UnilatDoc>"
MEDIATOR = "pa:statedRole <https://w3id.org/peace-agreements/scheme/role/mediator>"
DOUBTFUL = "pa:certainty <https://w3id.org/peace-agreements/scheme/certainty/doubtful>"

SMALL = (
    agreement(
        "1",
        "1994-05-01",
        more="foaf:page <https://example.org/1> ; pa:stage s:stage\\/Cea ;"
        " pa:addressesConflict :conflict\\/ucdp-7",
    )
    + agreement("2", "1996-01-01")
    + agreement("3", "1997-01-01", "2")
    + agreement("4", "1998-01-01", level="IntraLocal")
    + agreement("5", "1999-01-01", more=UNILATERAL)
    + agreement("6", "", "")  # no date, no process
    + agreement("7", "2000-01-01")  # nobody is recorded
    + agreement("8", "2001-01-01", "3")  # one actor, no provision, no third party
    + listing("8", "12", third=False)
    + listing("1", "1", third=False)
    + listing("1", "2", third=False)
    + listing("1", "9", "third-party", third=True, more=MEDIATOR)
    + listing("2", "1", third=False)
    + listing("2", "2", third=False)
    + listing("2", "1", "third-party", third=False)  # on both sides
    + listing("2", "10", "party", third=True)  # a party that is third to the conflict
    + listing("3", "3", third=False)
    + listing("3", "9", "third-party", third=True)
    + listing("4", "1", third=False)
    + listing("4", "3", third=False)
    + listing("5", "9", third=False)
    + listing("6", "3", basis="linked")
    + listing("6", "11", "third-party", basis="linked")
    + listing("6", "10", basis="linked", more=DOUBTFUL)
    + actor("1", "pa:actorType s:actor-type\\/country-state ; pa:basedIn :place\\/AAA")
    + actor("2", 'pa:actorType s:actor-type\\/armed-organization ; pa:abbreviation "B" , "A2"')
    + actor("3")
    + actor("9", 'pa:unType "United Nations"')
    + actor("10")
    + actor("12")
    + actor("11", 'pa:unType "UN Mission"')
    + ':place\\/AAA a pa:Country , pa:Place ; rdfs:label "Aland" ; pa:iso3 "AAA" ; dcterms:identifier "AAA" .\n'
    + ':process\\/1 a pa:PeaceProcess ; rdfs:label "First process" ; dcterms:identifier "1" .\n'
    + ':process\\/2 a pa:PeaceProcess ; rdfs:label "Second process" ; dcterms:identifier "2" .\n'
    + ':process\\/3 a pa:PeaceProcess ; rdfs:label "Third process" ; dcterms:identifier "3" .\n'
    + ':conflict\\/ucdp-7 a pa:Conflict ; rdfs:label "UCDP conflict 7" ; dcterms:identifier "7" ;'
    ' pa:conflictScheme "ucdp" .\n'
    + ':mention\\/2\\/1 a pa:Mention ; pa:inAgreement :agreement\\/2 ; pa:asWritten "the first" ;'
    " pa:mentions :agreement\\/1 ; pa:linkMethod s:link-method\\/title .\n"
    + ':mention\\/2\\/2 a pa:Mention ; pa:inAgreement :agreement\\/2 ; pa:asWritten "another" .\n'
    + ":participation\\/1\\/party\\/1\\/coded pa:hasRepresentation :representation\\/1 .\n"
    + ":representation\\/1 a pa:Representation ; pa:ofPerson :person\\/ann--1 ;"
    ' pa:office "Minister" ; pa:signing s:signing\\/signed .\n'
    + ':person\\/ann--1 a pa:Person ; rdfs:label "Ann" ; dcterms:identifier "ann--1" ;'
    " pa:actsFor :actor\\/1 .\n"
    + ':source\\/x a pa:Source ; rdfs:label "x" ; pa:fileName "x.csv" ; pa:release "v9" ;'
    ' pa:sourceKind "PA-X table" ; pa:sha256 "00" .\n'
    + "".join(
        f's:{scheme}\\/{code} skos:inScheme s:{scheme} ; skos:notation "{code}" ;'
        f' skos:prefLabel "{label}"@en .\n'
        for scheme, code, label in (
            ("actor-type", "country-state", "Country/State"),
            ("actor-type", "armed-organization", "Armed Organization"),
            ("stage", "Cea", "Ceasefire/related"),
            ("level", "Intra", "Intrastate/intrastate conflict"),
            ("level", "IntraLocal", "Intrastate/local conflict"),
        )
    )
    + "".join(
        f":provision\\/{key}\\/{code} a pa:Provision ; pa:onTopic s:provision\\/{code} ;"
        f" pa:codedValue {value} ; pa:inAgreement :agreement\\/{key} .\n"
        for key, code, value in (("1", "Ce", 3), ("2", "Ce", 1), ("2", "Am", 2), ("3", "Ce", 2))
    )
    + "s:provision\\/Ce pa:topicLevel 1 . s:provision\\/Am pa:topicLevel 1 .\n"
)
