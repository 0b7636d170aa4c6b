from __future__ import annotations

import pytest

from graphbuild.api import Graph
from graphbuild.errors import UsageError
from graphbuild.finding.examples import examples
from graphbuild.finding.resolve import resolve

ID = "https://w3id.org/peace-agreements/id/"
SCHEME = "https://w3id.org/peace-agreements/scheme/"


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("actor", "2", ID + "actor/2"),
        ("actor", "HF", ID + "actor/2"),
        ("actor", "Hill Front", ID + "actor/2"),
        ("actor", "hill  front", ID + "actor/2"),
        ("actor", "CON_1", ID + "actor/1"),
        ("actor", "UN", ID + "actor/3"),
        ("actor", "United Nations", ID + "actor/3"),
        ("actor", ID + "actor/3", ID + "actor/3"),
        ("process", "1", ID + "process/1"),
        ("process", "Lake talks", ID + "process/3"),
        ("place", "NTH", ID + "place/NTH"),
        ("place", "Hill Region", ID + "place/hill-region"),
        ("conflict", "100", ID + "conflict/ucdp-100"),
        ("agreement", "Village pact", ID + "agreement/14"),
        ("code", "GRefSubs", SCHEME + "provision/GRefSubs"),
        ("code", "Women, girls and gender", SCHEME + "provision/GeWom"),
        ("stage", "Cea", SCHEME + "stage/Cea"),
        ("stage", "Ceasefire/related", SCHEME + "stage/Cea"),
        ("role", "mediator", SCHEME + "role/mediator"),
    ],
)
def test_ids_codes_and_labels_find_their_thing(
    kind: str, text: str, iri: str, small: Graph
) -> None:
    assert resolve(small.store, kind, text).value == iri


def test_a_label_of_several_asks_which(small: Graph) -> None:
    with pytest.raises(
        UsageError,
        match=r"6 \(Civil Society; Civil Society, 1 agreement\), 7 \(Civil .*\); give the id",
    ):
        small.query("actor-agreements", actor="Civil Society")


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        (
            "actor",
            "Hill Frond",
            r"nearest are 2 \(Hill Front; Armed Organization, \d+ agreements\)",
        ),
        ("process", "northland", r"1 \(Northland peace process; \d+ agreements\)"),
        ("actor", "Zzz", "give an id, a code or an exact label"),
        ("actor", ID + "actor/99", "named"),
        ("actor", ID + "process/1", "named"),
        ("actor", "http://x> . } #", "named"),
    ],
)
def test_a_label_of_none_offers_the_nearest(kind: str, text: str, near: str, small: Graph) -> None:
    with pytest.raises(UsageError, match=near):
        resolve(small.store, kind, text)


def test_examples_are_what_is_most_used(small: Graph) -> None:
    assert examples(small.store, "actor", 2) == "2 (Hill Front), 1 (Northland)"
