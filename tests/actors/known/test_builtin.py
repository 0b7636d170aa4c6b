"""Linking without any authority: states, territories and intergovernmental organisations."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.actors import Authority, link
from graphbuild.actors.known.builtin import builtin_actors
from graphbuild.actors.known.states import code, states
from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources import iter_sources


def test_the_tables_hold_together() -> None:
    actors = builtin_actors()
    assert len({actor.key for actor in actors}) == len(actors) > 300
    assert len([state for state in states().values() if state.kind == "state"]) > 190
    for state in states().values():
        assert code(state.name) == state.code


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Congo, Democratic Republic of the", "COD"),
        ("Republic of Congo", "COG"),
        ("Myanmar (Burma)", "MMR"),
        ("Côte d'Ivoire (Ivory Coast)", "CIV"),
        ("Korea, North", "PRK"),
        ("Atlantis", ""),
    ],
)
def test_a_country_is_known_by_its_names(name: str, expected: str) -> None:
    assert code(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Kyrgyz side and the Republic of Kazakhstan", ["KAZ", "KGZ"]),
        ("la Unión Europea y las Naciones Unidas", ["european-union", "united-nations"]),
        ("Pour la République du Tchad", ["TCD"]),
        ("the OSCE, the CIS and Norway", ["NOR", "commonwealth-of-independent-states", "osce"]),
        ("Nobody in particular", []),
    ],
)
def test_a_text_names_built_in_actors(text: str, expected: list[str]) -> None:
    result = link([Agreement(third_parties=text)], Authority.builtin())
    assert sorted(p.actor for p in result.participations[0]) == expected


@pytest.mark.shared
def test_the_two_seed_pages_give_their_participants(shared: Path) -> None:
    pages = [a for s in iter_sources([shared / "seeds"], Report()) for a in s.agreements]
    pages.sort(key=lambda page: page.date)
    earlier, later = link(pages, Authority.builtin()).participations
    told = {p.actor: [(r.person, r.office, r.named_by) for r in p.representations] for p in earlier}
    leader = "Representative of the Leadership of"
    assert told == {
        "AZE": [("A. Jalilov", f"{leader} Azerbaijan", "text")],
        "nagorno-karabakh": [("A. Gukasyan", f"{leader} Nagorno-Karabakh", "text")],
        "RUS": [("V. Kazimirov", "Russian Ministry of Foreign Affairs", "editors")],
    }
    russia = earlier[2]
    assert (russia.side, russia.roles) == ("third party", ["mediator"])
    assert russia.as_written == ["Russian Ministry of Foreign Affairs"]
    assert [(p.actor, p.side, p.signing) for p in later] == [
        ("AZE", "party", "not-signed"),
        ("ARM", "party", "not-signed"),
    ]
    assert [r.office for p in later for r in p.representations] == [
        "Presidential Administration of the Republic of Azerbaijan",
        "Office of the Prime Minister of the Republic of Armenia",
    ]
