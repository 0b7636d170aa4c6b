from __future__ import annotations

import re

import pytest

from graphbuild.patterns import late


def test_a_late_pattern_does_what_the_compiled_one_does() -> None:
    made, pattern = re.compile("(a+)b", re.I), late("(a+)b", re.I)
    for text in ("xAAb ab", "nothing"):
        assert [m.groups() for m in pattern.finditer(text)] == [
            m.groups() for m in made.finditer(text)
        ]
        assert pattern.sub(r"<\1>", text) == made.sub(r"<\1>", text)
    assert (pattern.pattern, pattern.flags) == (made.pattern, made.flags)


def test_it_is_written_and_compiled_once_and_when_it_is_first_used() -> None:
    asked: list[str] = []

    def write() -> str:
        asked.append("now")
        return r"\d+"

    pattern = late(write)
    assert asked == []
    assert pattern.search("in 1999")
    assert pattern.fullmatch("1999")
    assert asked == ["now"]


def test_a_pattern_that_is_none_fails_where_it_is_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("a")
