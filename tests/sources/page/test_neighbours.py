"""What belongs to one label stays there: explicit cells, empty neighbours, lines in order."""

from __future__ import annotations

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import read_page

from . import shapes

TWO = [shapes.THIRD, "In the presence of Dora Dias, African Union"]


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


def _emptied(monkeypatch: pytest.MonkeyPatch, **values: list[str]) -> None:
    monkeypatch.setattr(shapes, "HEADER", {**shapes.HEADER, **values})


HTML = {
    "table": ("<table>{}</table>", "<tr><td>{}</td><td>{}</td></tr>", "<br>"),
    "paragraphs": ("<table>{}</table>", "<tr><th>{}</th><td><p>{}</p></td></tr>", "</p><p>"),
    "definitions": ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>", "<br>"),
    "boxes": ("<div>{}</div>", "<div><div>{}</div><div>{}</div></div>", "<br>"),
    "list": ("<ul>{}</ul>", "<li><strong>{}</strong><p>{}</p></li>", "<br>"),
}


def _page(kind: str) -> str:
    whole, row, end = HTML[kind]
    parts = [("", shapes.header()), *shapes.body()]
    out = []
    for name, rows in parts:
        cells = "".join(row.format(label, end.join(value)) for label, value in rows)
        out.append(f"<h3>{name}</h3>{whole.format(cells)}")
    return f"<html><body>{''.join(out)}</body></html>"


@pytest.mark.parametrize("kind", sorted(HTML))
def test_an_empty_field_of_saved_html_stays_empty(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _emptied(monkeypatch, ThrdPart=TWO, description=[""])
    found = read(html_to_text(_page(kind)))
    assert (found.third_parties.split("\n"), found.description) == (TWO, "")
    _emptied(monkeypatch, Part=[*shapes.PARTIES.split("\n"), *TWO], ThrdPart=[""])
    found = read(html_to_text(_page(kind)))
    assert found.parties.split("\n")[-2:] == TWO
    assert found.third_parties == ""
    assert found.warnings == []


@pytest.mark.parametrize("shape", ["bold", "plain", "pipes", "columns", "crawled", "bold-wrapped"])
def test_an_empty_field_of_a_text_in_order_stays_empty(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _emptied(monkeypatch, ThrdPart=TWO, description=[""])
    text = shapes.crawled("\n") if shape == "crawled" else shapes.TEXTS[shape]()
    found = read(text)
    assert found.third_parties.split() == " ".join(TWO).split()
    assert found.description == ""


def test_a_cell_keeps_what_looks_like_another_label() -> None:
    page = _page("table").replace("Witnessed by", "Description<br>Stage<br>Witnessed by")
    found = read(html_to_text(page))
    assert found.third_parties.split("\n")[:2] == ["Description", "Stage"]
    assert found.description == shapes.HEADER["description"][0]
    assert found.stage == "Ceasefire/related"


def test_preformatted_text_keeps_its_lines() -> None:
    found = read(html_to_text(f"<html><body><pre>{shapes.columns()}</pre></body></html>"))
    assert found == read(shapes.columns())


def test_a_table_may_have_a_column_before_the_labels() -> None:
    rows = [
        f"<tr><td>{number}</td><td>{label}</td><td>{'<br>'.join(value)}</td></tr>"
        for number, (label, value) in enumerate(
            [*shapes.header(), *(row for _, rows in shapes.body() for row in rows)]
        )
    ]
    found = read(html_to_text(f"<html><body><table>{''.join(rows)}</table></body></html>"))
    assert found.provisions == read(html_to_text(_page("table"))).provisions
    assert found.date == "2003-12-07"


def test_words_that_end_an_excerpt_are_no_label() -> None:
    text = shapes.plain().replace(
        "within sight of the river.", "over the\nmedia and communication."
    )
    assert "media and communication." in read(text).provisions[3].excerpt


@pytest.mark.parametrize("down", [True, False])
@pytest.mark.parametrize("blank", [True, False])
def test_labels_in_the_middle_of_their_values_height(down: bool, blank: bool) -> None:
    out: list[str] = []
    for name, rows in [("", shapes.header()), *shapes.body()]:
        out += ["", name, ""] if name else []
        for label, value in rows:
            lines = [line for part in value for line in ((part, "") if blank else (part,))]
            lines = lines[:-1] if blank else lines
            middle = (len(lines) - 1) // 2 if down else len(lines) // 2
            out += [
                f"{label if at == middle else '':<48}{line}".rstrip()
                for at, line in enumerate(lines)
            ]
    found, right = read("\n".join(out)), read(shapes.bold())
    assert found.issue_codes == right.issue_codes
    assert found.provisions == right.provisions
    for field in ("conflict", "conflict_description", "stage", "parties", "third_parties"):
        assert getattr(found, field) == getattr(right, field)
