"""The words of an office around an actor's name: ``Russian Ministry of Foreign Affairs``."""

from __future__ import annotations

import re

OFFICE = re.compile(
    r"\b(?:administration|advis[eo]r|agent|ambassador|ambassadeur|assistant|attach[ée]|authority|cabinet|captain|chair(?:man|person|woman)?"
    r"|chancellor|charg[ée]|chief|chef|colonel|command(?:er|ant|ante)?|commander-in-chief|commissioner|consul|consultant|co-?chair\w*|co-?ordinator|coordinator|coordonn\w+|counsell?or|delegad[oa]|delegate|delegation"
    r"|department|deput(?:y|ies)|director|embassy|emir|envoy|envoy[ée]|facilitator|general|governor|gouverneur|head|jefe|judge|king|leader(?:ship)?|lieutenant|major|mayor|mediator|member|membre|miembro|minister"
    r"|ministerio|minist[èe]re|ministre|ministro|ministry|moderator|monitor|negotiator|negociador|observer|office|officer|panel|plenipotentiary|porte[- ]parole|premier|presidency|president|pr[ée]sident|presidente"
    r"|prime minister|queen|rapporteur|representantes?|repr[ée]sentant\w*|representatives?|representing|secretariat|secretar(?:y|ies)|secretario|secr[ée]taire"
    r"|senator|speaker|spokes(?:man|person|woman)|staff|sultan|taoiseach|vice|vocero|witness|emissary|elder|chairmen|troop|brigade|battalion|military|comandante|alto comisionado|comisionado|garante|superintendent|inspector|convenor|organi[sz]er)\b",
    re.I,
)
_STOP = re.compile(
    r"[;:\n()\[\]•]|,(?!\s*(?:and\s)?[A-Z][\w ]+ of\b)|\b(?:represented|led|headed|signed|stated|produced|between|by)\b"
)
_EDGE = re.compile(
    r"^(?:[\s,;:.\-–—•*\d)}\]\[]|\b(?:and|the|for|with|from|on behalf of|at the invitation of|by|as|y|et|pour|por)\b)+",
    re.I,
)
_TAIL = re.compile(r"(?:[\s,;:.\-–—•*(\[{}]|\b(?:and|the|of|for|y|et)\b)+$", re.I)
_AFTER = re.compile(
    r"^(?:['’]s)?(?:[ \t\xa0]+(?:of|for|to|du|de|des)(?:[ ]+(?:the|la|le))?[ ]+[A-Z][\w’'&-]+"
    r"|[ \t\xa0]+[A-Z][\w’'&-]{2,})+"
)


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
    before = text[max(floor, start - 160) : start]
    stops = [match.end() for match in _STOP.finditer(before)]
    before = before[stops[-1] :] if stops else before
    after = _AFTER.match(text[end : min(ceiling, end + 120)])
    phrase = tidy(before + text[start:end] + (after.group() if after else ""))
    own = " ".join(text[start:end].split())
    if not OFFICE.search(phrase.replace(own, " ", 1)):
        return ""
    return phrase if len(phrase) < 200 else ""
