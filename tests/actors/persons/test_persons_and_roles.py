"""Persons with their offices, stated roles, and what a text says about signing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphbuild.actors import Authority, LinkResult, link
from graphbuild.actors.persons.names import persons
from graphbuild.actors.statement.signing import of_field, of_passage
from graphbuild.records import Agreement, Participation

Linked = Callable[..., LinkResult]


def of(result: LinkResult, actor: str, n: int = 0) -> Participation:
    return next(p for p in result.participations[n] if p.actor == actor)


def acting(participation: Participation) -> list[tuple[str, str]]:
    return [(r.person, r.office) for r in participation.representations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. Osman, Minister of Defence of Sudan", [("A. Osman", "Minister of Defence of Sudan")]),
        ("Minister of Defence of Sudan: A. Osman", [("A. Osman", "Minister of Defence of Sudan")]),
        ("For Sudan:\nAli Osman\nHead of Delegation", [("Ali Osman", "Head of Delegation")]),
        ("Dr. Ali Osman\nVice-President of Sudan", [("Ali Osman", "Vice-President of Sudan")]),
        ("the Ministry of Defence of Sudan", [("", "Ministry of Defence of Sudan")]),
    ],
)
def test_a_person_acts_in_an_office(
    linked: Linked, text: str, expected: list[tuple[str, str]]
) -> None:
    assert acting(of(linked(text), "1")) == expected


def test_persons_of_one_line_stay_with_their_own_actors(linked: Linked) -> None:
    text = "A. Osman, Representative of Sudan B. Idris, Chairman of the SLM"
    result = linked(text)
    assert acting(of(result, "1")) == [("A. Osman", "Representative of Sudan")]
    assert acting(of(result, "20")) == [("B. Idris", "Chairman of the SLM")]


def test_a_header_holds_for_the_list_below_it(linked: Linked) -> None:
    result = linked("For the Government of Sudan:\nAli Osman\nOmar Salih\n\nFor the SLM:\nB. Idris")
    assert [name for name, _ in acting(of(result, "1"))] == ["Ali Osman", "Omar Salih"]
    assert acting(of(result, "20")) == [("B. Idris", "")]


def test_a_name_in_the_editors_remark_is_theirs(linked: Linked) -> None:
    text = "Ministry of Defence of Sudan [external research identifies the minister as A. Osman]"
    # Office and person are one fact: who held the office that the text names.
    named = {r.person: (r.named_by, r.office) for r in of(linked(text), "1").representations}
    assert named == {"A. Osman": ("editors", "Ministry of Defence of Sudan")}


def test_forms_of_one_name_become_one_where_they_agree(linked: Linked) -> None:
    result = linked("Ali Osman, Sudan", "A. Osman, Sudan")
    assert acting(of(result, "1", 1))[0][0] == "Ali Osman"
    result = linked("Ali Osman, Sudan", "A. Osman, Sudan", "Amir Osman, Sudan")
    assert acting(of(result, "1", 1))[0][0] == "A. Osman"


def test_persons_of_local_agreements_are_left_out_unless_asked_for(authority: Authority) -> None:
    local = Agreement(parties="Ali Osman, SLM", countries=["Sudan"], level_code="IntraLocal")
    (quiet,) = link([local], authority).participations
    assert quiet[0].representations == []
    (all_of_them,) = link([local], authority, persons="all").participations
    assert acting(all_of_them[0])[0][0] == "Ali Osman"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Witnessed by: Republic of Kenya; Norway", {"2": ["witness"], "3": ["witness"]}),
        ("Witnesses:\n\nKenya\n\nObservers:\nNorway", {"2": ["witness"], "3": ["observer"]}),
        ("Kenya (as mediator), Norway", {"2": ["mediator"], "3": []}),
        ("UN (Chair), Kenya (Facilitator)", {"10": ["chair"], "2": ["facilitator"]}),
        ("Norway and Kenya as observers", {"3": ["observer"], "2": ["observer"]}),
        (
            "Guarantors as witnesses and depositaries:\nKenya",
            {"2": ["guarantor", "witness", "depositary"]},
        ),
        (
            "facilitation of Norway, under the auspices of the UN and in the presence of Kenya",
            {"3": ["facilitator"], "10": ["other"], "2": ["present"]},
        ),
        ("Testigos: Kenya", {"2": ["witness"]}),
        ("En présence du Kenya", {"2": ["present"]}),
        ("Hosted by Norway", {"3": ["host"]}),
        ("Chief Military Observer of the UN", {"10": []}),
        ("Kenya", {"2": []}),
    ],
)
def test_roles_are_those_that_the_words_say(
    linked: Linked, text: str, expected: dict[str, list[str]]
) -> None:
    result = linked("", third=text)
    assert {p.actor: p.roles for p in result.participations[0]} == expected


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("Not signed, agreement mentions the SLM", "20", "not-signed"),
        ("(Signed) A. Osman, Sudan", "1", "signed"),
        ("Sudan: [signature illegible]\nSLM", "1", "illegible"),
        ("Sudan: [signature illegible]\nSLM", "20", "not-stated"),
        ("The text mentions the SLM", "20", "mentioned-only"),
        ("Sudan, signed for by Ali Osman; SLM", "1", "signed"),
        ("For Sudan:\n(Signed) Ali Osman\n\nFor the SLM:\n[no signature]", "20", "not-signed"),
    ],
)
def test_what_is_said_about_signing(linked: Linked, text: str, actor: str, expected: str) -> None:
    assert of(linked(text), actor).signing == expected


def test_a_reservation_belongs_to_the_actor_before_it(linked: Linked) -> None:
    result = linked("1. Sudan\n(Signed) Ali Osman\n2. SLM Express reservations\n(Signed) B. Idris")
    assert of(result, "20").reservation == "Express reservations"
    assert of(result, "1").reservation == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("H.E. Dr. Ali al-Amin, Minister", ["Ali al-Amin"]),
        ("Lt. Gen. J. P. Roe (Ret.)", ["J. P. Roe"]),
        ("the Ministry of Foreign Affairs", []),
        ("MARÍA EMMA GÓMEZ; LUIS PAZ", ["MARÍA EMMA GÓMEZ", "LUIS PAZ"]),
        ("Disaster Management Committee", []),
        ("Maj-Gen Roe, C/Supt. Al Doe and Dir. Eva Poe", ["Roe", "Al Doe", "Eva Poe"]),
        ("Amb. Fortunio U. Abad", ["Fortunio U. Abad"]),
        ("Mara Coronel Ferro", ["Mara Coronel Ferro"]),
        ("M Louis MAYOL; M. Jean Paul ROUX", ["Louis MAYOL", "Jean Paul ROUX"]),
        ("Président de la République et Chef de la Mission", []),
        ("Bureau du Président de la République\nConseiller Technique", []),
        ("the North Atlantic Front; Higher Leading Commission", []),
        ("Students' Union of the Irish Governments", []),
        ("the Northern Side A. Roe", ["A. Roe"]),
    ],
)
def test_names_of_persons_are_recognised_by_their_looks(text: str, names: list[str]) -> None:
    assert [person.name for person in persons(text)] == names


def test_signing_is_read_from_the_field_and_the_passage() -> None:
    assert of_field("Agreement unsigned, parties believed to be A") == "not-signed"
    assert of_field("Sudan, SLM") == ""
    assert of_passage("A. Roe [illegible]") == "illegible"
    assert of_passage("/s/ A. Roe") == "signed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Witnesses:\nFacilitator:\nJohn Roe, Norway\nObservers:\nAnn Doe, Chad\n\nGuarantor:\nKenya",
            {
                "NOR": ["witness", "facilitator"],
                "TCD": ["witness", "observer"],
                "KEN": ["guarantor"],
            },
        ),
        (
            "Witnessed by:\n\nFor the United Nations\nJohn Roe\n\nFor the Facilitator\nNorway\nAnn Doe\n\n"
            "For the African Union\nJim Poe",
            {
                "united-nations": ["witness"],
                "NOR": ["witness", "facilitator"],
                "african-union": ["witness"],
            },
        ),
        (
            "Signed in the presence of:\nFor the Mediation: Chad, John Roe\nFor Norway: Ann Doe",
            {"TCD": ["present", "mediator"], "NOR": ["present"]},
        ),
        (
            "For the Guarantor States:\nFor Norway: A. Roe\nFor Chad: B. Doe",
            {"NOR": ["guarantor"], "TCD": ["guarantor"]},
        ),
        ("Witnesses:\nNorway\n\nObservers:\nChad", {"NOR": ["witness"], "TCD": ["observer"]}),
        (
            "Mediators:\nNorway\nFor the Guarantors:\nChad",
            {"NOR": ["mediator"], "TCD": ["guarantor"]},
        ),
    ],
)
def test_headings_that_follow_one_another_add_up(text: str, expected: dict[str, list[str]]) -> None:
    found = link([Agreement(third_parties=text)], Authority.builtin()).participations[0]
    assert {one.actor: one.roles for one in found} == expected
