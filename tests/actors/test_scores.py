"""The real texts against PAA-X: the figures that the linking must keep."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from graphbuild.actors import Authority, link
from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources import iter_sources

from .checking import authority_of

Triple = tuple[str, str, str]


@pytest.fixture(scope="module")
def triples(shared: Path) -> tuple[set[Triple], set[Triple], dict[str, str]]:
    """Predicted and true (agreement, actor, side), and the type of every actor."""
    actors = authority_of(shared / "data" / "paax_actors.csv")
    (source,) = iter_sources([shared / "data" / "pax_v9.csv"], Report())
    agreements: list[Agreement] = source.agreements
    with (shared / "scoring" / "parties_gold.csv").open(encoding="utf-8-sig", newline="") as file:
        gold = {
            (r["AgtId"], r["actor_id"], "party" if r["side"] == "party" else "third party")
            for r in csv.DictReader(file)
        }
    known = {agreement for agreement, _, _ in gold}
    result = link(agreements, Authority.from_records(actors))
    found = {
        (agreement.id, p.actor, p.side)
        for agreement, group in zip(agreements, result.participations, strict=True)
        for p in group
        if agreement.id in known
    }
    return found, gold, {actor.key: actor.type for actor in actors}


def figures(found: set[Triple], gold: set[Triple]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right = len(found & gold)
    precision, recall = right / len(found), right / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.shared
def test_linking_keeps_its_figures(
    triples: tuple[set[Triple], set[Triple], dict[str, str]],
) -> None:
    found, gold, _ = triples
    precision, _, both = figures(found, gold)
    assert precision >= 0.93
    assert both >= 0.92


@pytest.mark.shared
def test_third_parties_keep_theirs(
    triples: tuple[set[Triple], set[Triple], dict[str, str]],
) -> None:
    third = [{t for t in group if t[2] == "third party"} for group in triples[:2]]
    assert figures(*third)[2] >= 0.91


@pytest.mark.shared
def test_no_frequent_type_of_actor_falls_behind(
    triples: tuple[set[Triple], set[Triple], dict[str, str]],
) -> None:
    found, gold, types = triples
    groups: dict[str, tuple[set[Triple], set[Triple]]] = defaultdict(lambda: (set(), set()))
    for n, group in enumerate((found, gold)):
        for triple in group:
            groups[types[triple[1]]][n].add(triple)
    frequent = {kind: pair for kind, pair in groups.items() if len(pair[1]) >= 200}
    assert len(frequent) >= 4
    assert {
        kind: figures(*pair)[2] for kind, pair in frequent.items() if figures(*pair)[2] < 0.75
    } == {}
