"""Networks of the real files, against counts made from them by plain Python."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from graphbuild.networks import build
from graphbuild.stores.embedded import Embedded, open_graph

pytestmark = pytest.mark.shared

BASE = "https://w3id.org/peace-agreements/id/"
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    """PAA-X's rows of the agreements that PA-X v9 has and does not call local."""
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_path(shared / "data" / "paax_v0.2_part.xlsx")
    header, *lines = book.get_sheet_by_name("signatories").to_python()
    found = [dict(zip(header, map(_text, line), strict=True)) for line in lines]
    with (shared / "data" / "pax_v9.csv").open(encoding="utf-8-sig", newline="") as handle:
        table = {row["AgtId"]: row for row in csv.DictReader(handle)}
    out = []
    for row in found:
        known = table.get(row["AgtId"])
        if known and known["Agtp"] != "IntraLocal":
            out.append(row | {"process": known["PP"], "status": known["Status"]})
    return out


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell).strip()


@pytest.fixture(scope="module")
def store(real_folder: Path) -> Embedded:
    return open_graph(real_folder, memory=True)


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]


def test_co_signing(store: Embedded, rows: list[Row]) -> None:
    graph = build(store, "co-signing", basis="coded")
    members: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        members[row["AgtId"]].add(row["actor_id"])
    counts: Counter[frozenset[str]] = Counter()
    weights: dict[frozenset[str], float] = defaultdict(float)
    for actors in members.values():
        for pair in map(frozenset, combinations(actors, 2)):
            counts[pair] += 1
            weights[pair] += 1 / (len(actors) - 1)
    found = {frozenset(map(_key, ends)): data for *ends, data in graph.edges(data=True)}
    assert {pair: data["agreements"] for pair, data in found.items()} == dict(counts)
    for pair, data in found.items():
        assert data["weight"] == pytest.approx(weights[pair])
    assert graph.graph["left_out"]["one_actor"] == sum(len(who) == 1 for who in members.values())


@pytest.mark.parametrize(
    ("sense", "column", "value"),
    [("listed", "signatory_type", "third party"), ("practical", "practical_third", "1")],
)
def test_third_party_process(
    store: Embedded, rows: list[Row], sense: str, column: str, value: str
) -> None:
    graph = build(store, "third-party-process", basis="coded", sense=sense)
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row[column] == value:
            where[row["actor_id"], row["process"]].add(row["AgtId"])
    found = {(_key(a), _key(b)): data["agreements"] for a, b, data in graph.edges(data=True)}
    assert found == {pair: len(keys) for pair, keys in where.items()}


def test_agreement_actor(store: Embedded, rows: list[Row]) -> None:
    graph = build(store, "agreement-actor", basis="coded")
    found = Counter((_key(a), _key(b)) for a, b in graph.edges())
    assert found == Counter((row["AgtId"], row["actor_id"]) for row in rows)


def test_process_similarity(store: Embedded, rows: list[Row]) -> None:
    graph = build(store, "process-similarity", basis="coded", sense="practical")
    thirds: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["practical_third"] == "1":
            thirds[row["process"]].add(row["actor_id"])
    expected = {
        frozenset((a, b)): len(thirds[a] & thirds[b]) / len(thirds[a] | thirds[b])
        for a, b in combinations(thirds, 2)
        if thirds[a] & thirds[b]
    }
    found = {frozenset(map(_key, ends)): data["weight"] for *ends, data in graph.edges(data=True)}
    assert found == pytest.approx(expected)


def test_a_cap_drops_the_largest_documents(store: Embedded, rows: list[Row]) -> None:
    sizes = Counter(key for key, _ in {(row["AgtId"], row["actor_id"]) for row in rows})
    graph = build(store, "co-signing", basis="coded", max_actors=20)
    assert graph.graph["left_out"]["over_cap"] == sum(size > 20 for size in sizes.values())


def test_provision_similarity(store: Embedded, shared: Path) -> None:
    from graphbuild.ontology.topics import topics

    with (shared / "data" / "pax_v9.csv").open(encoding="utf-8-sig", newline="") as handle:
        table = [row for row in csv.DictReader(handle) if row["Agtp"] != "IntraLocal"]
    # Where PA-X had the text from is a citation, no provision.
    codes = [
        code
        for code, topic in topics().items()
        if topic.level == 1 and code in table[0] and code != "ImSrc"
    ]
    vectors: dict[str, Counter[str]] = defaultdict(Counter)
    for row in table:
        vectors[row["PP"]].update({code: int(row[code]) for code in codes if row[code] != "0"})
    graph = build(store, "provision-similarity", vector="values")

    def cosine(a: Counter[str], b: Counter[str]) -> float:
        length = [sum(x * x for x in vector.values()) ** 0.5 for vector in (a, b)]
        return float(sum(a[code] * b[code] for code in a)) / (length[0] * length[1])

    for source, target, data in graph.edges(data=True):
        assert data["weight"] == pytest.approx(cosine(vectors[_key(source)], vectors[_key(target)]))
    shared_topics = sum(bool(a & b) for a, b in combinations(vectors.values(), 2))
    assert graph.number_of_edges() == shared_topics
