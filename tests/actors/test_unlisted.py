"""Groups that no list knows: which words of a text are their names, of what type, and on which side.

``judged_groups.csv``: 150 groups made of names, drawn with a fixed seed from the part for testing
(``split.csv``); ``part``: a group, but its name is cut or holds a neighbour's, ``none``: no group.
``judged_sides.csv``: 400 persons given to somebody there, in two draws; ``nobody``: no person at all.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphbuild.actors import Authority, LinkResult, link
from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources import iter_sources

HERE = Path(__file__).parent


def read(parties: str, country: str = "Sudan") -> LinkResult:
    return link([Agreement(id="1", parties=parties, countries=[country])], Authority.builtin())


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("Mouvement pour la démocratie et le renouveau", ""),
        ("Unidad Revolucionaria del Norte", ""),
        ("Ejército Popular del Río", "Armed Organization"),
        ("Ahrar al-Nil Brigades", "Armed Organization"),
        ("Partido Liberal Unido", "Political Party"),
        ("Alliance des Forces du Nil", "Umbrella"),
        ("Nile Teachers Union", "Civil Society"),
        ("Nile Unity Union", ""),
        ("Croatian Army", "Military"),
    ],
)
def test_words_of_several_languages_tell_a_group_and_its_type(parties: str, expected: str) -> None:
    (actor,) = read(parties).new_actors
    assert (actor.name, actor.type) == (parties, expected)


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("Musa Deng, Head of the Red Nile Front of\nSudan", {"Red Nile Front of\nSudan"}),
        ("Red Nile Front and White Nile Army", {"Red Nile Front", "White Nile Army"}),
        ("Central Committee of the Red Nile Party", {"Red Nile Party"}),
        ("For the Red Nile Front Negotiating Team", {"Red Nile Front"}),
        ("As Observer of the Red Nile Forces", {"Red Nile Forces"}),
        ("RNMX, Musa Deng;", {"RNMX"}),
        ("Musa Deng, RNMX Technical Committee Chairman", {"RNMX"}),
        ("Musa Deng, President of RNMX,", {"RNMX"}),
        ("Pour l'URNP/CODN", {"URNP/CODN"}),
        ("For the RNMX (Unity): Musa Deng", {"RNMX (Unity)"}),
        ("the Sudanese Party; the Security Forces of the North", set()),
        ("CHIEFS:\nMusa Deng\nFOR THE NORTHERN FORUM OFFICE:\nMusa Deng", set()),
        ("PREMIER: Musa Deng", set()),
        ("Secretary for the Nile Peace Process of the Union Council", set()),
        ("African Union High-Level Implementation Panel Union", set()),
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(parties: str, expected: set[str]) -> None:
    made = {actor.name.replace(" Sudan", "\nSudan") for actor in read(parties).new_actors}
    assert made == expected


def test_each_heading_on_a_line_has_its_own_names() -> None:
    parties = (
        "For the heads of states: His Excellency Hadi ROE. For the Republic of Chad: Mr. Felix DOE."
        " For the French Republic: Mr. Jean POE, Ambassador"
    )
    given = {
        acting.person: one.actor
        for one in read(parties, "Chad").participations[0]
        for acting in one.representations
    }
    assert given == {"Felix DOE": "TCD", "Jean POE": "FRA"}


def test_a_short_name_that_parties_have_in_a_process_is_theirs_wherever_it_stands() -> None:
    agreements = [
        Agreement(id="1", parties="For the RNMX: Musa Deng", countries=["Sudan"], process="P"),
        Agreement(id="2", parties="For the RNMX: Musa Deng", countries=["Sudan"], process="P"),
        Agreement(
            id="3",
            parties="The Red Nile Movement (RNMX): Musa Deng",
            third_parties="Ali Roe, RNMX TWG Member\nEd Doe, RNMXS TWG Member",
            countries=["Sudan"],
            process="P",
        ),
        Agreement(
            id="4", third_parties="Ali Roe, RNMX TWG Member", countries=["Sudan"], process="Q"
        ),
    ]
    given = [
        {(p.side, p.actor, r.person) for p in group for r in p.representations}
        for group in link(agreements, Authority.builtin()).participations
    ]
    assert given[2] == {
        ("party", "red-nile-movement", "Musa Deng"),
        ("third party", "rnmx", "Ali Roe"),
    }
    assert given[3] == set()


@pytest.mark.parametrize(
    ("parties", "name", "kind"),
    [
        ("Government of Sudan; Taliban", "Taliban", "Armed Organization"),
        ("Pakistani Taliban; Government", "Pakistani Taliban", "Armed Organization"),
        ("Musa Deng (Sinn Féin)", "Sinn Féin", "Political Party"),
        ("Israel, Gaza (Hamas)", "Hamas", "Armed Organization"),
    ],
)
def test_groups_that_the_world_knows_by_a_name_alone(parties: str, name: str, kind: str) -> None:
    (actor,) = read(parties).new_actors
    assert (actor.name, actor.type) == (name, kind)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def alone(shared: Path) -> tuple[dict[str, Agreement], LinkResult]:
    (source,) = iter_sources([shared / "data" / "pax_v9.csv"], Report())
    entities = sorted({name for one in source.agreements for name in one.entities})
    result = link(source.agreements, Authority.extended([], entities))
    return {one.id: one for one in source.agreements}, result


@pytest.mark.shared
def test_most_new_actors_are_groups(alone: tuple[dict[str, Agreement], LinkResult]) -> None:
    judged = {row["name"]: row["verdict"] for row in rows("judged_groups.csv")}
    made = [judged[one.name] for one in alone[1].new_actors if one.name in judged]
    assert len(made) >= 130
    assert made.count("none") / len(made) <= 0.12
    assert made.count("whole") / len(made) >= 0.66


@pytest.mark.shared
def test_persons_stand_on_the_right_side(alone: tuple[dict[str, Agreement], LinkResult]) -> None:
    agreements, result = alone
    found = {
        (key, given.side, acting.person, given.actor)
        for key, group in zip(agreements, result.participations, strict=True)
        for given in group
        for acting in given.representations
    }
    judged = rows("judged_sides.csv")
    assert len(judged) == 400
    still = [
        row["verdict"]
        for row in judged
        if (row["agreement"], row["side"], row["person"], row["actor"]) in found
    ]
    right, wrong = still.count("right"), still.count("wrong")
    assert right >= 340
    assert right / (right + wrong) >= 0.93


@pytest.mark.shared
def test_armed_groups_stand_as_parties_without_any_list(
    shared: Path, alone: tuple[dict[str, Agreement], LinkResult]
) -> None:
    """Of the agreements where PAA-X lists an armed group, 80% have such a party from texts alone."""
    agreements, result = alone
    (part,) = iter_sources([shared / "data" / "paax_v0.2_part.xlsx"], Report())
    kinds = {actor.key: actor.type for actor in part.actors}
    armed = {
        row.agreement
        for row in part.listings
        if row.side == "party" and kinds[row.actor] == "Armed Organization"
    }
    new = {actor.key for actor in result.new_actors}
    told = {
        key
        for key, group in zip(agreements, result.participations, strict=True)
        if any(given.side == "party" and given.actor in new for given in group)
    }
    assert len(armed) == 625
    assert len(armed & told) / len(armed) >= 0.84
