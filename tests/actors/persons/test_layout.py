"""Who acts for whom, by how a text is laid out: one kind of layout each, in made-up texts."""

from __future__ import annotations

import pytest

from graphbuild.actors import Authority, link
from graphbuild.records import Agreement

KEYS = {
    "Kenya": "2",
    "Norway": "3",
    "Chad": "5",
    "UN": "10",
    "AU": "12",
    "SLM": "20",
    "NPFL": "23",
}
COUNTRIES = ["Sudan", "Kenya", "Chad", "Liberia", "Norway"]


def acting(text: str, authority: Authority) -> dict[str, str]:
    """The actor of each person by last name; several joined."""
    agreement = Agreement(id="1", parties=text, countries=COUNTRIES, process="P")
    names = {key: name for name, key in KEYS.items()}
    found: dict[str, str] = {}
    for part in link([agreement], authority).participations[0]:
        for given in part.representations:
            if given.person:
                last = given.person.split()[-1]
                actor = names.get(part.actor, part.actor)
                found[last] = f"{found[last]}+{actor}" if last in found else actor
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # offices before the names, and behind them
        (
            "The Minister of Kenya, Mr. Al Roe, and the Minister of Chad, Mr. Ed Doe, met.",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        (
            "Al Roe, Minister of Kenya, and Ed Doe, Minister of Chad",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        (
            "Prime Minister of Kenya Al Roe and Prime Minister of Chad Ed Doe",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        (
            "the President of Kenya, Al Roe, the President of Chad, Ed Doe, and the President"
            " of Norway, Ivo Poe",
            {"Roe": "Kenya", "Doe": "Chad", "Poe": "Norway"},
        ),
        (
            "Kenya's Minister of Defence, Dr. Al Roe, with the support of the AU and with help"
            " from Ms. Eva Poe, Director of the United Nations Office",
            {"Roe": "Kenya", "Poe": "UN"},
        ),
        (
            "(consisting of General Al Roe, representing the Government of Chad, Mr Ed Doe, SLM"
            " Secretary-General, and General Ivo Poe of Kenya)",
            {"Roe": "Chad", "Doe": "SLM", "Poe": "Kenya"},
        ),
        # led and represented by
        (
            "the Kenyan delegation, led by Prime Minister Al Roe and the Chadian delegation led by"
            " Prime Minister Ed Doe.",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        (
            "Kenya, represented by Dr. Al Roe, Dr. Ed Doe; Chad, signed for by Gen. Ivo Poe,"
            " Chairman, and Eva Foe, Vice-Chairman",
            {"Roe": "Kenya", "Doe": "Kenya", "Poe": "Chad", "Foe": "Chad"},
        ),
        ("the AU team (in the Kenyan delegation), led by Al Roe", {"Roe": "AU"}),
        # brackets, dashes and several on one line
        ("The African Union (Al Roe), The United Nations (Ed Doe)", {"Roe": "AU", "Doe": "UN"}),
        ("Al Roe (AU) and Dr Ed Doe, President of Chad", {"Roe": "AU", "Doe": "Chad"}),
        ("SLM – Al Roe – member of the Council of Chad", {"Roe": "SLM"}),
        (
            "On behalf of the Kenyan Side A. Roe On behalf of the Chadian Side E. Doe",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        ("The Premier, Mr Roe, and the Chadian President, Mr Doe", {"Doe": "Chad"}),
        (
            "The AU was represented by A. Roe. The delegation of Chad was headed by General Ed Doe.",
            {"Roe": "AU", "Doe": "Chad"},
        ),
        # headings above and below the names
        ("For the SLM:\nAl Roe\n\nFor Chad:\nEd Doe", {"Roe": "SLM", "Doe": "Chad"}),
        (
            "(Signed) Al Roe\nFor the SLM\n\n(Signed) Ed Doe\nFor Chad",
            {"Roe": "SLM", "Doe": "Chad"},
        ),
        ("Al Roe\nFOR SLM\nEd Doe\nFOR NPFL", {"Roe": "SLM", "Doe": "NPFL"}),
        (
            "Al Roe\nMinister of Kenya\nfor and on behalf of the AU\n\nEd Doe\nSecretary\nfor and"
            " on behalf of the United Nations",
            {"Roe": "Kenya", "Doe": "UN"},
        ),
        (
            "In the presence of:\nFor the United Nations\n(Al Roe)\nKenya\n(Ed Doe)\nAU\n(Ivo Poe)",
            {"Roe": "UN", "Doe": "Kenya", "Poe": "AU"},
        ),
        (
            "Al Roe\nCoordinator\nDelegation of Kenya\n\nEd Doe\nCounsellor\nGovernment of Chad",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        (
            "Government of Kenya: Adviser, Al Bin Roe. Government of Chad:\nEd Doe",
            {"Roe": "Kenya", "Doe": "Chad"},
        ),
        # nobody is given to an actor that a heading of somebody else shuts off
        ("For Kenya:\nAl Roe\n\nFor the Northern League:\nEd Doe", {"Roe": "Kenya"}),
        ("• Al Roe, Minister\n• All the people\n• The AU and its force", {}),
    ],
)
def test_the_layout_tells_for_whom_a_person_acts(
    authority: Authority, text: str, expected: dict[str, str]
) -> None:
    assert acting(text, authority) == expected


def test_a_person_of_a_body_acts_for_the_body_and_not_for_what_it_is_a_part_of(
    authority: Authority,
) -> None:
    agreement = Agreement(
        id="1", parties="Al Roe, MILF Peace Panel Chairman", countries=["Philippines"], process="P"
    )
    (group,) = link([agreement], authority).participations
    persons = {part.actor: [given.person for given in part.representations] for part in group}
    assert persons["22"] == ["Al Roe"]
    assert "Al Roe" not in persons.get("21", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Council of Kenya: (Signed) Al Roe;\n(Signed) Ed Doe;\n(Signed) Ivo Poe\n\nSIGNED: Eva Foe",
            {"Roe": "Kenya", "Doe": "Kenya", "Poe": "Kenya"},
        ),
        ("1. The SLM: Mr Al Roe\n2. The Nile Rally, Mr Ed Doe", {"Roe": "SLM"}),
        ("The SLM: Mr Al Roe\nNILE CHURCH: Mr Ed Doe", {"Roe": "SLM"}),
        (
            "Norway\na. Al Roe\nb. Ed Doe\n\nHenri Leroy Centre (HLC)\na. Ivo Poe",
            {"Roe": "Norway", "Doe": "Norway"},
        ),
        ("For the SLM:\nAli Doe (Deputy Commander Upper Gash)", {"Doe": "SLM"}),
        ("The SLM (SLM) (AU), signed by Al Roe", {"Roe": "SLM"}),
        (
            "Ed Doe, representative of the AU, Ivo Poe, Secretary of the Boundary Commission",
            {"Doe": "AU"},
        ),
        # the heading of somebody unknown, with or without a colon
        (
            "Delegation of Chad: Al Roe, Minister\nRepresentatives of the River People: Ed Doe",
            {"Roe": "Chad"},
        ),
        (
            "1. The SLM\n1. Al Roe\n2. Ivo Poe\n\n2. Social Sector\n1. Ed Doe",
            {"Roe": "SLM", "Poe": "SLM"},
        ),
        # a body of one's own behind the name
        (
            "For Chad:\nAl Roe, Minister\nEd Doe, Président du FPRX\nIvo Poe",
            {"Roe": "Chad", "Poe": "Chad"},
        ),
        # bodies that bear a country's name, spelt by letters or told by their words
        (
            "Al Roe\nLeader, Liberia Peace Council (LPC)\n\nEd Doe\nMinister of Chad",
            {"Doe": "Chad"},
        ),
        ("Al Roe, Jeune Patronat du Tchad; Ed Doe, Société Civile/Kenya", {}),
        (
            "Al Roe, Speaker of the Muslim Community of Chad\nEd Doe, Kenyan Defence Council\n"
            "Ivo Poe, Minister of Chad",
            {"Poe": "Chad"},
        ),
        # a label that speaks of another
        ("[Mediators: Al Roe, Ed Doe (all signed); Chair: Norway]", {}),
        # an item of a list is no heading
        (
            "Al Roe, Union of Lakes, President;\nMIKA, SLM, President;\nEd Doe, Union of Rivers",
            {},
        ),
        # whose minister, when several states are party
        ("Al Roe, Kenya; Minister of Defence, Mr. Ed Doe", {"Roe": "Kenya"}),
    ],
)
def test_a_body_that_was_not_found_keeps_its_people(
    authority: Authority, text: str, expected: dict[str, str]
) -> None:
    assert acting(text, authority) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # entries whose lines blank lines part, and which more blank lines part from each other
        (
            "Al Roe\n\nThe SLM\n\nRepresented by: Eva Foe\n\n\n\nEd Doe\n\nContact person\n\n\n\n"
            "Ivo Poe\n\nNPFL\n\n\n\nJan Noe\n\nChairman\n\nAU\n",
            {"Roe": "SLM", "Foe": "SLM", "Poe": "NPFL", "Noe": "AU"},
        ),
        # a heading of two is nobody's: names stand above their offices
        (
            "Kenya, Chad:\nAl Roe\nMinister of Foreign Affairs of Chad\nEd Doe\n"
            "Minister of Foreign Affairs of Kenya",
            {"Roe": "Chad", "Doe": "Kenya"},
        ),
        # the second of two actors between names is the later one's
        (
            "Envoy Al Roe of the UN, African Union Envoy Ed Doe, NPFL Secretary Ivo Poe",
            {"Roe": "UN", "Doe": "AU", "Poe": "NPFL"},
        ),
    ],
)
def test_entries_keep_together(authority: Authority, text: str, expected: dict[str, str]) -> None:
    assert acting(text, authority) == expected


def test_an_adjective_that_nobody_knows_is_another_states(authority: Authority) -> None:
    def found(text: str) -> list[str]:
        agreement = Agreement(id="1", parties=text, countries=["Sudan"], process="P")
        return [part.actor for part in link([agreement], authority).participations[0]]

    assert found("Al Roe, Government") == found("Al Roe, National Government") == ["1"]
    assert found("Al Roe, Norweigan Government") == []
