from __future__ import annotations

import pytest

from graphbuild.graph.things import homes_of, place_entities, places_of, process_entities
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA
from graphbuild.records import Actor, Agreement


@pytest.mark.parametrize(
    ("country", "iso3", "keys"),
    [
        ("Sudan", "SDN", ["SDN"]),
        ("", "SDN | SSD", ["SDN", "SSD"]),
        ("Sudan|South Sudan", "SDN|SSD", ["SDN", "SSD"]),
        ("Sudan|South Sudan", "", ["SDN", "SSD"]),
        ("Atlantis", "ATL", ["ATL"]),
        ("", "", []),
    ],
)
def test_an_actor_is_based_in_each_country_its_authority_names(
    country: str, iso3: str, keys: list[str]
) -> None:
    actor = Actor("1", "Detainees", country=country, iso3=iso3)
    assert [home.key for home in homes_of(actor)] == keys


def test_a_name_of_unknown_kind_is_a_place_too() -> None:
    record = Agreement(
        country_entity=["South Sudan", "Twin Rivers County"], countries=["South Sudan"]
    )
    named = places_of(record)
    assert [(place.name, place.kind) for place in named] == [
        ("South Sudan", "country"),
        ("Twin Rivers County", "unstated"),
    ]
    (entity,) = place_entities(Iris(), named[1:])
    assert PA.Place.value in "".join(entity.block())


def test_every_number_that_an_early_release_gave_a_process_is_kept() -> None:
    records = [
        Agreement(process="Valley talks", process_id=number, release="v1") for number in ("7", "9")
    ]
    (entity,) = process_entities(Iris(), records)
    assert sum(PA.sourceNumber.value in line for line in entity.block()) == 2
