"""Input that no page has: nothing crashes, nothing is lost, nothing takes long."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.errors import SourceError
from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.detect import format_of
from graphbuild.sources.page import looks_like_page, read_page
from tests.work import calls

from . import shapes

CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LABEL_WORDS = sorted(
    {word for section, rows in shapes.body() for label, _ in rows for word in label.split()}
)
WORDS = st.sampled_from(
    ["kuvale", "Trosni", "melbor", "SAGRET", "Page 3:", "1994", "(b)", "-", *LABEL_WORDS]
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=5)


def said(found: list[Agreement]) -> str:
    return repr([one.to_json() for one in found])


@CALM
@given(st.text(max_size=3000))
def test_any_text_is_read_or_refused(text: str) -> None:
    looks_like_page(text)
    with pytest.raises(SourceError):
        read_page(text, "x.txt")


@CALM
@given(
    st.text(max_size=400),
    st.integers(min_value=0, max_value=200),
    st.sampled_from(sorted(shapes.TEXTS)),
)
def test_any_text_inside_a_page_does_no_harm(noise: str, at: int, shape: str) -> None:
    lines = shapes.TEXTS[shape]().split("\n")
    text = "\n".join([*lines[:at], noise, *lines[at:]])
    if looks_like_page(text):
        assert all(one.file == "x.txt" for one in read_page(text, "x.txt"))


@CALM
@given(
    LINES,
    st.sampled_from(["Part", "ThrdPart", "description", "GRef", "StRef", "Ce"]),
    st.sampled_from(sorted(shapes.TEXTS)),
)
def test_no_word_of_a_value_is_lost(lines: list[str], key: str, shape: str) -> None:
    table = shapes.HEADER if key in shapes.HEADER else shapes.ROWS
    before = table[key]
    table[key] = [*before, *lines, "The end of it, brenka."]
    try:
        text = shapes.TEXTS[shape]()
    finally:
        table[key] = before
    told = said(read_page(text, "x.txt"))
    for word in re.findall(
        r"kuvale|Trosni|melbor|SAGRET|1994|brenka", " ".join(table[key] + lines)
    ):
        assert word in told


@CALM
@given(st.text(max_size=3000))
def test_any_html_becomes_text(html: str) -> None:
    assert isinstance(html_to_text(html), str)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "tail",
    [
        "a" * 2_000_000,
        "a " * 500_000,
        " " * 1_000_000 + "x",
        "|" * 300_000,
        "**a" * 100_000,
        "[a](b" * 60_000,
        "<b" * 150_000,
        "Groups→" * 100_000,
        "Development or\n" * 10_000,
        "Police No specific mention.\n" * 8_000,
        "Ceasefire\n" + "Page 1: " * 60_000,
    ],
)
def test_repetition_does_not_hang(tail: str) -> None:
    assert read_page(shapes.plain() + tail, "x.txt")[0].date == "2003-12-07"


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "piece", ["<b>", "<!--", "&#x", '<a href="', "<script>", "<table>", "<![CDATA["]
)
def test_html_that_never_ends_does_not_hang(piece: str) -> None:
    assert isinstance(html_to_text(piece * 100_000), str)


@pytest.mark.parametrize(
    "unit",
    [
        "Development or\n",
        "Police No specific mention.\n",
        "Ceasefire\nPage 1: x\n",
        "kuvale, Trosni\n",
        "kuvale ",
        "**kuvale** ",
        "[kuvale](melbor) ",
        "| kuvale | SAGRET |\n",
        "<b>kuvale</b>\n",
    ],
)
def test_work_grows_with_the_length_alone(unit: str) -> None:
    def work(times: int) -> int:
        return calls(lambda: read_page(shapes.plain() + unit * times, "x.txt"))

    work(0)  # what is read once for all
    empty = work(0)
    assert work(600) - empty < 2.6 * (work(300) - empty)


@pytest.mark.parametrize("after", ["<html><body>", "<!DOCTYPE html>", "Country/entity"])
def test_many_comments_before_a_page_cost_no_time(after: str) -> None:
    head = "<?xml version='1.0'?>" + "<!-- image -->\n" * 500 + after
    assert format_of(head.encode(), "page") == ("text" if after[0] == "C" else "html")


@pytest.mark.parametrize(
    "words",
    ["-" * 50_000, "|-" * 50_000, "\x85" * 50_000, "A" * 160_000, "**" * 20_000, "[" * 50_000],
)
def test_long_runs_of_a_sign_are_read_and_change_no_other_field(words: str) -> None:
    found = read_page(shapes.bold().replace("Carla", words, 1), "page.txt")[0]
    assert found.date == "2003-12-07"
    assert found.issue_codes == read_page(shapes.bold(), "page.txt")[0].issue_codes
