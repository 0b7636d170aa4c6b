"""Scraps of labels and drawn lines that stand where passages do."""

from __future__ import annotations

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.page import furniture, read_page

from . import shapes


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


@pytest.mark.parametrize("scrap", ["Governance _", "displaced persons", "→ Security sector"])
def test_words_of_labels_alone_are_no_passage_and_told(scrap: str) -> None:
    text = shapes.bold().replace(f"**Police** {shapes.NOTHING}", f"**Police** {scrap}")
    found = read(text)
    assert found.issue_codes == read(shapes.bold()).issue_codes
    assert found.warnings == [f"Police: scraps of labels or letters, no passage: {scrap}"]


@pytest.mark.parametrize("drawn", ["_ —_", "| |", "* . *"])
def test_drawn_lines_are_no_passage(drawn: str) -> None:
    text = shapes.bold().replace(f"**Police** {shapes.NOTHING}", f"**Police** {drawn}")
    assert read(text).issue_codes == read(shapes.bold()).issue_codes


def test_a_path_alone_and_short_words_of_an_excerpt_stay() -> None:
    path = "Security sector→Ceasefire→Ceasefire provision"
    text = shapes.bold().replace(
        f"**Police** {shapes.NOTHING}", "**Police** Page 3:\nCivil police."
    )
    old = "\n".join(shapes.ROWS["Ce"][1:])
    found = read(text.replace(old, ""))
    assert [one for one in found.provisions if one.path == path]
    assert [one.excerpt for one in found.provisions if one.code == "SsrPol"] == ["Civil police."]


@pytest.mark.parametrize(
    "line", ["11/2226,2:15AM_ —_A title", "11/22?26, 2:15 AM A title", "11/22/26, 2:15 AM A title"]
)
def test_a_misread_header_of_a_printed_page_is_no_text(line: str) -> None:
    assert furniture.print_title(line) == "A title"


def test_the_footer_of_the_site_behind_a_misread_mark_is_no_text() -> None:
    assert furniture.is_site("‘The University of Edinburgh is a charitable body | Terms of use")
    assert not furniture.is_site("At the University of Edinburgh the parties met.")
