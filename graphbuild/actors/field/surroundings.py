"""Whether the words around a name make it a participant, a place, a topic, or part of another name."""

from __future__ import annotations

import re

from graphbuild.actors.openings import may_hold
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
_BODY_OF = compiled(
    r"\b{body}(?:\s+[\w’'-]+)?(?:\s+{of-or-in}\s+(?:{article}\s+)?|\s?/\s?(?:\w+-)?)$"
)
_BODY_AFTER = compiled(r"^[ ]+(?:[A-Z][\w’'-]+[ ]+){0,4}?{body-behind-place}\b", re.NOFLAG)
_STATE_AND = "".join(f"(?<!{words} )" for words in listed("state-and"))
_GOVERNMENT_OF = compiled(_STATE_AND + r"{government-of}\s+$")
_GOVERNS = compiled(r"\b{for}\s+{article}\s+(?:\w+\s+)?{government-of}\s+$")
_GOVERNMENT = compiled(r"{government-of}\s+\w")
_GOVERNMENT_IN = compiled(r"\b{government}\b")
_GOVERNMENT_AFTER = compiled(r"\s+{government}")
_MINISTER = compiled(r"{minister}")
_PORTFOLIO = compiled(r"(?:,|\s{and})\s(?:{of}\s)?(?:{article}\s)?$")
# "visited to the University, ": of phrases, articles and names before a comma.
_MOST_WORDS = 8
_HYPHENS = ("-", "‐", "‑", "–")
_LETTERS_BEHIND = re.compile(r"((?:[ ]+[\w’'-]+){0,5})[ ]*\(([A-Z][A-Z-]{1,8})\)")
_CAPITALISED = re.compile(r"[A-Z][\w’']*")
_ABBREVIATED = 5
_BEARS_BEHIND = compiled(r"^[ ]+(?:[\w'’-]+[ ]+){0,3}?(?:{private-body}|{private-council})\b")
_BEARS_BEFORE = compiled(
    r"\b{private-body}\b[^,;:()\n]{0,50}?\s{represented-of}\s(?:{article}\s|la\s)?$"
)
_OF_STATE = compiled(r"\b(?:{government}|{organ-of-state})\b")
_NAME_LINK = compiled(r"\b{of-name}\s+$")


def is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether the name is excepted (``other than X``) or qualifies something (``X-backed``)."""
    if text[end : end + 1] in _HYPHENS and _LED.match(text[end : end + 14]):
        return True
    return may_hold(text, "except") and bool(_EXCEPT.search(text[max(0, start - 40) : start]))


def is_place(text: str, start: int, end: int, adjective: bool) -> bool:
    """Whether a state's name or adjective says where or about what, not who."""
    before, after = text[max(0, start - 140) : start], text[end : end + 40]
    near = _last_words(before)
    if may_hold(text, "government-of") and (
        _GOVERNS.search(near) or _GOVERNMENT.match(text, start)
    ):
        return False
    line = before.rsplit("\n", 1)[-1]
    done = may_hold(text, "done")
    if adjective:
        if _BETWEEN.search(before) or _TOPIC_AFTER_ADJECTIVE.match(after):
            return True
        if _GOVERNMENT_AFTER.match(after):
            return bool((done and _DATE_LINE.search(line)) or _PLACE_BEFORE.search(near))
    if _TOPIC_AFTER.match(after) or (done and _DATE_LINE.search(line)):
        return True
    if _PLACE_BEFORE.search(near):
        return True
    if not may_hold(text, "accredited-office", "office-for"):
        return False
    governs = _GOVERNMENT_IN.search(text[start : end + 12])
    return bool(not governs and _OFFICE_TO.search(line))


def _last_words(before: str) -> str:
    """As many of the last words as the patterns for what stands right before a name can reach."""
    words = before.rsplit(None, _MOST_WORDS)
    return before[len(words[0]) :] if len(words) > _MOST_WORDS else before


def is_in_larger_name(text: str, start: int, end: int) -> bool:
    """Whether a state's name is part of the name of a body (``Union of X``, ``X Liberation Front``)."""
    if may_hold(text, "body") and _BODY_OF.search(text[max(0, start - 60) : start]):
        return True
    return text[end : end + 1] == " " and bool(_BODY_AFTER.match(text[end : end + 70]))


def is_spelt_by_letters(text: str, start: int, end: int) -> bool:
    """Whether letters in brackets spell a longer name around it: ``Liberia Peace Council (LPC)``.

    The government, republic or army of a state is the state's, whatever its abbreviation.
    """
    behind = _LETTERS_BEHIND.match(text, end)
    if behind is None:
        return False
    letters = re.sub(r"[^A-Z]", "", behind[2].upper())
    first = max(text.rfind("\n", 0, start), text.rfind(";", 0, start), text.rfind(",", 0, start))
    words = _CAPITALISED.findall(text[max(first + 1, start - 80) : behind.end(1)])
    for size in range(2, len(words) + 1):
        name = words[-size:]
        if "".join(word[0] for word in name) == letters:
            whole = text[start:end].split()[0]
            own = " ".join(name)
            return whole in name and own != text[start:end] and not _OF_STATE.search(own)
    return False


def is_borne(text: str, start: int, end: int) -> bool:
    """Whether a body, a community or a people bears a state's name: ``Muslim Community of X``.

    Too weak a sign to say that the state takes no part, but nobody acts for it by such words.
    """
    if text[start:end].isupper() and end - start <= _ABBREVIATED:
        return False  # "GRP Commission"
    if _BEARS_BEHIND.match(text[end : end + 80]):
        return True
    return bool(_BEARS_BEFORE.search(text[max(0, start - 90) : start]))


def is_portfolio(text: str, start: int) -> bool:
    """Whether a name is what a minister is in charge of (``... et de la Francophonie``)."""
    line = text[max(0, start - 160) : start].rsplit("\n", 1)[-1]
    return bool(_MINISTER.search(line) and _PORTFOLIO.search(line))


def is_governed(text: str, start: int) -> bool:
    """Whether ``Government of`` stands before it: then no organisation is meant."""
    before = text[max(0, start - 60) : start]
    return may_hold(text, "government-of") and bool(_GOVERNMENT_OF.search(before))


def follows_of(text: str, start: int) -> bool:
    """Whether the word before joins a name to an office (``of``, ``du``, ``for``)."""
    return bool(_NAME_LINK.search(text[max(0, start - 8) : start]))
