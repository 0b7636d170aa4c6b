"""Saved HTML as text."""

from __future__ import annotations

import pytest

from graphbuild.sources.containers.html import html_to_text


def test_only_visible_words_are_kept() -> None:
    html = (
        "<html><head><title>T</title><style>p{}</style></head><body><!-- no --><script>x()</script>"
        "<p>One &amp; two</p><noscript>no</noscript><ul><li><b>Date</b><div>7 Dec 2003</div></li></ul>"
    )
    assert html_to_text(html).split() == ["One", "&", "two", "**Date**", "7", "Dec", "2003"]


def test_cells_are_parted_by_tabs_and_rows_by_lines() -> None:
    text = html_to_text("<table><tr><th>Region</th><td>Americas<br>x</td></tr><tr><td>a</td></tr>")
    assert [line for line in text.split("\n") if line] == ["**Region**\tAmericas", "\tx", "a"]


def test_a_sign_that_opens_no_tag_is_text() -> None:
    assert html_to_text("<p>a < b and c <- d").strip() == "a < b and c <- d"


PDF = "https://example.org/a_b.pdf"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f'<p>See <a href="{PDF}">the text</a> here', f"See [the text]({PDF}) here"),
        (f'<a href="{PDF}"><i>the</i> text</a>.', f"[the text]({PDF})."),
        ('<p>See <a href="/search">more</a> here', "See more here"),
        ('<p>See <a name="x">more</a> here', "See more here"),
        (f'<a href="{PDF}?x=1">more</a>', "more"),
        (f'<a href="{PDF}">one</a> <a href="/x">two</a>', f"[one]({PDF}) two"),
        (f'<a href="{PDF}">one</a><a href="{PDF}">two</a>', f"[one]({PDF})[two]({PDF})"),
        (f'<a href="{PDF}">one <p>two</p> three</a>', f"[one \n\ntwo\n three]({PDF})"),
        (f'<a href="{PDF}">one <a href="{PDF}2.pdf">two</a> three</a>', f"[one two]({PDF}) three"),
    ],
)
def test_the_address_of_a_document_is_kept_and_no_other(html: str, text: str) -> None:
    assert html_to_text(html).split() == text.split()


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<h2>Head</h2>text", ["# Head", "text"]),
        ("one<br>two", ["one", "two"]),
        ("<div>one</div><div>two</div>", ["one", "two"]),
        ("<pre>a\n  b</pre>", ["a", "\xa0\xa0b"]),
        ("a\n  b", ["a b"]),
        ("<script>x<script>y</script>z</script>w", ["zw"]),
        ("<style>x</style>y", ["y"]),
        (
            "<dl><dt>Date</dt><dd>7 Dec</dd><dt>Region</dt><dd>Asia</dd></dl>",
            ["**Date**\t7 Dec", "**Region**\tAsia"],
        ),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", ["a\tb", "c", "d"]),
        ("</a></p></td>x", ["x"]),
    ],
)
def test_lines_are_those_that_a_reader_sees(html: str, lines: list[str]) -> None:
    found = [line for line in html_to_text(html).split("\n") if line.strip()]
    assert found == lines
