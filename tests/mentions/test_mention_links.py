"""Which agreement a passage means: every rule on small agreements of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.mentions import link_mentions
from graphbuild.records import Agreement, Mention, Provision

Links = Callable[..., set[tuple[str, str]]]


def agreement(key: str, name: str, date: str, process: str = "7", **more: object) -> Agreement:
    given: dict[str, object] = {"countries": ["Ruritania"], "process_id": process, **more}
    return Agreement(id=key, name=name, date=date, **given)  # type: ignore[arg-type]


EARLIER = (
    agreement("1", "Strelsau Peace Agreement on the Return of the Displaced", "1994-05-12"),
    agreement("2", "Agreement between the Crown and the Front (Zenda Accord)", "1996-03-01"),
    agreement("3", "Joint Statement", "1997-02-02"),
    agreement("4", "Joint Statement", "1998-08-08"),
    agreement("5", "Declaration", "1999-09-09"),
    agreement("6", "UN Security Council Resolution 1200", "1998-06-01"),
    agreement(
        "7", "Framework Agreement on Harbour Dues between the Crown and the Front", "2000-01-20"
    ),
    agreement("8", "Protocol on Fishing Grounds", "2001-04-04", "8", countries=["Atlantis"]),
    agreement("9", "Ceasefire Agreement", "2002-02-02"),
    agreement("10", "Implementing Rules of the Zenda Accord", "2002-02-03"),
)
LATER = agreement("99", "Hentzau Charter of Mutual Aid", "2019-01-01")


def mentions(text: str, **own: object) -> list[Mention]:
    """The mentions of an agreement of 2010 that says this of others."""
    source = agreement("50", "Treaty of Castle Road", "2010-10-10", mentions=text, **own)
    records = [(item.id, item) for item in (*EARLIER, LATER, source)]
    return link_mentions(records).get("50", [])


def links(text: str, **own: object) -> set[tuple[str, str]]:
    return {(item.target, item.method) for item in mentions(text, **own) if item.target}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recalling the Strelsau Peace Agreement on the Return of the Displaced.", ("1", "title")),
        ("as laid down in the “Zenda Accord”", ("2", "title")),
        ("as laid down in the Zenda agreement", ("2", "title")),
        ("the Zenda Accord of 1 March 1996", ("2", "title-date")),
        ("the Zenda Accord (03/01/1996)", ("2", "title-date")),
        ("the 1996 Zenda Accord", ("2", "title-date")),
        ("The Framework Agreement on Harbour Dues;", ("7", "short-name")),
        # letters in brackets inside a name, a slip in a long word, other words than the title's
        (
            "the Strelsau Peace Agreement (SPA) on the Return of the Displaced",
            ("1", "title"),
        ),
        ("as laid down in the Strelzau Agreement", ("1", "short-name")),
        ("Agreement on Return of Displaced from Strelsau", ("1", "title")),
        ("the Statement of the meeting held in Zenda on 8 August 1998", ("4", "date-place")),
        ("the Joint Statement of 8 August 1998", ("4", "title-date")),
        ("on 9 September 1999 they issued a declaration", ("5", "title-date")),
        ("the Hofbau Accord, signed at Hofbau on 2 February 2002", ("9", "date-place")),
        (
            "Security Council resolutions 1199 (1998), 1200 (1998) and 1203",
            ("6", "resolution-number"),
        ),
        ("UNSCR 1200", ("6", "resolution-number")),
        ("resolution 1200 (1998)", ("6", "resolution-number")),
    ],
)
def test_each_rule_finds_its_agreement(text: str, expected: tuple[str, str]) -> None:
    assert links(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "the Joint Statement",
        "the Declaration",
        "the Ceasefire Agreement",
        "the Ceasefire Agreement of 3 March 2003",
        "the agreements of the past",
        "the Zenda Accord of 5 May 2005",
        "the Hentzau Charter of Mutual Aid of 1 January 2019",
        "the Treaty of Castle Road of 10 October 2010",
        "the revised Zenda Accord",
        "a meeting on the agreement took place on 2 February 2002",
        "the Council's resolution 1201 (1998)",
        "General Assembly resolution 1200",
        "Security Council resolution 1200 (2004)",
        "the Protocol on Fishing Grounds",
        "Framework Agreement on Harbour Police",
        "the zenda people signed an accord",
    ],
)
def test_what_is_not_certain_gets_no_link(text: str) -> None:
    assert links(text) == set()
    assert [item.text for item in mentions(text)] == [text]


def test_one_passage_can_name_several_agreements() -> None:
    text = "Page 2, Preamble: Recalling the Zenda Accord, the Joint Statement of 8 August 1998 and UNSCR 1200."
    found = mentions(text)
    assert {item.target for item in found} == {"2", "4", "6"}
    assert {(item.text, item.page) for item in found} == {
        (text.partition(": ")[2], "Page 2, Preamble")
    }


def test_dates_in_a_row_share_the_words_before_them() -> None:
    assert {target for target, _ in links("the joint statements of 2/2/1997 and 8/8/1998")} == {
        "3",
        "4",
    }


def test_a_longer_title_is_not_read_as_the_shorter_one_in_it() -> None:
    assert links("the Implementing Rules of the Zenda Accord") == {("10", "title")}


def test_a_title_of_another_country_needs_more_words() -> None:
    far = agreement(
        "60",
        "Charter for Fair Trade in Amber, Salt and Timber",
        "2003-03-03",
        "9",
        countries=["Utopia"],
    )
    source = agreement("50", "X", "2010-10-10", mentions=f"see the {far.name}")
    found = link_mentions([("60", far), ("50", source)])
    assert [(item.target, item.method) for item in found["50"]] == [("60", "title")]


def test_a_short_name_is_learnt_from_a_dated_passage_of_the_process() -> None:
    teller = agreement(
        "40", "Minutes", "2004-04-04", mentions="the Hofbau Accord of 2 February 2002"
    )
    source = agreement("50", "Y", "2010-10-10", mentions="in the spirit of the Hofbau Accord")
    records = [(item.id, item) for item in (*EARLIER, teller, source)]
    assert [(m.target, m.method) for m in link_mentions(records)["50"]] == [("9", "short-name")]
    elsewhere = agreement("51", "Z", "2010-10-10", "8", mentions=source.mentions)
    records.append(("51", elsewhere))
    assert [m.target for m in link_mentions(records)["51"]] == [""]


def test_an_abbreviation_is_learnt_where_it_is_made_of_first_letters() -> None:
    full = "Agreement on Return and Settlement of the Displaced"
    named = agreement("30", full, "2003-03-03")
    teller = agreement("40", "Minutes", "2004-04-04", mentions=f"{full} (ARSD)")
    source = agreement("50", "Y", "2010-10-10", mentions="under article 3 of the ARSD")
    records = [(item.id, item) for item in (named, teller, source)]
    assert [(m.target, m.method) for m in link_mentions(records)["50"]] == [("30", "short-name")]


def test_annexes_of_one_day_do_not_hide_the_agreement_itself() -> None:
    records = [
        agreement("21", "Interim Agreement on the Harbour and the Mole", "2005-05-05"),
        agreement(
            "22", "Annex I to the Interim Agreement on the Harbour and the Mole", "2005-05-05"
        ),
        agreement("50", "Y", "2010-10-10", mentions="Agreement on the Harbour of 5 May 2005"),
    ]
    found = link_mentions([(item.id, item) for item in records])
    assert [item.target for item in found["50"]] == ["21"]


def test_agreements_of_two_unknown_processes_are_not_of_one() -> None:
    records = [
        agreement("1", "Protocol", "2005-05-05", "", countries=[]),
        agreement("2", "Y", "2010-10-10", "", countries=[], mentions="the protocol of 5 May 2005"),
    ]
    assert link_mentions([(item.id, item) for item in records])["2"][0].target == ""


def test_an_agreement_without_a_whole_date_links_to_nothing() -> None:
    for date in ("", "2010-10", "2010-13-40"):
        source = agreement("50", "Y", date, mentions="the Zenda Accord")
        records = [(item.id, item) for item in (*EARLIER, source)]
        assert [item.target for item in link_mentions(records)["50"]] == [""]


def test_coded_passages_and_related_cases_of_a_page_are_read_too() -> None:
    source = agreement(
        "50",
        "Y",
        "2010-10-10",
        related_cases="Zenda Accord",
        provisions=[
            Provision(
                "Cea",
                "Ceasefire",
                1,
                "Page 4",
                "The Strelsau Peace Agreement on the Return of the Displaced stays.",
            ),
            Provision("Pol", "Police", 1, "Page 5", "No agreement is named here."),
        ],
    )
    records = [(item.id, item) for item in (*EARLIER, source)]
    found = [(item.target, item.page) for item in link_mentions(records)["50"]]
    assert found == [("2", ""), ("1", "Page 4")]


_PIECES = st.sampled_from(
    [item.name for item in (*EARLIER, LATER)]
    + [item.date for item in EARLIER]
    + ["1 March 1996", "8 August 1998", "2019", "(", ")", ";", "Page 3: ", "resolution 1200"]
    + ["UNSCR", "of", "on", "the", "signed", "\n\n"]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=14), st.integers(1990, 2020))
def test_no_link_goes_to_a_later_agreement_or_to_itself(pieces: list[str], year: int) -> None:
    source = agreement("50", "Joint Statement", f"{year}-06-15", mentions=" ".join(pieces))
    records = [(item.id, item) for item in (*EARLIER, LATER, source)]
    dates = {item.id: item.date for item in (*EARLIER, LATER)}
    for mention in link_mentions(records).get("50", []):
        assert mention.target != "50"
        assert bool(mention.target) == bool(mention.method)
        assert not mention.target or dates[mention.target] <= source.date


@pytest.mark.parametrize(
    "text",
    [
        "5 May 2001, " * 4000,
        "A" * 40000 + "b",
        "1 " * 20000 + "May 2001",
        "(" * 40000,
        "Page 1, " * 4000,
        "resolution " + " " * 40000 + "x",
        "A-" * 20000,
        "Zenda Accord " * 2000,
    ],
    ids=lambda text: text[:12],
)
def test_long_and_hostile_texts_are_read_in_time(text: str) -> None:
    assert mentions(text)


ONE_DAY = (
    agreement("21", "Hofbau Accord on the Harbours", "2003-03-03"),
    agreement("22", "Joint Statement of the Crown and the Front", "2003-03-03"),
    agreement("23", "Protocol on the Return of the Guards", "2003-03-03"),
    agreement("24", "Protocol on the Release of the Guests", "2003-03-03"),
    agreement("25", "Addendum to the Understanding on the Truce", "2004-04-04"),
    agreement("26", "Minutes of the Joint Committee", "2005-05-05"),
    agreement("27", "Strelsau Accord", "2006-06-06"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the statement signed by both on 3 March 2003", {"22"}),  # the kind tells it apart
        ("the protocol signed by both on 3 March 2003", set()),  # either of two
        ("the protocols signed by both on 3 March 2003", {"23", "24"}),
        ("the truce and its addendum of 4 April 2004", {"25"}),
        ("as decided at the meeting of 5 May 2005", {"26"}),
        ("after the meeting of 3 March 2003 in Hofbau", set()),
        ("recalling the Hofbau and Strelsau Accords", {"21", "27"}),
        ("recalling the Hofbau, Zenda and Strelsau Accords", {"21", "27"}),
        ("recalling Hofbau and the Strelsau Accord", {"27"}),
    ],
)
def test_several_of_one_day_and_several_by_one_word(text: str, expected: set[str]) -> None:
    source = agreement("50", "Treaty of Castle Road", "2010-10-10", mentions=text)
    found = link_mentions([(item.id, item) for item in (*ONE_DAY, source)]).get("50", [])
    assert {item.target for item in found if item.target} == expected
