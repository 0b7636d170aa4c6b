from __future__ import annotations

import pytest

from graphbuild.graph.things import (
    clashes,
    homes_of,
    place_entities,
    places_of,
    process_entities,
)
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA
from graphbuild.records import Actor, Agreement, Location, SourceFile


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


def stated(*actors: Actor, records: tuple[Agreement, ...] = ()) -> str:
    found = [place for record in records for place in places_of(record)]
    found += [home for actor in actors for home in homes_of(actor)]
    return "".join("".join(entity.block()) for entity in place_entities(Iris(), found))


def source(*actors: Actor, records: tuple[Agreement, ...] = ()) -> SourceFile:
    return SourceFile("t", "PA-X table", "csv", "", 0, agreements=[*records], actors=[*actors])


def test_one_odd_cell_neither_renames_nor_renumbers_a_country() -> None:
    odd = Actor("1", "Front", country="Congo", iso3="COD", gwno="484")
    text = stated(odd, Actor("2", "Army", country="Democratic Republic of Congo", gwno="490"))
    assert text.count("rdf-schema#label") == 1
    assert 'label> "Democratic Republic of Congo"' in text
    assert 'altLabel> "Congo"' in text
    assert ('gwno> "490"' in text, 'gwno> "484"' in text) == (True, False)
    assert list(clashes(source(odd))) == [
        ("Democratic Republic of Congo has number 490, not 484; the codebook's counts", "actor 1")
    ]


@pytest.mark.parametrize("code", ["CAR", "LIB", "XX"])
def test_codes_that_iso_does_not_have_are_not_stated_and_told(code: str) -> None:
    actor = Actor("1", "Front", country="Atlantis", iso3=code)
    assert "iso3>" not in stated(actor)
    assert f"{code!r} is no country's code" in next(iter(clashes(source(actor))))[0]


def test_a_code_alone_gets_the_country_its_name() -> None:
    assert 'label> "Greece"' in stated(Actor("1", "Army", iso3="GRC"))


def test_of_unknown_places_the_name_that_pax_or_most_sources_give_stands() -> None:
    actors = [Actor(str(n), "A", country=name, iso3="ATL") for n, name in enumerate("BCCA")]
    text = stated(*actors)
    assert 'label> "C"' in text
    assert ('altLabel> "A"' in text, 'altLabel> "B"' in text) == (True, True)
    record = Agreement(country_entity=["two valleys"], countries=["two valleys"])
    other = Actor("9", "A", country="Two Valleys")
    text = stated(other, other, records=(record,))
    assert ('label> "two valleys"' in text, 'altLabel> "Two Valleys"' in text) == (True, True)


def test_other_names_in_con_are_alternative_names_of_the_codebooks() -> None:
    record = Agreement(country_entity=["Congo, Dem. Rep."], countries=["Congo, Dem. Rep."])
    text = stated(records=(record,))
    assert "/place/COD>" in text
    assert 'altLabel> "Congo, Dem. Rep."' in text


def test_codes_of_a_table_that_do_not_fit_each_other_are_told() -> None:
    record = Agreement(
        file="t.csv", id="7", locations=[Location("COD", "484"), Location("", "490")]
    )
    assert list(clashes(source(records=(record,)))) == [
        ("COD has number 490, not 484; the code counts", "7")
    ]
    named = Actor("1", "Army", country="Sudan", iso3="SSD")
    assert "has not the code SSD" in next(iter(clashes(source(named))))[0]
