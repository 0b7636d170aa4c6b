"""Words lead to the right thing first, however they are written."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from graphbuild.errors import UsageError
from graphbuild.finding.resolve import resolve
from graphbuild.finding.search import search
from graphbuild.stores.embedded import Embedded

ACTORS = [
    # id, label, abbreviation, type, country, agreements
    ("1", "Congo", "", "country-state", "COG", 2),
    ("2", "Congo, Democratic Republic of the", "", "country-state", "COD", 5),
    ("3", "United States", "", "country-state", "USA", 4),
    ("4", "Union of Shepherds", "US", "political-party", "USA", 1),
    ("5", "United Nations (General)", "UN", "intergovernmental-organization", "", 6),
    ("6", "United Nations Mission in Congo (UNMIC)", "UNMIC", "other", "", 3),
    ("7", "Ejército de Liberación", "EDL", "armed-organization", "COD", 1),
    ("8", "Frente Álamo", "FA", "armed-organization", "COD", 0),
]
PREFIXES = """
@prefix pa: <https://w3id.org/peace-agreements/ontology#> .
@prefix id: <https://w3id.org/peace-agreements/id/> .
@prefix type: <https://w3id.org/peace-agreements/scheme/actor-type/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def _turtle() -> str:
    lines = [PREFIXES]
    for place, name in (("COD", "DR Congo"), ("COG", "Republic of Congo"), ("USA", "America")):
        lines.append(
            f'id:place\\/{place} a pa:Country ; dcterms:identifier "{place}" ; rdfs:label "{name}" .'
        )
    lines += [
        f'type:{kind} rdfs:label "{kind}" .' for kind in sorted({actor[3] for actor in ACTORS})
    ]
    for id_, label, short, kind, place, count in ACTORS:
        lines.append(
            f'id:actor\\/{id_} a pa:Actor ; dcterms:identifier "{id_}" ; rdfs:label "{label}" ;'
            f" pa:actorType type:{kind} ."
        )
        lines += [f'id:actor\\/{id_} pa:abbreviation "{short}" .'] if short else []
        lines += [f"id:actor\\/{id_} pa:basedIn id:place\\/{place} ."] if place else []
        for at in range(count):
            lines.append(
                f"id:participation\\/{id_}-{at} pa:ofActor id:actor\\/{id_} ; pa:inAgreement id:agreement\\/{at} ."
            )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def graph() -> Embedded:
    store = Store()
    store.load(_turtle().encode(), format=RdfFormat.TURTLE)
    return Embedded.of(store)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Congo", "1"),  # its label, though a better known state is called so too
        ("DRC", "2"),
        ("Democratic Republic of the Congo", "2"),
        ("Zaire", "2"),
        ("united nations", "5"),
        ("UN", "5"),
        ("USA", "3"),
        ("EJERCITO DE LIBERACION", "7"),
        ("frente alamo", "8"),
    ],
)
def test_names_abbreviations_and_codes_find_the_one_they_mean(
    text: str, id_: str, graph: Embedded
) -> None:
    assert resolve(graph, "actor", text).value.endswith(f"/actor/{id_}")
    assert search(graph, text, ["actor"])[0].id == id_


def test_an_abbreviation_of_two_is_refused_with_both_the_likelier_first(graph: Embedded) -> None:
    with pytest.raises(
        UsageError,
        match=r"an actor: 3 \(United States; country-state, America, 4 agreements\), "
        r"4 \(Union of Shepherds; political-party, America, 1 agreement\); give the id",
    ):
        resolve(graph, "actor", "US")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("congo", ["1", "2", "6"]),  # label, other name, a word of it
        ("united nations mi", ["6"]),
        ("republic congo", ["2"]),
        ("nations united", ["5", "6"]),
        ("untied natoins", ["5", "6"]),
        ("liberacion", ["7"]),
        ("", []),
        ("zzzzzz", []),
    ],
)
def test_exact_names_come_first_then_the_most_agreements(
    text: str, ids: list[str], graph: Embedded
) -> None:
    assert [match.id for match in search(graph, text, ["actor"])] == ids


def test_things_of_several_kinds_are_found_together(graph: Embedded) -> None:
    found = search(graph, "dr congo", ["place", "actor"])
    assert [(match.kind, match.id) for match in found][:2] == [("place", "COD"), ("actor", "2")]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Untied Natoins", "5"),  # misspelt
        ("Frente del Alamo", "8"),  # a word too many, and in another language
        ("Shepherds Union party", "4"),  # in another order
        ("Front Alamo", "8"),
        ("Liberacion army", "7"),  # of two words one, the rarer
    ],
)
def test_words_that_no_name_has_lead_to_the_likest(graph: Embedded, text: str, id_: str) -> None:
    assert search(graph, text, ["actor"])[0].id == id_


def test_little_likeness_is_none(graph: Embedded) -> None:
    assert search(graph, "quorum of zebras", ["actor"]) == []
