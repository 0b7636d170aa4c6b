"""Saved HTML as text."""

from __future__ import annotations

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
