from __future__ import annotations

import pytest

from graphbuild.graph.things import homes_of
from graphbuild.records import Actor


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
