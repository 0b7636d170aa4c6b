"""What programs put around a page: quoting marks, line numbers, a spreadsheet, one long line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import read_page

from . import shapes


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


def _numbered(text: str) -> str:
    return "\n".join(f"{n:>4} {line}" for n, line in enumerate(text.split("\n"), 1))


def _quoted(text: str) -> str:
    return "\n".join("> " + line for line in text.split("\n"))


def _rows() -> list[tuple[str, list[str]]]:
    return [*shapes.header(), *(row for _, rows in shapes.body() for row in rows)]


def _spreadsheet(separator: str) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerows((label, "\n".join(value)) for label, value in _rows())
    return out.getvalue()


@pytest.mark.parametrize("wrap", [_numbered, _quoted, lambda text: _quoted(_quoted(text))])
@pytest.mark.parametrize("shape", ["bold", "plain", "interleaved", "bold-wrapped"])
def test_marks_around_a_page_change_nothing(shape: str, wrap: Callable[[str], str]) -> None:
    text = shapes.TEXTS[shape]()
    assert read(wrap(text)) == read(text)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_two_columns_of_a_spreadsheet_are_a_page(separator: str) -> None:
    found = read(_spreadsheet(separator))
    assert found.provisions == read(shapes.bold()).provisions
    assert (found.date, found.warnings) == ("2003-12-07", [])
    assert found.parties == shapes.PARTIES


def test_a_table_of_html_within_markdown_is_read_as_one() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{'<br>'.join(v)}</td></tr>" for n, v in _rows())
    found = read(f"# Protocol\n\n<table>{rows}</table>\n")
    assert found.provisions == read(shapes.bold()).provisions
    assert found.third_parties == shapes.THIRD


def test_labels_in_bold_within_one_paragraph() -> None:
    text = " ".join(f"**{label}** {' '.join(value)}" for label, value in shapes.header())
    for section, rows in shapes.body():
        text += f"\n\n## {section}\n\n"
        text += " ".join(f"**{label}** {' '.join(value)}" for label, value in rows)
    found, right = read(text), read(shapes.bold())
    assert (found.issue_codes, found.warnings) == (right.issue_codes, [])
    for name in ("name", "date", "status", "stage", "process", "region", "third_parties"):
        assert getattr(found, name) == getattr(right, name)
    assert found.parties == shapes.PARTIES.replace("\n", " ")


def test_a_page_on_one_line() -> None:
    text = re.sub(r"\s+", " ", html_to_text(shapes.html()).replace("**", "").replace("#", ""))
    found, right = read(text), read(shapes.bold())
    assert found.issue_codes == right.issue_codes
    for name in ("name", "date", "status", "stage", "process", "region", "third_parties"):
        assert getattr(found, name) == getattr(right, name)


def test_a_mark_between_label_and_value() -> None:
    text = re.sub(r"(?m)^\*\*([^*]+)\*\* ", r"\1 :: ", shapes.bold())
    assert read(text).provisions == read(shapes.bold()).provisions
    assert read(text).date == "2003-12-07"
