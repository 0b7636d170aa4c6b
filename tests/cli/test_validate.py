"""``graphbuild validate``: every checking query finds what it is there for, and nothing else fails."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

from graphbuild.api import load
from graphbuild.catalogue.library import catalogue
from graphbuild.checking.checks import SEVERITIES, from_queries, from_shapes
from graphbuild.cli import main
from tests.checking import by_pyshacl

PREFIXES = """
@prefix pa: <https://w3id.org/peace-agreements/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix agreement: <https://w3id.org/peace-agreements/id/agreement/> .
@prefix actor: <https://w3id.org/peace-agreements/id/actor/> .
@prefix x: <https://w3id.org/peace-agreements/id/x/> .
@prefix s: <https://w3id.org/peace-agreements/scheme/> .
"""
# What is added to the small graph, and how many rows more that makes.
FAULTS = {
    "agreement-without-process": ('agreement:90 a pa:Agreement ; dcterms:identifier "90" .', 1),
    "agreement-without-actors": ('agreement:90 a pa:Agreement ; dcterms:identifier "90" .', 1),
    "participation-without-actor": (
        "x:1 a pa:Participation ; pa:inAgreement agreement:10 ; pa:ofActor agreement:10 .",
        2,
    ),
    "one-sided-link": ("agreement:14 pa:mediator actor:6 ; pa:party actor:5 .", 2),
    "mention-of-later-agreement": (
        'x:1 pa:inAgreement agreement:10 ; pa:mentions agreement:11 ; pa:asWritten "later" .',
        1,
    ),
    "code-out-of-range": (
        "x:1 pa:inAgreement agreement:10 ; pa:onTopic <https://w3id.org/peace-agreements/scheme/"
        "provision/Cons> ; pa:codedValue 3 .",
        1,
    ),
    "child-without-parent": (
        "x:1 pa:inAgreement agreement:10 ; pa:onTopic <https://w3id.org/peace-agreements/scheme/"
        "provision/GRefRhet> .",
        1,
    ),
    "ceasefire-without-provision": (
        "x:1 pa:inAgreement agreement:12 ; pa:onTopic <https://w3id.org/peace-agreements/scheme/"
        "provision/Ce> ; pa:codedValue 3 .",
        1,
    ),
    "subsequent-status-without-other-stage": (
        "agreement:10 pa:status <https://w3id.org/peace-agreements/scheme/status/AgrSubseqStatus> .",
        1,
    ),
    "substage-of-another-stage": (
        "agreement:10 pa:substage <https://w3id.org/peace-agreements/scheme/substage/Ceas> .",
        1,
    ),
    "same-title-and-date": (
        'agreement:90 a pa:Agreement ; dcterms:identifier "90" ; dcterms:title "Village pact" ;'
        ' pa:signedOn "2001-07-07"^^xsd:date .',
        1,
    ),
    "coded-and-linked-differ": (
        "x:1 pa:inAgreement agreement:10 ; pa:ofActor actor:3 ; pa:basis <https://w3id.org/"
        "peace-agreements/scheme/basis/linked> ; pa:listedAs <https://w3id.org/peace-agreements/"
        "scheme/side/party> .",
        1,
    ),
    "actors-of-one-name": ('actor:90 a pa:Actor ; rdfs:label "Hill Front" .', 1),
    "actors-of-one-ucdp-number": ('actor:1 pa:ucdpActorId "5" . actor:2 pa:ucdpActorId "5" .', 1),
    "process-without-agreement": ('x:1 a pa:PeaceProcess ; dcterms:identifier "90" .', 1),
    "date-out-of-range": (
        'agreement:90 a pa:Agreement ; dcterms:identifier "90" ; pa:signedOn "1909-01-01"^^xsd:date .',
        1,
    ),
}


def _found(folder: Path, rule: str) -> int:
    return sum(item.rule == rule for item in from_queries(load(folder).store))


@pytest.mark.parametrize("rule", sorted(FAULTS))
def test_a_checking_query_finds_its_fault(rule: str, own_folder: Path) -> None:
    text, rows = FAULTS[rule]
    before = _found(own_folder, rule)
    added = b"".join(
        f"{quad.triple} .\n".encode() for quad in parse(PREFIXES + text, format=RdfFormat.TURTLE)
    )
    data = own_folder / "graph.ttl"
    data.write_bytes(data.read_bytes() + b"\n" + added)
    assert _found(own_folder, rule) == before + rows


def test_every_checking_query_is_tried_and_says_how_grave_it_is() -> None:
    checks = catalogue(checks=True)
    assert {query.name for query in checks} == set(FAULTS)
    assert all(query.texts["severity"] in SEVERITIES for query in checks)


def test_findings_are_told_and_a_violation_is_a_failure(small_folder: Path) -> None:
    result = CliRunner().invoke(main, ["validate", str(small_folder)])
    assert result.exit_code == 1  # the small graph leaves labels out
    assert "violation  Entity-label" in result.stdout
    assert "info       actors-of-one-name  (1): Actors of one name" in result.stdout
    assert "name=Civil Society  actors=2" in result.stdout
    assert "more" in result.stdout


def test_a_graph_that_conforms_is_a_success(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "the graph conforms" in result.stderr


def test_findings_as_csv_and_json(small_folder: Path) -> None:
    args = ["validate", str(small_folder), "--format"]
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, [*args, "csv"]).stdout)))
    items = json.loads(CliRunner().invoke(main, [*args, "json"]).stdout)
    assert [row["rule"] for row in rows] == [item["rule"] for item in items]
    assert items[-1]["found"]


def test_pyshacl_finds_the_same(small_folder: Path) -> None:
    args = ["validate", str(small_folder), "--format", "json"]
    ours = json.loads(CliRunner().invoke(main, args).stdout)
    theirs = from_shapes(by_pyshacl.validate(small_folder / "graph.ttl"))
    rules = {query.name for query in catalogue(checks=True)}
    of_shapes = sorted(str(item) for item in ours if item["rule"] not in rules)
    assert of_shapes
    assert of_shapes == sorted(str(asdict(item)) for item in theirs)


def test_a_check_of_ones_own(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    check = tmp_path / "checks" / "mine.rq"
    check.write_text("#+ title: Mine\nSELECT (1 AS ?one) WHERE {}", encoding="utf-8")
    args = ["validate", str(small_folder), "--queries", str(tmp_path)]
    refused = CliRunner().invoke(main, args)
    assert refused.exit_code == 2
    assert "a checking query has a severity" in refused.stderr
    check.write_text("#+ severity: warning\nSELECT (1 AS ?one) WHERE {}", encoding="utf-8")
    assert "warning    mine  (1): mine" in CliRunner().invoke(main, args).stdout


def test_no_graph(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["validate", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
