"""Pages that are no records, and what a careful reader must know of those that are."""

from __future__ import annotations

import pytest

from graphbuild.errors import SourceError
from graphbuild.ontology import topics
from graphbuild.sources.findings import Findings
from graphbuild.sources.page import read_page

from . import shapes


def kinds(text: str) -> dict[str, str]:
    findings = Findings("page.txt")
    read_page(text, "page.txt", findings)
    return {problem.kind: problem.message for problem in findings.problems()}


@pytest.mark.parametrize("shape", sorted(shapes.TEXTS))
def test_a_whole_page_raises_no_doubt(shape: str) -> None:
    assert kinds(shapes.TEXTS[shape]()) == {}


@pytest.mark.parametrize("shape", sorted(set(shapes.TEXTS) - {"labels-first", "inside"}))
@pytest.mark.parametrize("words", ["Sin mención específica.", "Not applicable here", "n/m"])
def test_the_same_words_in_all_rows_are_no_content(shape: str, words: str) -> None:
    text = shapes.TEXTS[shape]().replace(shapes.NOTHING, words)
    with pytest.raises(SourceError, match=r"page\.txt: the same words in \d+ rows"):
        read_page(text, "page.txt")


def test_eight_rows_of_the_same_words_are_too_many_and_seven_are_not() -> None:
    seven = shapes.bold().replace(shapes.NOTHING, "As agreed before.", 7)
    assert kinds(seven) == {}
    eight = seven.replace(shapes.NOTHING, "As agreed before.", 1)
    with pytest.raises(SourceError, match=r"the same words in 8 rows: 'As agreed before\.'"):
        read_page(eight, "page.txt")


@pytest.mark.parametrize(("others", "refused"), [(3, True), (4, False)])
def test_the_same_words_in_less_than_half_of_the_rows_are_content(
    others: int, refused: bool
) -> None:
    text = shapes.bold().replace(shapes.NOTHING, "As agreed before.", 8)
    for number in range(others):  # beside the five rows that have content
        text = text.replace(shapes.NOTHING, f"Word {number} of a text that differs.", 1)
    if refused:
        with pytest.raises(SourceError, match="the same words in 8 rows"):
            read_page(text, "page.txt")
    else:
        assert kinds(text) == {}


def test_more_content_than_any_page_has_is_refused() -> None:
    text, number = shapes.bold(), 0
    while shapes.NOTHING in text:
        number += 1
        text = text.replace(shapes.NOTHING, f"Word {number} of a text that differs.", 1)
    with pytest.raises(SourceError, match=r"rows have content, more than any page has"):
        read_page(text, "page.txt")


def test_a_page_without_name_and_date_is_no_record() -> None:
    text = shapes.bold().replace("**Agreement name** Protocol on the crossing points", "")
    assert "page-without-name" in kinds(text)
    with pytest.raises(SourceError, match="without name and date"):
        read_page(text.replace("**Date** 7 Dec 2003", ""), "page.txt")


def test_one_bad_page_of_several_is_left_out_and_told() -> None:
    findings = Findings("two.txt")
    bad = shapes.bold().replace(shapes.NOTHING, "Sin mención específica.")
    found = read_page(shapes.bold() + "\n" + bad, "two.txt", findings)
    assert [one.date for one in found] == ["2003-12-07"]
    (problem,) = findings.problems()
    assert (problem.level, problem.kind) == ("error", "refused-page")
    assert "page 2 of 2" in problem.message


@pytest.mark.parametrize("shape", ["bold", "plain", "pipes", "columns"])
def test_rows_missing_from_a_cut_page_are_told(shape: str) -> None:
    text = shapes.TEXTS[shape]()
    half = text[: text.index("Security sector")]
    assert "labels are not on the page" in kinds(half)["page-cut"]
    assert "Security Guarantees" in kinds(half)["page-cut"]


def test_another_date_in_the_name_of_the_document_is_told() -> None:
    text = shapes.bold().replace("7 Dec 2003", "17 Dec 2003")
    assert "GE_031207" in kinds(text)["document-date"]


def test_characters_left_out_are_told() -> None:
    text = shapes.bold().replace("Carla Cruz", "Carla Cr\ufffdz")
    assert "Cr□z" in kinds(text)["unreadable-characters"]
    (found,) = read_page(text, "page.txt")
    assert found.third_parties == "Witnessed by Carla Crz, United Nations"
    assert any("Cr□z" in warning for warning in found.warnings)


def test_fields_without_the_value_that_every_page_has_are_told() -> None:
    text = shapes.bold().replace("Ceasefire/related\n", "\n", 1)
    text = text.replace(shapes.PARTIES, "")
    assert kinds(text) == {
        "field-without-value": "'Protocol on the crossing points': "
        "no value was found for what every page has: Stage, Parties"
    }


@pytest.mark.parametrize("shape", ["bold", "pipes"])
@pytest.mark.parametrize(
    ("letters", "lost", "word"),
    [("fl", "f", "Confict"), ("fi", "", "speci"), ("Th", "fi", "fiird"), ("ti", "t", "naton")],
)
def test_letters_that_a_font_lost_without_a_mark_are_told(
    shape: str, letters: str, lost: str, word: str
) -> None:
    found = kinds(shapes.TEXTS[shape]().replace(letters, lost))
    assert word.casefold() in found["misspelt-labels"].casefold()
    assert found["misspelt-labels"].endswith("letters of its values may be lost or false too")


def test_marks_around_labels_are_no_misspelling() -> None:
    text = shapes.plain().replace(shapes.NOTHING, "_NO SPECIFIC  MENTIONS_")
    assert kinds(text.replace("Country/entity", "Country / Entity:")) == {}


def test_a_process_that_no_list_has_is_told() -> None:
    found = read_page(shapes.bold().replace("Abkhazia peace process", "Lowland talks"), "page.txt")
    assert found[0].process == "Lowland talks"
    assert found[0].warnings == ["Peace process: not a known process: Lowland talks"]


@pytest.mark.parametrize(
    ("mark", "language"),
    [
        ("\\begin{tabular}{ll}", "LaTeX"),
        (".PP", "troff"),
        ("\\pard\\intbl", "RTF"),
        (".. container:: row", "reStructuredText"),
        ("#table(columns: 2,", "Typst"),
    ],
)
def test_the_source_of_a_markup_language_is_refused_by_name(mark: str, language: str) -> None:
    text = shapes.plain().replace("\nRegion", f"\n{mark}\nRegion", 1)
    assert read_page(text, "page.txt")
    whole = shapes.plain().replace("\n", f"\n{mark}\n")
    with pytest.raises(SourceError, match=rf"page\.txt: a coding page as the source of {language}"):
        read_page(whole, "page.txt")


def test_a_list_of_the_sections_is_no_value() -> None:
    names = list(topics.sections().values())
    for outline in ("\n".join(names), " ".join(names), "Document Outline\n\n" + "\n".join(names)):
        for text in (f"{shapes.bold()}\n{outline}\n", f"{outline}\n\n{shapes.bold()}"):
            (found,) = read_page(text, "page.txt")
            assert found == read_page(shapes.bold(), "page.txt")[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\\\\\n"),
        ("\n", " +\n"),
        ("\n", "\\\n"),
        ("## **Groups**", "h3. {anchor:groups}Groups"),
        ("## **Groups**", "h3(#groups). Groups"),
        ("## **Groups**", "::: {.section}\n## Groups\n:::"),
        ("## **Groups**", "## Groups\n    :PROPERTIES:\n    :CUSTOM_ID: groups\n    :END:"),
    ],
)
def test_marks_of_wikis_and_outlines_are_no_words(old: str, new: str) -> None:
    text = shapes.bold()
    lines = text.splitlines(keepends=True)
    changed = "".join(line.replace(old, new) if line.strip() else line for line in lines)
    assert changed != text
    assert read_page(changed, "page.txt")[0] == read_page(text, "page.txt")[0]
