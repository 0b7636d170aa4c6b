"""What each network is made of, against what the small graph says on its face."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import SourceError, UsageError
from graphbuild.networks import build
from graphbuild.networks.attributes import EDGE, NODE
from graphbuild.networks.registry import CAUTION, NETWORKS
from tests.networks.small_graph import BASE, Small, actor, agreement, listing, name

SENSES = {"third-party-process", "mediator-conflict", "process-similarity"}


def network(store: Small, kind: str, **parameters: Any) -> nx.Graph[str]:
    if kind in SENSES:
        parameters.setdefault("sense", "listed")
    return build(store, kind, parameters)


def ties(graph: nx.Graph[str]) -> set[tuple[str, str]]:
    return {(name(source), name(target)) for source, target in graph.edges()}


def test_co_signing_counts_agreements_and_weighs_them_by_their_size(small: Small) -> None:
    graph = network(small, "co-signing")
    one, two = f"{BASE}actor/1", f"{BASE}actor/2"
    tie = graph.edges[one, two]
    assert tie["agreements"] == 2  # 1 and 2, of three actors each
    assert tie["weight"] == pytest.approx(1 / 2 + 1 / 2)
    assert (tie["agreement_ids"], tie["first_date"], tie["last_date"]) == (
        "1; 2",
        "1994-05-01",
        "1996-01-01",
    )
    assert ties(graph) == {
        ("actor/1", "actor/2"),
        ("actor/1", "actor/9"),
        ("actor/2", "actor/9"),
        ("actor/1", "actor/10"),
        ("actor/2", "actor/10"),
        ("actor/3", "actor/9"),
        ("actor/3", "actor/11"),
    }
    assert list(nx.selfloop_edges(graph)) == []


def test_what_is_left_out_and_let_in_is_counted(small: Small) -> None:
    graph = network(small, "co-signing")
    assert graph.graph["left_out"] == {
        "local": 1,
        "no_actor": 1,
        "doubtful": 1,
        "one_actor": 2,
        "no_tie": 1,
    }
    assert graph.graph["let_in"] == {"unilateral": 1, "both_sides": 1}
    more = network(small, "co-signing", local="include", max_actors=2, unilateral="exclude")
    assert more.graph["left_out"] == {
        "unilateral": 1,
        "no_actor": 1,
        "doubtful": 1,
        "over_cap": 2,
        "one_actor": 1,
        "no_tie": 1,
    }
    assert more.graph["let_in"] == {"local": 1, "both_sides": 1}


def test_nodes_say_who_they_are(small: Small) -> None:
    data = network(small, "co-signing").nodes[f"{BASE}actor/1"]
    assert data == {
        "label": "Actor 1",
        "iri": f"{BASE}actor/1",
        "identifier": "1",
        "kind": "actor",
        "type": "Country/State",
        "country": "Aland",
        "country_code": "AAA",
        "agreements": 2,
        "agreement_ids": "1; 2",
        "first_date": "1994-05-01",
        "last_date": "1996-01-01",
        "as_party": 2,
        "as_third_party": 1,
    }
    other = network(small, "co-signing").nodes[f"{BASE}actor/2"]
    assert other["abbreviation"] == "A2; B"


def test_an_actor_on_both_sides_has_two_edges_in_the_two_part_network(small: Small) -> None:
    graph = network(small, "agreement-actor")
    edges = graph.get_edge_data(f"{BASE}agreement/2", f"{BASE}actor/1")
    assert sorted(edge["side"] for edge in edges.values()) == ["party", "third party"]
    data = graph.get_edge_data(f"{BASE}agreement/1", f"{BASE}actor/9")
    assert next(iter(data.values())) == {
        "iri": f"{BASE}participation/1/third-party/9/coded",
        "side": "third party",
        "basis": "coded",
        "roles": "mediator",
        "third": True,
        "date": "1994-05-01",
        "year": 1994,
        "process": "First process",
        "process_id": "1",
    }
    assert f"{BASE}agreement/7" not in graph  # nobody is recorded there


def test_third_parties_differ_by_sense(small: Small) -> None:
    listed = network(small, "third-party-process", sense="listed")
    practical = network(small, "third-party-process", sense="practical")
    assert ties(listed) == {
        ("actor/1", "process/1"),
        ("actor/9", "process/1"),
        ("actor/9", "process/2"),
    }
    assert ties(practical) == {
        ("actor/9", "process/1"),
        ("actor/9", "process/2"),
        ("actor/10", "process/1"),
    }
    assert practical.graph["left_out"]["not_practical"] == 2
    mediators = network(small, "mediator-conflict", sense="mediator")
    assert ties(mediators) == {("actor/9", "conflict/ucdp-7")}
    assert mediators.graph["left_out"]["no_conflict"] == 6


def test_process_similarity_is_jaccard(small: Small) -> None:
    graph = network(small, "process-similarity", sense="listed")
    tie = graph.edges[f"{BASE}process/1", f"{BASE}process/2"]
    assert (tie["shared"], tie["shared_ids"], tie["weight"]) == (1, "9", 0.5)
    without = network(small, "process-similarity", sense="listed", un="exclude")
    assert without.number_of_edges() == 0
    assert without.graph["left_out"]["excluded"] == 4


def test_mentions_point_from_the_text_to_what_it_names(small: Small) -> None:
    graph = network(small, "agreement-mentions")
    assert graph.is_directed()
    assert ties(graph) == {("agreement/2", "agreement/1")}
    tie = graph.edges[f"{BASE}agreement/2", f"{BASE}agreement/1"]
    assert (tie["method"], tie["passage"], tie["mentions"]) == ("title", "the first", 1)
    assert graph.graph["left_out"]["unresolved"] == 1


@pytest.mark.parametrize(
    ("vector", "cosine"), [("presence", 2 / 5**0.5), ("values", 4 / (16 + 4) ** 0.5)]
)
def test_provision_similarity_is_a_cosine(small: Small, vector: str, cosine: float) -> None:
    # process 1: ceasefire on 2 agreements (3 + 1), amnesty on 1 (2); process 2: ceasefire alone
    graph = network(small, "provision-similarity", vector=vector)
    tie = graph.edges[f"{BASE}process/1", f"{BASE}process/2"]
    assert tie["weight"] == pytest.approx(cosine)
    assert tie["topics"] == 1


def test_persons_stand_with_whom_they_act_for(small: Small) -> None:
    graph = network(small, "person-agreement")
    assert ties(graph) == {("agreement/1", "person/ann--1")}
    edge = next(iter(graph.edges(data=True)))[2]
    assert (edge["actor"], edge["office"], edge["signing"]) == ("Actor 1", "Minister", "signed")
    assert graph.nodes[f"{BASE}person/ann--1"]["acts_for_id"] == "1"


@pytest.mark.parametrize("kind", NETWORKS)
def test_every_network_says_what_it_is(small: Small, kind: str) -> None:
    graph = network(small, kind)
    about = graph.graph
    assert about["question"] == NETWORKS[kind].question
    assert about["caution"] == NETWORKS[kind].caution
    assert (about["caution"] == CAUTION) == (kind in ("agreement-actor", "co-signing"))
    assert about["releases"] == ["PA-X v9"]
    assert about["sources"] == [
        {"file": "x.csv", "kind": "PA-X table", "release": "v9", "sha256": "00"}
    ]
    assert set(about["parameters"]) == {item.name for item in NETWORKS[kind].parameters}
    for text in about["select"].split("\n\n"):
        small.select(text)  # what it says it asked can be asked again
    assert graph.number_of_edges() > 0


@pytest.mark.parametrize("kind", NETWORKS)
def test_attributes_have_the_types_that_are_declared(small: Small, kind: str) -> None:
    graph = network(small, kind, isolates=True)
    for table, items in ((NODE, graph.nodes(data=True)), (EDGE, graph.edges(data=True))):
        for *_, data in items:
            for key, value in data.items():
                assert type(value) is table[key][0], (key, value)


@pytest.mark.parametrize("kind", NETWORKS)
def test_nodes_without_a_tie_stay_on_request(small: Small, kind: str) -> None:
    assert all(degree for _, degree in network(small, kind).degree())
    kept = network(small, kind, isolates="yes")
    assert any(not degree for _, degree in kept.degree())
    assert "no_tie" not in kept.graph["left_out"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"process": "2"}, {("actor/3", "actor/9")}),
        (
            {"process": "First process", "to": "1995"},
            {("actor/1", "actor/2"), ("actor/1", "actor/9"), ("actor/2", "actor/9")},
        ),
        ({"from_": 1997, "to": "1997-06-30"}, {("actor/3", "actor/9")}),
        ({"place": "AAA"}, None),
        ({"conflict": "7", "side": "party"}, {("actor/1", "actor/2")}),
        ({"stage": "Cea", "exclude": ["1", "Actor 2"]}, set()),
        ({"basis": "linked"}, {("actor/3", "actor/11")}),
        ({"level": "IntraLocal"}, {("actor/1", "actor/3")}),
        ({"min_agreements": 2}, {("actor/1", "actor/2")}),
        ({"type": ["Country/State", "Armed Organization"]}, {("actor/1", "actor/2")}),
    ],
)
def test_parameters_choose(
    small: Small, parameters: dict[str, Any], expected: set[tuple[str, str]] | None
) -> None:
    graph = network(small, "co-signing", **parameters)
    assert ties(graph) == (expected or set())


def test_agreements_are_counted_that_have_nobody_on_the_chosen_basis(small: Small) -> None:
    left_out = network(small, "co-signing", basis="coded").graph["left_out"]
    assert (left_out["no_actor"], left_out["other_basis"]) == (2, 2)  # 6 is linked alone
    practical = network(small, "third-party-process", sense="practical")
    assert practical.graph["left_out"]["no_actor"] == 2


def test_undated_agreements_are_counted_where_dates_choose(small: Small) -> None:
    assert network(small, "co-signing", from_=1990).graph["left_out"]["undated"] == 1


def test_bodies_of_the_un_can_be_one_node(small: Small) -> None:
    graph = network(small, "co-signing", un="together", process=["1", "2"])
    assert ("actor/3", "actor/9") in ties(graph)
    whole = network(small, "co-signing", un="together")
    assert f"{BASE}actor/11" not in whole
    assert whole.graph["let_in"]["merged"] == 1


def test_aliases_are_the_users_own(small: Small, tmp_path: Path) -> None:
    table = tmp_path / "same.csv"
    table.write_text("actor,same_as,why\nActor 10,2,split in the data\n", encoding="utf-8")
    graph = build(small, "co-signing", aliases=table)
    assert f"{BASE}actor/10" not in graph
    assert graph.edges[f"{BASE}actor/1", f"{BASE}actor/2"]["weight"] == pytest.approx(1.5)
    assert graph.graph["let_in"]["merged"] == 1
    with pytest.raises(UsageError, match="stand for each other"):
        build(small, "co-signing", aliases={"1": "2", "2": "1"})
    with pytest.raises(UsageError, match=r"aliases\['77'\]"):
        build(small, "co-signing", aliases={"77": "2"})
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no column 'actor'"):
        build(small, "co-signing", aliases=table)


@pytest.mark.parametrize(
    ("kind", "parameters", "said"),
    [
        ("cosigning", {}, "did you mean co-signing"),
        ("co-signing", {"proces": "1"}, "did you mean 'process'"),
        ("co-signing", {"process": "Frst process"}, "First process"),
        ("co-signing", {"sense": "both"}, "listed or practical"),
        ("third-party-process", {}, "needs a value for 'sense'"),
        ("co-signing", {"max_actors": 1}, "a whole number from 2"),
        ("co-signing", {"sense": "practical", "basis": "linked"}, "basis=coded"),
        ("co-signing", {"process": 1.5}, "a text, a whole number or a date"),
    ],
)
def test_unknown_values_are_refused_with_the_near_ones(
    small: Small, kind: str, parameters: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        build(small, kind, parameters)
    assert said in str(refusal.value)


def test_a_sense_that_the_graph_knows_nothing_of_is_refused() -> None:
    store = Small(agreement("1") + actor("1") + listing("1", "1", basis="linked"))
    with pytest.raises(UsageError, match="sense=listed"):
        build(store, "third-party-process", sense="practical")
    with pytest.raises(UsageError, match="sense=listed"):
        build(store, "mediator-conflict", sense="mediator")


def test_a_parameter_is_a_term_and_never_text_of_the_query(small: Small) -> None:
    with pytest.raises(UsageError, match="is named"):
        build(small, "co-signing", process='1> } ?x ?y ?z . { "')


def test_an_agreement_of_many_actors_costs_as_many_rows() -> None:
    many = [str(number) for number in range(180)]
    store = Small(agreement("1") + "".join(actor(key) + listing("1", key) for key in many))
    graph = build(store, "co-signing")
    assert graph.number_of_edges() == 180 * 179 / 2
    assert max(store.rows) <= 180 * 2  # labels and identifiers of the actors


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=1, unique=True
    )
)
def test_co_signing_is_what_pairs_say(pairs: list[tuple[str, str]]) -> None:
    keys, actors = ({pair[at] for pair in pairs} for at in (0, 1))
    graph = build(
        Small(
            "".join(agreement(key, "2000-01-01") for key in sorted(keys))
            + "".join(actor(who) for who in sorted(actors))
            + "".join(listing(*pair) for pair in pairs)
        ),
        "co-signing",
    )
    counts: Counter[tuple[str, str]] = Counter()
    of: Counter[str] = Counter()
    for key in keys:
        members = sorted(who for other, who in pairs if other == key)
        counts.update(combinations(members, 2))
        of.update(members if len(members) > 1 else [])
    found = {
        tuple(sorted((name(a)[6:], name(b)[6:]))): data["agreements"]
        for a, b, data in graph.edges(data=True)
    }
    assert found == dict(counts)
    # Newman's weights of an actor add up to the number of its agreements with others.
    for node, strength in graph.degree(weight="weight"):
        assert strength == pytest.approx(of[name(node)[6:]])
