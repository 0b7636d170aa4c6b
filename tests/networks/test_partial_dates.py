"""Networks of agreements of which only the year or the month is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from graphbuild.networks import build
from graphbuild.networks.dates import first_day, last_day, middle_day
from graphbuild.networks.drawing import draw
from graphbuild.networks.files import write
from tests.networks.small_graph import Small, actor, agreement, listing, name

YEARS = (
    actor("1")
    + actor("2")
    + agreement("1", "1994")
    + agreement("2", "1994-08")
    + agreement("3", "1995-02-03")
    + agreement("4", "")
    + "".join(listing(key, who) for key in "1234" for who in "12")
)


@pytest.fixture(scope="module")
def years() -> Small:
    return Small(YEARS)


@pytest.mark.parametrize(
    ("bounds", "ids"),
    [
        ({"from": "1994", "to": "1994"}, "1; 2"),
        ({"from": "1994-07"}, "1; 2; 3"),
        ({"to": "1994-07-31"}, "1"),
        ({"from": "1995"}, "3"),
    ],
)
def test_bounds_are_compared_with_as_much_as_is_known(
    years: Small, bounds: dict[str, str], ids: str
) -> None:
    graph = build(years, "co-signing", bounds)
    ((_, _, tie),) = graph.edges(data=True)
    assert tie["agreement_ids"] == ids
    assert graph.graph["left_out"]["undated"] == 1


def test_first_and_last_dates_and_years_are_kept_as_they_are_known(years: Small) -> None:
    ((_, _, tie),) = build(years, "co-signing", {}).edges(data=True)
    assert (tie["first_date"], tie["last_date"]) == ("1994", "1995-02-03")
    nodes = build(years, "agreement-actor", {}).nodes
    assert {name(iri): data.get("year") for iri, data in nodes.items() if "agreement/" in iri} == {
        "agreement/1": 1994,
        "agreement/2": 1994,
        "agreement/3": 1995,
        "agreement/4": None,
    }


def test_gexf_gets_days_for_its_line_of_time(years: Small, tmp_path: Path) -> None:
    (path,) = write(build(years, "co-signing", {"to": "1994"}), tmp_path / "net.gexf")
    text = path.read_text(encoding="utf-8")
    assert 'start="1994-01-01"' in text
    assert 'end="1994-08-31"' in text
    assert nx.read_gexf(path).number_of_edges() == 1


def test_a_timeline_is_drawn(years: Small, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    target = tmp_path / "x.svg"
    draw(build(years, "agreement-actor", {}), target, "timeline")
    words = " ".join(ElementTree.parse(target).getroot().itertext())
    assert "Actor 1" in words


def test_what_a_date_may_mean() -> None:
    assert (first_day("1996"), last_day("1996")) == (date(1996, 1, 1), date(1996, 12, 31))
    assert (first_day("1996-02"), last_day("1996-02")) == (date(1996, 2, 1), date(1996, 2, 29))
    assert first_day("1996-02-03") == last_day("1996-02-03") == middle_day("1996-02-03")
    assert middle_day("1996") == date(1996, 7, 1)
