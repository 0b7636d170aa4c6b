"""Words are compared, made keys and guessed in one place, and keys in IRIs never change."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.words import (
    common,
    composed,
    fold,
    hyphenated,
    nearest,
    one_line,
    plain,
    slug,
    unaccented,
)

HOUSE = Path(__file__).parent.parent / "graphbuild"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nagorno-Karabakh", "nagorno-karabakh"),
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("  São  Tomé & Príncipe ", "sao-tome-principe"),
        ("Bjørn", "bjrn-99816797"),
        ("Преспа", "90831cef"),
        ("اتفاق", "9e146b83"),
        ("", "e3b0c442"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-w-d72676ae"),
    ],
)
def test_slugs_in_iris_keep_their_bytes(text: str, key: str) -> None:
    assert slug(text) == key


def test_names_that_lose_letters_never_share_a_slug() -> None:
    names = ["Bjørn", "Bjrn", "Bjłrn", "اتفاق", "Преспа", "和平", "x" * 60, "x" * 61]
    assert len({slug(name) for name in names}) == len(names)


@given(st.text())
def test_a_slug_is_an_iri_segment(text: str) -> None:
    made = slug(text)
    assert made.isascii()
    assert made.replace("-", "").isalnum()
    assert made == made.lower()
    assert len(made) <= 56 + 9


def test_other_letters_are_gaps_in_a_hyphenated_name() -> None:
    assert hyphenated("Bjørn Ñandú (FARC–EP)") == "bj-rn-nandu-farc-ep"
    assert hyphenated("和平") == ""


@given(st.text())
def test_composed_and_decomposed_text_compare_equal(text: str) -> None:
    one, other = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(one) == fold(other)
    assert slug(one) == slug(other)
    assert unaccented(one) == unaccented(other)
    assert composed(other) == composed(one) == one


def test_forms_of_a_font_become_common_letters() -> None:
    assert common("ﬁnal ＡＢＣ e\u0301") == "final ABC é"
    assert composed("ﬁnal") == "ﬁnal"


def test_folding_leaves_what_tells_names_apart() -> None:
    assert fold("Côte d’Ivoire") == fold("COTE D'IVOIRE") == "cotedivoire"
    assert fold("Straße 12_b") == "strasse12b"
    assert fold("Oslo I") != fold("Oslo II")
    assert plain("Łódź-Nord") == "łodz-nord"


def test_white_space_of_every_kind_is_one_blank() -> None:
    assert one_line(" a\u00a0\tb\r\n\u2003c ") == "a b c"


def test_the_nearest_names_come_best_first() -> None:
    known = ["signedOn", "signing", "status", "stage"]
    assert nearest("signedon", known)[0] == "signedOn"
    assert nearest("stag", known, 1) == ["stage"]
    assert nearest("zzz", known) == []


def test_no_other_module_takes_accents_off_or_guesses_names() -> None:
    """``unicodedata`` also tells how wide a letter is drawn; that is the table's own matter."""
    elsewhere = {
        (path.relative_to(HOUSE).as_posix(), node.attr)
        for path in HOUSE.rglob("*.py")
        if path != HOUSE / "words.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("normalize", "get_close_matches")
    }
    imports = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("difflib", "unicodedata")
    }
    assert elsewhere == set(), "take it from graphbuild.words"
    assert imports == {"words.py"}
