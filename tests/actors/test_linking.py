"""Which actors a text names, on which side, and how that was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphbuild.actors import Authority, LinkResult, link
from graphbuild.records import Agreement
from tests.actors.conftest import body, state

Linked = Callable[..., LinkResult]


def actors(result: LinkResult, side: str = "party", n: int = 0) -> list[str]:
    return sorted(p.actor for p in result.participations[n] if p.side == side)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For the Government of Sudan: A. Osman", ["1"]),
        ("the National Government and the SLM", ["1", "20"]),
        ("The Sudanese side; the Sudan Liberation Movement (SLM)", ["1", "20"]),
        ("Gobierno Nacional y el Sudan Liberation Movement", ["1", "20"]),
        ("President of the Republic, O. Hassan", ["1"]),
        ("Minister of Defence of the Republic of the Sudan", ["1"]),
        ("representatives of civil society", ["30"]),
        ("Done at Nairobi, Kenya, this 3rd day of May: the SLM", ["20"]),
        ("Ambassador of Norway to Sudan", ["3"]),
        ("All parties other than the SLM", []),
        ("the Sudan Workers Trade Union Party", []),
    ],
)
def test_a_text_names_its_actors(linked: Linked, text: str, expected: list[str]) -> None:
    assert actors(linked(text)) == expected


def test_a_shared_name_is_decided_by_the_place_of_the_agreement(linked: Linked) -> None:
    assert actors(linked("Civil Society", country="Liberia")) == ["31"]
    assert actors(linked("Civil Society", country="Sudan")) == ["30"]
    assert actors(linked("Civil Society", country="Norway")) == []


def test_an_abbreviation_holds_only_where_it_belongs(linked: Linked) -> None:
    assert actors(linked("the SLM")) == ["20"]
    assert actors(linked("the SLM", country="Philippines")) == []


def test_a_panel_that_is_listed_stands_for_itself(linked: Linked) -> None:
    result = linked("Mohamad Ali, MILF Peace Panel Chairman", country="Philippines")
    assert actors(result) == ["22"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Special Representative of the Secretary-General", ["10"]),
        ("J. Doe, Special Envoy of the UN Secretary-General for Sudan", ["10"]),
        ("For the United Nations: K. Roe, Secretary-General", ["10"]),
        ("Special Representative of the Secretary-General of the African Union", ["12"]),
        ("the Group of Friends of the UN Secretary-General", ["13"]),
        ("UN-backed talks", []),
        ("J. Doe, Special Envoy to Kenya of the UN Secretary-General", ["10"]),
        ("at the invitation of the Secretary-General of the United Nations", ["10"]),
        ("J. Doe, UN Secretary-General", ["11"]),
    ],
)
def test_offices_of_the_united_nations(linked: Linked, text: str, expected: list[str]) -> None:
    assert actors(linked("", third=text), "third party") == expected


def test_armed_forces_are_an_actor_of_their_own_where_the_authority_has_them(
    linked: Linked,
) -> None:
    assert actors(linked("For the Armed Forces of Liberia", country="Liberia")) == ["24"]
    assert actors(linked("For the Armed Forces of Sudan")) == ["1"]


def test_an_abbreviation_that_a_text_explains_holds_in_its_agreement_only(linked: Linked) -> None:
    first = "the National Patriotic Front of Liberia (FPNL) and the Government"
    result = linked(first, "the FPNL", third="Witness: the FPNL", country="Liberia")
    assert actors(result) == ["23", "6"]
    assert actors(result, "third party") == ["23"]
    assert result.participations[0][-1].method == "defined-abbreviation"
    assert actors(result, n=1) == []


@pytest.mark.parametrize(
    "words",
    [
        "the True National Patriotic Front of Liberia (TRUF)",
        "the Union of National Patriotic Front of Liberia (UNPF)",
    ],
)
def test_the_last_words_of_a_longer_name_explain_no_abbreviation(
    linked: Linked, words: str
) -> None:
    short = words[-5:-1]
    found = linked(words, third=f"Witness: {short}", country="Liberia")
    assert actors(found, "third party") == []


def test_a_listed_abbreviation_of_another_body_is_not_explained_away() -> None:
    authority = Authority.from_records(
        [
            state("1", "Sudan", "SDN"),
            body("20", "Sudan Liberation Movement", "Sudan", abbreviation="SLM"),
            body("21", "Justice Front", "Sudan", abbreviation="JF"),
        ]
    )
    given = Agreement(
        id="1",
        parties="the Sudan Liberation Movement (JF)",
        third_parties="JF",
        countries=["Sudan"],
        process="P",
    )
    assert actors(link([given], authority), "third party") == ["21"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("South Sudan", []),
        ("the Government of Southern Sudan", []),
        ("West-Sudanese delegates", []),
        ("the South of Sudan, Kenya", ["2"]),
        ("Refugees in Sudan; women of Kenya; Norway", ["3"]),
        ("Mediation Team for Sudan, Norway", ["3"]),
        ("Kenyan women, the Norwegian side", ["3"]),
    ],
)
def test_places_and_topics_are_no_participants(
    linked: Linked, words: str, expected: list[str]
) -> None:
    assert actors(linked(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Armed Forces", ["24"]),
        ("General A. Roe, Chief of Staff of the army", ["24"]),
        ("AFL", ["24"]),
        ("the Armed Forces Revolutionary Council", []),
        ("the army of Sudan", ["1"]),
    ],
)
def test_the_armed_forces_alone_are_those_of_the_country(
    linked: Linked, words: str, expected: list[str]
) -> None:
    assert actors(linked(words, country="Liberia")) == expected


@pytest.mark.parametrize("words", ["ARBiH", "ABiH", "the Army of Bosnia and Herzegovina"])
def test_armed_forces_go_by_the_short_form_of_their_country(words: str) -> None:
    known = [
        state("1", "Bosnia and Herzegovina", "BIH"),
        body("2", "Bosnia and Herzegovina Armed Forces", "Bosnia and Herzegovina", "Military"),
    ]
    given = Agreement(id="1", parties=words, countries=["Bosnia and Herzegovina"], process="P")
    assert actors(link([given], Authority.from_records(known))) == ["2"]


def test_an_air_force_is_not_the_armed_forces() -> None:
    authority = Authority.from_records(
        [state("1", "Chad", "TCD"), body("2", "Air Forces", "Chad", "Military")]
    )
    given = Agreement(id="1", parties="the Armed Forces", countries=["Chad"], process="P")
    assert actors(link([given], authority)) == []


def test_an_actor_of_several_countries_is_at_home_in_each() -> None:
    known = [
        state("1", "Sudan", "SDN"),
        state("2", "Kenya", "KEN"),
        body("3", "Former Detainees", iso3="SDN | KEN"),
    ]
    given = [
        Agreement(id=place, parties="Former Detainees", countries=[place], process=place)
        for place in ("Sudan", "Kenya", "Norway")
    ]
    found = link(given, Authority.from_records(known))
    assert [actors(found, n=n) for n in range(3)] == [["3"], ["3"], []]


def test_a_plural_possessive_ends_its_word() -> None:
    known = [state("1", "Sudan", "SDN"), body("2", "Workers' Front", "Sudan")]
    for words in ("Workers' Front", "Worker’s Front", "Workers’ Front"):
        given = Agreement(id="1", parties=words, countries=["Sudan"], process="P")
        assert actors(link([given], Authority.from_records(known))) == ["2"]


def test_a_person_whose_side_another_agreement_states_is_recognised(linked: Linked) -> None:
    result = linked("Yusuf Karim, Chairman of the SLM", "Y. Karim", "Yusuf Karim, SLM")
    assert [(p.actor, p.method, p.certainty) for p in result.participations[1]] == [
        ("20", "person", "likely")
    ]


def test_reordered_words_are_the_same_name(linked: Linked) -> None:
    assert actors(linked("the National Forum of Bangui", country="Chad")) == ["32"]


def test_first_names_are_no_states(linked: Linked) -> None:
    assert actors(linked("For the SLM: Chad Peterson", country="Sudan")) == ["20"]


def test_both_sides_are_kept_apart_and_words_are_kept(linked: Linked) -> None:
    result = linked("SLM and Republic of the Sudan", third="Witness: Republic of Kenya, SLM")
    assert actors(result) == ["1", "20"]
    assert actors(result, "third party") == ["2", "20"]
    kenya = next(p for p in result.participations[0] if p.actor == "2")
    assert kenya.as_written == ["Republic of Kenya"] or kenya.as_written == ["Kenya"]
    assert (kenya.basis, kenya.certainty) == ("linked", "certain")
    assert kenya.third_to_conflict is None


def test_the_order_of_agreements_does_not_matter(linked: Linked) -> None:
    texts = ("Y. Karim", "Yusuf Karim, Leader of SLM", "For the SLM: Y. Karim, Chairman")
    given = [Agreement(id=t, parties=t, countries=["Sudan"], process="P") for t in texts]
    forth, back = linked(*given), linked(*given[::-1])
    assert actors(forth) == ["20"]
    assert forth.participations == back.participations[::-1]


def test_empty_fields_give_nothing(linked: Linked) -> None:
    assert linked("", "/").participations == [[], []]


def test_a_group_named_after_its_leader_answers_to_the_leaders_name() -> None:
    group = body("40", "Vera Roe and supporters", "Sudan")
    authority = Authority.from_records([state("1", "Sudan", "SDN"), group])
    for words in ("Vera Roe", "Signed: Roe, Vera"):
        given = Agreement(id="1", parties=words, countries=["Sudan"], process="P")
        assert [p.actor for p in link([given], authority).participations[0]] == ["40"]


def test_a_name_may_bear_another_adjective_of_its_country() -> None:
    front = body("41", "Rwandan Patriotic Front", "Rwanda")
    authority = Authority.from_records([state("1", "Rwanda", "RWA"), front])
    given = Agreement(id="1", parties="Rwandese Patriotic Front", countries=["Rwanda"], process="P")
    assert [p.actor for p in link([given], authority).participations[0]] == ["41"]


def test_a_faction_in_parentheses_does_not_take_the_name_of_the_whole() -> None:
    whole = body("42", "Council of Free Hills", "Sudan", abbreviation="CFH")
    faction = body("43", "CFH (K)", "Sudan", abbreviation="CFH (K)")
    authority = Authority.from_records([state("1", "Sudan", "SDN"), whole, faction])
    given = Agreement(id="1", parties="CFH", countries=["Sudan"], process="P")
    assert [p.actor for p in link([given], authority).participations[0]] == ["42"]


def test_a_commander_in_chief_who_is_president_acts_for_state_and_forces(
    linked: Callable[..., LinkResult],
) -> None:
    words = "A. Roe, President and Commander-in-Chief of the Liberia Armed Forces"
    found = linked(words, country="Liberia").participations[0]
    assert {p.actor for p in found} == {"6", "24"}


@pytest.mark.parametrize("words", ["Govt. of Kassala", "Gov. A. Roe"])
def test_the_government_of_a_part_is_not_the_states(
    linked: Callable[..., LinkResult], words: str
) -> None:
    assert linked(words).participations[0] == []


def test_union_ministers_act_for_their_federation(linked: Callable[..., LinkResult]) -> None:
    found = linked("Union Minister A. Roe", "Union level team").participations
    assert [[p.actor for p in group] for group in found] == [["1"], ["1"]]


def test_a_misspelt_surname_is_known_within_the_process(linked: Callable[..., LinkResult]) -> None:
    said = "A. Karadenic, Sudan Liberation Movement"
    found = linked("A. Karadneic", said, said).participations
    assert [p.actor for p in found[0]] == ["20"]
    said = "A. Lanic, Sudan Liberation Movement"
    assert linked("A. Lamic", said, said).participations[0] == []


@pytest.mark.parametrize(
    ("alone", "said"),
    [
        ("A. Osman", ["A. Osman, Chairman of the SLM"]),  # two votes are too few
        ("Osman Osman", ["Osman, Chairman of the SLM"] * 3),  # a surname alone is nobody
        ("A. Osman", ["A. Osman, SLM", "A. Osman, SLM", "A. Osman, Norway", "A. Osman, Norway"]),
    ],
)
def test_a_person_acts_for_nobody_unless_it_is_often_and_clearly_said(
    linked: Linked, alone: str, said: list[str]
) -> None:
    assert actors(linked(alone, *said)) == []


def test_a_group_of_one_word_is_not_that_of_a_neighbour() -> None:
    actors_known = [
        state("1", "Sudan", "SDN"),
        state("2", "Chad", "TCD"),
        body("44", "Hawara", "Chad"),
    ]
    authority = Authority.from_records(actors_known)
    given = [
        Agreement(id=str(n), parties="Hawara", countries=[place], process=place)
        for n, place in enumerate(("Sudan", "Chad"))
    ]
    found = link(given, authority).participations
    assert [[p.actor for p in group] for group in found] == [[], ["44"]]
