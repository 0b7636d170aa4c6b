"""Whether the words around a name make it a participant, a place, a topic, or part of another name."""

from __future__ import annotations

import re

from graphbuild.actors.phrases import compiled, listed

_PLACE_BEFORE = compiled(r"\b{place-before}\s+(?:{article}\s+)?(?:[\w’'-]+,\s+)?$")
_DATE_LINE = compiled(r"\b{done}\s+{at}\s+(?!{presence})[\w .,'’(-]{0,45}$")
# An office that is accredited to a place, as in "Ambassador of Norway to Sri Lanka".
_OFFICE_TO = compiled(
    r"\b{accredited-office}\b[^\n;:]{0,90}?\s{to-or-in}\s+(?:{article}\s+)?(?:[\w’'-]+\s+){0,2}?$"
    r"|\b{office-for}\b[^\n;:]{0,90}?\s{for}\s+(?:{article}\s+)?(?:[\w’'-]+\s+){0,2}?$"
)
_TOPIC_AFTER = compiled(r"^['’]?s?\s+{topic-after-name}\b")
_TOPIC_AFTER_ADJECTIVE = compiled(r"^\s*(?:{topic-after-adjective}|{people}(?!['’]s))\b")
_BETWEEN = compiled(r"{between-prefix}-?$")
_EXCEPT = compiled(r"\b{except}\s+(?:{article}\s+)?$")
_LED = compiled(r"^[-‐–]{qualified-by}\b")
_BODY_OF = compiled(r"\b{body}(?:\s+[\w’'-]+)?\s+{of-or-in}\s+(?:{article}\s+)?$")
_BODY_AFTER = compiled(r"^[ ]+(?:[A-Z][\w’'-]+[ ]+){0,4}?{body-behind-place}\b", re.NOFLAG)
_STATE_AND = "".join(f"(?<!{words} )" for words in listed("state-and"))
_GOVERNMENT_OF = compiled(_STATE_AND + r"{government-of}\s+$")
_GOVERNS = compiled(r"\b{for}\s+{article}\s+(?:\w+\s+)?{government-of}\s+$")
_GOVERNMENT = compiled(r"{government-of}\s+\w")
_GOVERNMENT_IN = compiled(r"\b{government}\b")
_GOVERNMENT_AFTER = compiled(r"\s+{government}")
_MINISTER = compiled(r"{minister}")
_PORTFOLIO = compiled(r"(?:,|\s{and})\s(?:{of}\s)?(?:{article}\s)?$")
_NAME_LINK = compiled(r"\b{of-name}\s+$")


def is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether the name is excepted (``other than X``) or qualifies something (``X-backed``)."""
    before = text[max(0, start - 40) : start]
    return bool(_EXCEPT.search(before) or _LED.match(text[end : end + 14]))


def is_place(text: str, start: int, end: int, adjective: bool) -> bool:
    """Whether a state's name or adjective says where or about what, not who."""
    before, after = text[max(0, start - 140) : start], text[end : end + 40]
    if _GOVERNS.search(before) or _GOVERNMENT.match(text, start):
        return False
    line = before.rsplit("\n", 1)[-1]
    if adjective:
        if _BETWEEN.search(before) or _TOPIC_AFTER_ADJECTIVE.match(after):
            return True
        if _GOVERNMENT_AFTER.match(after):
            return bool(_DATE_LINE.search(line) or _PLACE_BEFORE.search(before))
    if _TOPIC_AFTER.match(after) or _DATE_LINE.search(line) or _PLACE_BEFORE.search(before):
        return True
    governs = _GOVERNMENT_IN.search(text[start : end + 12])
    return bool(not governs and _OFFICE_TO.search(line))


def is_in_larger_name(text: str, start: int, end: int) -> bool:
    """Whether a state's name is part of the name of a body (``Union of X``, ``X Liberation Front``)."""
    before, after = text[max(0, start - 60) : start], text[end : end + 70]
    return bool(_BODY_OF.search(before) or _BODY_AFTER.match(after))


def is_portfolio(text: str, start: int) -> bool:
    """Whether a name is what a minister is in charge of (``... et de la Francophonie``)."""
    line = text[max(0, start - 160) : start].rsplit("\n", 1)[-1]
    return bool(_MINISTER.search(line) and _PORTFOLIO.search(line))


def is_governed(text: str, start: int) -> bool:
    """Whether ``Government of`` stands before it: then no organisation is meant."""
    return bool(_GOVERNMENT_OF.search(text[max(0, start - 60) : start]))


def follows_of(text: str, start: int) -> bool:
    """Whether the word before joins a name to an office (``of``, ``du``, ``for``)."""
    return bool(_NAME_LINK.search(text[max(0, start - 8) : start]))
