"""A small authority and a way to write agreements, for the tests of linking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.actors import Authority, LinkResult, link
from graphbuild.records import Actor, Agreement
from graphbuild.report import Report
from graphbuild.sources import iter_sources

from .checking import Linked, authority_of

STATE, IGO, ARMED = "Country/State", "Intergovernmental Organization", "Armed Organization"


def state(key: str, name: str, iso3: str, region: str = "Africa", **more: object) -> Actor:
    return Actor(key, name, type=STATE, country=name, iso3=iso3, region=region, **more)  # type: ignore[arg-type]


def body(key: str, name: str, country: str = "", kind: str = ARMED, **more: object) -> Actor:
    return Actor(key, name, type=kind, country=country, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.from_records(
        [
            state("1", "Sudan", "SDN", alternative_names=["Republic Sudan"]),
            state("2", "Kenya", "KEN"),
            state("3", "Norway", "NOR", "Europe"),
            state("4", "Philippines", "PHL", "Asia"),
            state("5", "Chad", "TCD"),
            state("6", "Liberia", "LBR"),
            body("10", "United Nations (General)", kind=IGO, abbreviation="UN"),
            body("11", "UN Secretary General", kind=IGO, abbreviation="UNSG"),
            body("12", "African Union", kind=IGO, abbreviation="AU"),
            body("13", "Group of Friends UNSG", kind="State Coalition"),
            body("20", "Sudan Liberation Movement", "Sudan", abbreviation="SLM"),
            body("21", "Moro Islamic Liberation Front", "Philippines", abbreviation="MILF"),
            body("22", "MILF Peace Panel", "Philippines", "Other"),
            body("23", "National Patriotic Front of Liberia", "Liberia", abbreviation="NPFL"),
            body("24", "Liberia Armed Forces", "Liberia", "Military"),
            body("30", "Civil Society", "Sudan", "Civil Society"),
            body("31", "Civil Society", "Liberia", "Civil Society"),
            body("32", "Bangui National Forum", "Chad", "Umbrella"),
        ]
    )


@pytest.fixture
def linked(authority: Authority) -> Callable[..., LinkResult]:
    """Link one or several texts, given as agreements or as words of the parties."""

    def run(*given: Agreement | str, third: str = "", country: str = "Sudan") -> LinkResult:
        agreements = [
            item
            if isinstance(item, Agreement)
            else Agreement(
                id=str(n), parties=item, third_parties=third, countries=[country], process="P"
            )
            for n, item in enumerate(given)
        ]
        return link(agreements, authority)

    return run


@pytest.fixture(scope="session")
def release(shared: Path) -> Linked:
    """Release 9 of PA-X, linked to the actors of PAA-X."""
    actors = authority_of(shared / "data" / "paax_actors.csv")
    (source,) = iter_sources([shared / "data" / "pax_v9.csv"], Report())
    result = link(source.agreements, Authority.from_records(actors))
    groups = zip(source.agreements, result.participations, strict=True)
    return {agreement.id: (agreement, group) for agreement, group in groups}
