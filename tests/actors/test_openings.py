"""Patterns that are tried only where their phrases may begin find what they would find everywhere."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from graphbuild.actors.field import generics, offices, unlisted
from graphbuild.actors.openings import Opened, bits, held, may_begin, may_hold
from graphbuild.actors.phrases import listed, table
from graphbuild.actors.statement import roles, signing

OPENED = {
    f"{module.__name__.rpartition('.')[2]} {name} {n}": pattern
    for module in (generics, offices, roles, signing, unlisted)
    for name, value in vars(module).items()
    for n, pattern in enumerate(
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, tuple)
        else (value,)
    )
    if isinstance(pattern, Opened)
}


def forms(phrase: str) -> list[str]:
    """A phrase of the table with all and with none of what may be missing; no other meaning in it."""
    if "{" in phrase:
        return []
    bare = phrase
    while (shorter := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = shorter
    return [form.replace("*", "s") for form in (bare, re.sub(r"[()]", "", phrase))]


TEXTS = [
    text
    for phrase in chain.from_iterable(map(listed, table()))
    for form in forms(phrase)
    for text in (
        f"Roe, {form} of the Republic of X: {form.upper()} XYZ ({form.title()})",
        f"the {form}\n{form} ABC, for the DEF delegation, un{form} x_{form}",
    )
]


@pytest.mark.parametrize("name", sorted(OPENED))
def test_nothing_is_missed(name: str) -> None:
    pattern = OPENED[name]
    whole = pattern._pattern
    found = 0
    for text in TEXTS:
        spans = [match.span() for match in whole.finditer(text)]
        assert [match.span() for match in pattern.finditer(text)] == spans, text
        found += len(spans)
    assert found


@pytest.mark.parametrize("meaning", sorted(set(table()) - {"and-signatory"}))
def test_a_text_may_hold_each_phrase_that_it_holds(meaning: str) -> None:
    for phrase in listed(meaning):
        for form in forms(phrase):
            for written in (form, form.upper(), f"«{form}»", f"x {form},"):
                assert may_hold(written, meaning), written


def test_accents_and_case_tell_nothing_apart() -> None:
    assert may_hold("DELEGUEE", "accredited-office")
    assert (
        may_hold("De\u0301le\u0301gue\u0301", "accredited-office") is False
    )  # nor does a pattern match
    assert may_hold("BRIEFEN", "role-mediator") is False
    assert not held("qqq 77 zzzz") & bits(("role-mediator", "army"))


def test_a_meaning_that_begins_with_a_sign_cannot_be_asked_for() -> None:
    with pytest.raises(LookupError, match="does not begin with a word"):
        bits(("and-signatory",))


def test_a_word_tells_what_begins_with_it() -> None:
    assert may_begin("Maj-Gen.", "honorific")
    assert may_begin("Minister,", "office")
    assert not may_begin("Roe", "honorific", "office")
    assert not may_begin("(Minister", "office")
    assert not may_begin("", "office")
