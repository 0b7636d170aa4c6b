"""Prose on other agreements as passages, and the dates in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.mentions import dates
from graphbuild.mentions.passages import Passage, split
from graphbuild.mentions.words import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("NA", []),
        ("-", []),
        ("Harbour Accord", [Passage("Harbour Accord")]),
        (
            "- Harbour Accord; Ferry Protocol (annex; second part)\r\n• River Pact",
            [
                Passage("Harbour Accord"),
                Passage("Ferry Protocol (annex; second part)"),
                Passage("River Pact"),
            ],
        ),
        (
            "Page 1, Untitled Preamble: Recalling the Harbour Accord;\r\n\r\nPage 2-3, Article 4:\r\n"
            "As agreed; in the\r\nFerry Protocol.",
            [
                Passage("Recalling the Harbour Accord;", "Page 1, Untitled Preamble"),
                Passage("As agreed; in the\nFerry Protocol.", "Page 2-3, Article 4"),
            ],
        ),
        (
            "Page 4, ANNEX TWO\n\nThe Harbour Accord stays in force.",
            [Passage("The Harbour Accord stays in force.", "Page 4, ANNEX TWO")],
        ),
        (
            "Page 1,\nThe parties met.\u2028Page 2: They signed.",
            [Passage("The parties met.", "Page 1"), Passage("They signed.", "Page 2")],
        ),
        (
            "Before any page.\n\nPage 7: One.\n\nTwo.",
            [Passage("Before any page."), Passage("One.", "Page 7"), Passage("Two.", "Page 7")],
        ),
    ],
)
def test_a_text_is_split_into_passages_with_their_pages(text: str, expected: list[Passage]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed on 4 October 1992 in Rome", ["1992-10-04"]),
        ("the 4th of October, 1992", ["1992-10-04"]),
        ("October 4th, 1992", ["1992-10-04"]),
        ("le 1er août 1999", ["1999-08-01"]),
        ("el 10 de enero de 1994", ["1994-01-10"]),
        ("on 24 and 28 July 1993", ["1993-07-24", "1993-07-28"]),
        ("from 16 – 18 March 2008", ["2008-03-16", "2008-03-18"]),
        ("June 28-July 1, 2024", ["2024-07-01"]),
        ("(18-07-1997)", ["1997-07-18"]),
        ("2015-02-12", ["2015-02-12"]),
        ("in July 2005 and in 2011", ["2005-07", "2011"]),
        ("31 February 2004", ["2004"]),
        ("S/2005/999, section 12, paragraph 1992000", []),
        ("no date in May or March", []),
    ],
)
def test_dates_are_found_as_texts_write_them(text: str, expected: list[str]) -> None:
    assert [found.iso for found in dates.find(tokens(text), text)] == expected


def test_a_date_in_numbers_keeps_both_readings() -> None:
    (found,) = dates.find(tokens("of 4/5/2015"), "of 4/5/2015")
    assert {found.iso, *found.others} == {"2015-05-04", "2015-04-05"}


@given(st.text(alphabet=st.sampled_from("Page 12,:;()-\n\r\u2028abc.…•"), max_size=60))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    kept = "".join(passage.page + passage.text for passage in split(text))
    if text.strip() and split(text):
        assert sorted(c for c in kept if c.isalpha()) == sorted(c for c in text if c.isalpha())


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for passage in split(text):
        words = tokens(passage.text)
        for found in dates.find(words, passage.text):
            assert 0 <= found.first <= found.last < len(words)
