"""What converters do to letters: ligatures, marks for glyphs without a letter, invisible signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.page import phrases, read_page
from graphbuild.sources.page.characters import restored

from . import shapes

TEXT = "The office of the first conflict officer is for fighting and suffering in office."
SHAPES = ("bold", "plain", "columns", "pipes", "interleaved", "tagged", "queued")


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


def told(found: Agreement) -> Agreement:
    return replace(found, warnings=[])


def _worded(text: str) -> str:
    return text.replace(shapes.TEXT, TEXT)


def _glyphs(*marks: str) -> Callable[[str], str]:
    """Marks in place of the ligatures ffi, fi, ff, fl."""

    def changed(text: str) -> str:
        for letters, mark in zip(("ffi", "fi", "ff", "fl"), marks, strict=False):
            text = text.replace(letters, mark)
        return text

    return changed


def _everywhere(sign: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?<=[a-z])(?=[a-z])", sign, text)


RESTORED: dict[str, Callable[[str], str]] = {
    "ligatures": _glyphs("\ufb03", "\ufb01", "\ufb00", "\ufb02"),
    "replacement characters": _glyphs("\ufffd", "\ufffd", "\ufffd", "\ufffd"),
    "NUL": _glyphs("\0", "\0", "\0", "\0"),
    "glyph numbers": _glyphs("(cid:980)", "(cid:976)", "(cid:978)", "(cid:979)"),
    "codes of a font": _glyphs("\ue003", "\ue001", "\ue002", "\ue004"),
    "controls": _glyphs("\x1e", "\x1c", "\x1b", "\x1d"),
    "soft hyphens": _everywhere("\u00ad"),
    "zero-width blanks": _everywhere("\u200b"),
    "word joiners": _everywhere("\u2060"),
    "thin blanks": lambda text: text.replace(" ", "\u2009"),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "full width": lambda text: text.replace("specific", "ｓｐｅｃｉｆｉｃ"),
    "CR": lambda text: text.replace("\n", "\r"),
    "U+2028": lambda text: text.replace("\n", "\u2028"),
    "U+2029": lambda text: text.replace("\n", "\u2029"),
    "U+000B": lambda text: text.replace("\n", "\x0b"),
    "U+0085": lambda text: text.replace("\n", "\x85"),
}
SENTENCES = (
    "NO SPECIFIC MENTION.",
    "no specific mention",
    "No specifi c mention.",
    "No spec ifi c  men tion.",
    "Nospecificmention .",
    "No specifc mention.",
    "No speci c men on.",
    "No specific mentions.",
    "o specific mention.",
    "specific mention.",
    "No  specific   mention.",
    "No specific mention",
    "No spocific montion,",
    "_No specific mention._",
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("mark", sorted(RESTORED))
def test_marks_of_conversion_change_no_value(shape: str, mark: str) -> None:
    text = _worded(shapes.TEXTS[shape]())
    assert told(read(RESTORED[mark](text))) == told(read(text))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_for_nothing_is_known_in_any_spelling(shape: str, sentence: str) -> None:
    text = shapes.TEXTS[shape]()
    assert read(text.replace(shapes.NOTHING, sentence)).provisions == read(text).provisions


@pytest.mark.parametrize(
    "words",
    [
        "The text makes no specific mention.",
        "No specific mention of the army is made.",
        "No specific section.",
        "No specific detention.",
    ],
)
def test_prose_is_not_the_sentence_for_nothing(words: str) -> None:
    assert phrases.nothing(words) is None


def test_a_character_that_nobody_can_know_is_left_out_and_told() -> None:
    found = restored("Sef\ufffdk met (cid:77)Zoh\ufffdr and Zoh\ufffdr.")
    assert found.text == "Sefk met Zohr and Zohr."
    assert found.remarks == ["4 unreadable characters left out (□): □Zoh□r, Sef□k, Zoh□r"]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("people\ufffds courts, people", "people’s courts, people"),
        ("d\ufffdIvoire in Ivoire", "d’Ivoire in Ivoire"),
        (
            "the (cid:12)rst of(cid:14)ce, the (cid:12)gure Se(cid:12)k",
            "the first office, the figure Sefik",
        ),
        ("\ufffdThe first", "The first"),
    ],
)
def test_a_mark_is_restored_where_only_one_word_fits(written: str, right: str) -> None:
    assert restored(written).text == right


@pytest.mark.parametrize("day", ["1", "10", "11", "13", "19", "21", "31"])
@pytest.mark.parametrize("between", ["", "|", " ", ": ", "\t", "\n"])
def test_no_digit_of_a_date_is_eaten_by_its_label(day: str, between: str) -> None:
    text = shapes.plain().replace("Date 7 Dec 2003", f"Date{between}{day} Dec 2003")
    assert read(text).date == f"2003-12-{int(day):02}"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["ligature", "fffd", "split", "nul1", "cid"])
def test_harmed_pages_have_the_record_of_the_plain_one(shared: Path, name: str) -> None:
    home = shared / "cases" / "pages"
    found = read((home / f"{name}.md").read_text(encoding="utf-8"))
    assert told(found) == told(read((home / "plain.md").read_text(encoding="utf-8")))


@pytest.mark.shared
def test_no_topic_rests_on_the_sentence_for_nothing(shared: Path) -> None:
    found = read((shared / "cases" / "pages" / "own-lig.txt").read_text(encoding="utf-8"))
    assert found.issues == ["Groups→Elderly/age"]
