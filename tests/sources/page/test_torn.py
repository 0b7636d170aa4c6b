"""Pages whose arrows, line ends or columns a converter lost, and books in XML."""

from __future__ import annotations

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import Agreement
from graphbuild.sources.page import read_page

from . import shapes


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


@pytest.mark.parametrize("sign", ["?", "", "/", "\u25a1"])
def test_a_path_whose_arrows_are_lost_is_one_and_told(sign: str) -> None:
    found, right = read(shapes.bold().replace("→", sign)), read(shapes.bold())
    assert found.issue_codes == right.issue_codes
    assert found.issue_paths == right.issue_paths
    assert [one.excerpt for one in found.provisions] == [one.excerpt for one in right.provisions]
    (remark,) = found.warnings
    assert "letters of its values may be lost or false" in remark


@pytest.mark.parametrize("sign", [" > ", ">", " -> "])
def test_an_arrow_written_otherwise_is_no_loss(sign: str) -> None:
    found, right = read(shapes.bold().replace("→", sign)), read(shapes.bold())
    assert found.issue_codes == right.issue_codes
    assert found.warnings == []


@pytest.mark.parametrize("root", ["FictionBook", "article", "TEI"])
def test_a_book_in_xml_is_read_as_its_text(root: str) -> None:
    body = shapes.html().partition("<body>")[2]
    body = body.replace("<h3>", "<title><p>").replace("</h3>", "</p></title>")
    page = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}><body>{body}</body></{root}>'
    found, right = read(page), read(shapes.bold())
    assert found.issue_codes == right.issue_codes
    assert (found.source_citation, found.description) == (right.source_citation, right.description)
    assert found.agreement_document == right.agreement_document


def test_the_value_of_another_field_within_a_text_is_told() -> None:
    text = shapes.bold()
    document = "GE_031207_Protocol.pdf (opens in new tab) | Download PDF"
    text = text.replace(f"**Agreement document** {document}", "**Agreement document**")
    found = read(text.replace("sets their hours.", f"sets their hours.\n{document}"))
    assert any("Agreement document" in words for words in found.warnings)


def test_a_page_with_torn_columns_is_refused() -> None:
    text = shapes.bold()
    for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijkl":
        text = text.replace(f"** {shapes.NOTHING}", f"** {letter}x yz", 1)
    with pytest.raises(SourceError, match=r"no passages in \d+ rows"):
        read(text)


def test_labels_beside_the_middle_of_narrow_columns_begin_their_rows() -> None:
    rows: list[str] = []

    def add(label: str, value: list[str], wide: int) -> None:
        height = len(value)
        middle = (height - 1) // 2
        for number, line in enumerate(value):
            rows.append(f"   {label if number == middle else '':<{wide}}{line}")

    import textwrap

    def narrow(lines: list[str]) -> list[str]:
        return [part for line in lines for part in textwrap.wrap(line, 24)]

    for label, value in shapes.header():
        add(label, narrow(value), 30)
    for section, below in shapes.body():
        rows += ["", f"  {section}", ""]
        for label, value in below:
            add(label, narrow(value), 48)
    found, right = read("\n".join(rows)), read(shapes.bold())
    assert found.issue_codes == right.issue_codes
    assert (found.name, found.stage) == (right.name, right.stage)
