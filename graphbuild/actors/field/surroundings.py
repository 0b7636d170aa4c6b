"""Whether the words around a name make it a participant, a place, a topic, or part of another name."""

from __future__ import annotations

import re

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|on|against|bordering(?: on)?|throughout|visit(?:ed)? to|accredited to"
    r"|university of|returned? to|en|à|au)\s+(?:the\s+|la\s+|le\s+)?(?:[\w’'-]+,\s+)?$",
    re.I,
)
_DATE_LINE = re.compile(
    r"\b(?:done|signed|held|adopted|meeting|made|concluded|fait|hecho|firmado|suscrito)\s+"
    r"(?:at|in|à|en)\s+(?!the presence|presence)[\w .,'’(-]{0,45}$",
    re.I,
)
# An office that is accredited to a place, as in "Ambassador of Norway to Sri Lanka".
_OFFICE_TO = re.compile(
    r"\b(?:ambassador|embassy|envoy|representative|rep|delegate|mission|coordinator|advis[eo]r"
    r"|rapporteur|secretary[-‐ ]general|SRSG|chargé d.affaires|friends|support|initiative"
    r"|committee|mediation|mediator|facilitator|observer)\b[^\n;:]{0,90}?"
    r"\s(?:to|on|in|au|en)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}?$"
    r"|\b(?:ambassador|envoy|representative|mission|panel|coordinator|advis[eo]r|rapporteur"
    r"|secretary[-‐ ]general|SRSG|friends)\b[^\n;:]{0,90}?"
    r"\s(?:for|pour|para)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}?$",
    re.I,
)
_TOPIC_AFTER = re.compile(
    r"^['’]?s?\s+(?:national )?(?:peace process|political process|crisis|conflict|dialogue|peace talks|affairs\b)",
    re.I,
)
_TOPIC_AFTER_ADJECTIVE = re.compile(
    r"^\s*(?:(?:national |internal )?(?:peace|political|crisis|conflict|process|dialogue|question"
    r"|talks|negotiations|reconciliation|border|issue|problem|war|territory|soil|refugees"
    r"|peoples?(?!['’]s)|capital|lake)\b)",
    re.I,
)
_EXCEPT = re.compile(
    r"\b(?:other than|except(?:ing)?(?: for)?|excluding|apart from)\s+(?:the\s+)?$", re.I
)
_LED = re.compile(
    r"^[-‐–](?:backed|led|mediated|sponsored|brokered|supported|facilitated|controlled|held|based)\b",
    re.I,
)
_BODY = (
    r"(?:front|movement|party|union|league|association|church|eglise|university|congress|alliance"
    r"|province|emirate|intersyndicale|chamber|diaspora|regions?|mouvement|parti|rassemblement"
    r"|rally|movimiento|partido|frente|ej[ée]rcito|arm[ée]e|coalition|conference|archdiocese"
    r"|diocese|bishops?|synod|district|provincia)"
)
_BODY_OF = re.compile(
    rf"\b{_BODY}(?:\s+[\w’'-]+)?\s+(?:of|du|de|des|del|in)\s+(?:the\s+|la\s+)?$", re.I
)
_BODY_AFTER = re.compile(
    r"^[ ]+(?:[A-Z][\w’'-]+[ ]+){0,4}?(?:Movement|Front|Party|Unit|Alliance|Congress|League|Church"
    r"|Association|Track|Rally|Refugee Council|Red Cross|Resistance Force|Patriotic Force"
    r"|Liberation Force|University|Institute|Democratic (?:Community|Union))s?\b"
)
_GOVERNMENT_OF = re.compile(r"(?<!state and )(?<!state or )government of (?:the )?$", re.I)
_GOVERNS = re.compile(r"\bfor the (?:\w+ )?government of (?:the )?$", re.I)
_GOVERNMENT = re.compile(r"government of (?:the )?\w", re.I)
_PORTFOLIO = re.compile(r"(?:,| et| and) (?:de )?(?:la )?$", re.I)
_NAME_LINK = re.compile(r"\b(?:of|du|de|del|the|for|from)\s+$", re.I)


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
        if re.search(r"inter-?$", before, re.I) or _TOPIC_AFTER_ADJECTIVE.match(after):
            return True
        if re.match(r"\s+government", after, re.I):
            return bool(_DATE_LINE.search(line) or _PLACE_BEFORE.search(before))
    if _TOPIC_AFTER.match(after) or _DATE_LINE.search(line) or _PLACE_BEFORE.search(before):
        return True
    return bool(_OFFICE_TO.search(line))


def is_in_larger_name(text: str, start: int, end: int) -> bool:
    """Whether a state's name is part of the name of a body (``Union of X``, ``X Liberation Front``)."""
    before, after = text[max(0, start - 60) : start], text[end : end + 70]
    return bool(_BODY_OF.search(before) or _BODY_AFTER.match(after))


def is_portfolio(text: str, start: int) -> bool:
    """Whether a name is what a minister is in charge of (``... et de la Francophonie``)."""
    line = text[max(0, start - 160) : start].rsplit("\n", 1)[-1]
    return "minist" in line.casefold() and bool(_PORTFOLIO.search(line))


def is_governed(text: str, start: int) -> bool:
    """Whether ``Government of`` stands before it: then no organisation is meant."""
    return bool(_GOVERNMENT_OF.search(text[max(0, start - 60) : start]))


def follows_of(text: str, start: int) -> bool:
    """Whether the word before joins a name to an office (``of``, ``du``, ``for``)."""
    return bool(_NAME_LINK.search(text[max(0, start - 8) : start]))
