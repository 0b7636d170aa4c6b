"""The words of an office around an actor's name: ``Russian Ministry of Foreign Affairs``."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from graphbuild.actors.openings import places
from graphbuild.actors.phrases import compiled

_OFFICES = ("office", "office-body")
HOLDER = compiled(r"\b{office}\b")
_BODY = compiled(r"\b{office-body}\b")
_STOP = compiled(
    r"[;:\n()\[\]•]|,(?!\s*(?:{and}\s)?[A-Z][\w ]+ {office-goes-on}\b)|\b{ends-office}\b", re.NOFLAG
)
_NEAR = 60
_EDGE = compiled(r"^(?:[\s,;:.\-–—•*\d)}\]\[]|\b{joins-before}\b)+")
_TAIL = compiled(r"(?:[\s,;:.\-–—•*(\[{}]|\b{joins-behind}\b)+$")
_AFTER = compiled(
    r"^(?:['’]s)?(?:[ \t\xa0]+{office-of}(?:[ ]+{the})?[ ]+[A-Z][\w’'&-]+"
    r"|[ \t\xa0]+[A-Z][\w’'&-]{2,})+",
    re.NOFLAG,
)


def has_office(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text names an office, or the body of one."""
    end = len(text) if end is None else end
    return bool(HOLDER.search(text, start, end) or _BODY.search(text, start, end))


def begins_with_office(text: str) -> bool:
    """Whether a text begins with an office, or the body of one."""
    return bool(HOLDER.match(text) or _BODY.match(text))


def is_before_office(text: str, at: int) -> bool:
    """Whether an office is named from here on before a comma, and not far away."""
    found = HOLDER.search(text, at, at + 2 * _NEAR)
    return bool(found and found.start() - at <= _NEAR and "," not in text[at : found.start()])


def _may_hold_office(text: str, first: int, last: int) -> bool:
    """Whether a stretch holds a word with which an office begins, or begins in the midst of a word."""
    if text[max(0, first - 1) : first + 1].isalnum():
        return True
    offices = places(text, _OFFICES)
    return bisect_left(offices, first) < bisect_left(offices, last)


@lru_cache(maxsize=32768)
def tidy(text: str) -> str:
    """A passage without joining words, bullets and punctuation at its edges."""
    text = _TAIL.sub("", _EDGE.sub("", " ".join(text.split())))
    if text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1]
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    return text


def office_around(text: str, start: int, end: int, floor: int, ceiling: int) -> str:
    """The office that the actor named at ``start`` to ``end`` is a part of; ``""`` if none.

    Nothing before ``floor`` and from ``ceiling`` on (the neighbours in the text) belongs to it.
    """
    if not _may_hold_office(text, max(floor, start - 160), min(ceiling, end + 120)):
        return ""
    before = text[max(floor, start - 160) : start]
    stops = [match.end() for match in _STOP.finditer(before)]
    before = before[stops[-1] :] if stops else before
    after = _AFTER.match(text[end : min(ceiling, end + 120)])
    phrase = tidy(before + text[start:end] + (after.group() if after else ""))
    own = " ".join(text[start:end].split())
    if not has_office(phrase.replace(own, " ", 1)):
        return ""
    return phrase if len(phrase) < 200 else ""
