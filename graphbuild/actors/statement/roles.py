"""Roles that a text states: mediator, witness, guarantor ... of which actors.

A role word reaches *forward* (``witnessed by A and B``; ``Witnesses:`` above a list, until the next
such word) or *back* (``A (as mediator)``, ``B, Facilitator``, ``C and D as observers``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Agents reach forward only as a heading; deeds and circumstances always do.
_AGENTS = {
    "mediator": r"mediated(?! by)|mediators?|m[ée]diation(?=\s*[:\n]|\s*$)|m[ée]diateurs?|mediador(?:es)?",
    "facilitator": r"facilitated(?! by)|facilitators?|facilitaors?|facilitateurs?|facilitador(?:es)?|facilitating (?:side|state|party)",
    "guarantor": r"guarantor (?:countries|states)|guarantors?|guarantee?ing (?:state|country|countries)|garants?|garantes?",
    "witness": r"witness(?:es|eth)?|testigos?|t[ée]moins?",
    "observer": r"observer (?:countries|states)|observers?|observador(?:es)?|observatores|observateurs?",
    "chair": r"(?:co-?)?chaired(?! by)|co-?chairs?(?=[):])|chair(?=\))|chairperson(?=\))",
    "host": r"hosted(?! by)|host (?:government|country)|hosts?",
    "depositary": r"depositar(?:y|ies)|depositarios?",
    "adviser": r"advis[eo]rs?(?=\s*[:)])",
    "present": r"(?:were|was|are) (?:also )?present(?! at)",
    "other": r"moderators?|moderador(?:es)?|conciliators?|acompa[ñn]antes?|accompanying (?:persons?|countries|states|partners?|organi[sz]ations?)|accompaniers?|sponsors?",
}
_DEEDS = {
    "mediator": r"mediated by|(?:under the |through the )?(?:mediation|m[ée]diation|mediaci[óo]n) (?:of|by|de)|mediating mission",
    "facilitator": r"facilitated['’]? by|(?:under the |sous la |la )?facilitation (?:of|by|de)",
    "guarantor": r"guaranteed by|garanti par",
    "witness": r"witnessed by|witnessing|attested (?:to|by)|testified by",
    "observer": r"observed by|sous l['’]observation",
    "chair": r"(?:co-?)?chaired by|(?:under the )?(?:co-?)?chair(?:man)?ship of|presided (?:over )?by",
    "host": r"hosted by",
    "present": r"(?:signed )?in (?:the )?presence of|en (?:la )?pr[ée]sence d(?:e|u|es|e la|e l)|en presencia del?"
    r"|with (?:the |a )?participation of|attended by|in attendance|also present(?= at|:)|present at"
    r"|participants?(?= ?:)",
    "other": r"under the auspices of|under the aegis of|(?:under the )?sponsorship of|sponsored by"
    r"|supported by|with the support of|endorsed by|noted by|approved by",
}
_NO_ROLE_BEFORE = re.compile(
    r"\b(?:military|chief military|ceasefire|cease-fire|electoral|human rights)\s+$",
    re.I,
)
_AND_SIGNATORY = re.compile(r"\s*(?:and|/|&)\s*signator(?:y|ies)\b", re.I)
_NO_ROLE_AFTER = re.compile(
    r"^\s*(?:mission|group|force|countries to|team|status|wh?ereof|commission|office|support)\b",
    re.I,
)


def _pattern(kind: str, table: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}_{role}>{words})" for role, words in table.items())


# The boundary stands before all alternatives: most places in a text are ruled out at once.
_ROLE = re.compile(f"\\b(?:{_pattern('deed', _DEEDS)}|{_pattern('agent', _AGENTS)})(?![\\w])", re.I)
_HINT = re.compile(  # the long pattern is slow, and most texts name no role
    r"witness|m[ée]dia|facilit|g[au]arant|observ|chair|host|deposit|advis|moderad?or|concilia|ac+ompa"
    r"|sponsor|pr[ée]sen|auspic|aegis|support|endors|noted|approved|testi|attest|t[ée]moin|particip"
    r"|attend|presid",
    re.I,
)
_JOINED = re.compile(
    r"^\s*(?:and|or|y|et|as|/|,|&|\+|-|signatory|signator(?:y|ies)|and/or|\()*\s*$", re.I
)
_OPENING = re.compile(
    r"^[\W\d_]*(?:page \d+\W*)?(?:[ivx]+\b|by|permanent|following|pour|la|for|the|les?|los|as|comme|como|international|internationaux|signed|other|ont sign[ée]s?"
    r"|agreement|special|third|national|nationaux|countries|states|and|[\W\d_])*$",
    re.I,
)
_LIST_HEADING = re.compile(
    r"\n[ \t]*[*-]?[ ]?(?:other|international organi|stakeholder|permanent|accompanying|participants|parties|signator)[^\n:]{0,60}:[ \t]*\n",
    re.I,
)
_PLURAL = re.compile(r"(?:\bas (?:the )?(?:\w+ )?|[(\[]\s*)(?:\w+ )?\w*(?:s|es|states|countries)$")
_SENTENCE_END = re.compile(
    r";|\n\s*\n|\n\s*[-•\d]|\n[^\n:]{0,60}:|(?<=[a-z]{2})(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\bAmb)"
    r"(?<!\bSec)(?<!\bMaj)(?<!\bBrig)(?<!\bDr)(?<!\bMr)(?<!\bCapt)(?<!\bHon)(?<!\bProf)(?<!\bAtty)"
    r"(?<!\bRev)(?<!\bRep)(?<!\bGov)(?<!\bMs)(?<!\bMrs)\.\s+[A-Z]"
)
_PIECE = re.compile(r"[\n;]")


class Mark(NamedTuple):
    """Roles stated together, and where.

    ``forward``: of what follows; ``heading``: of all that follows until a mark that ``closes``
    (``listed``: above a list), or until any other that reaches forward.
    """

    roles: tuple[str, ...]
    start: int
    end: int
    forward: bool
    heading: bool
    closes: bool
    listed: bool = False


def role_marks(text: str) -> list[Mark]:
    """The role words of a text in order, those joined by ``and`` taken together."""
    groups: list[list[re.Match[str]]] = []
    if not _HINT.search(text):
        return []
    for match in _ROLE.finditer(text):
        if _NO_ROLE_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        if _NO_ROLE_AFTER.match(text[match.end() : match.end() + 20]):
            continue
        between = text[groups[-1][-1].end() : match.start()] if groups else ""
        if groups and (_JOINED.match(between) if "\n\n" not in between else not between.strip()):
            groups[-1].append(match)
        else:
            groups.append([match])
    return [mark for group in groups if (mark := _mark(text, group))]


def _mark(text: str, group: list[re.Match[str]]) -> Mark | None:
    names = [str(match.lastgroup).partition("_") for match in group]
    roles = tuple(dict.fromkeys(role for _, _, role in names))
    start, end = group[0].start(), group[-1].end()
    first = max(text.rfind("\n", 0, start), text.rfind(";", 0, start)) + 1
    if more := _AND_SIGNATORY.match(text, end):
        end = more.end()
    following = _PIECE.search(text, end)
    rest = text[end : following.start() if following else len(text)].strip(" \t])'’\"")
    opens = bool(_OPENING.match(text[first:start]))
    listed = rest.startswith(":") or rest.strip(". :") == ""
    if any(kind == "deed" for kind, _, _ in names) or rest.startswith("from "):
        heading = opens or not rest.strip(" .:-'") or rest.endswith(":")
        return Mark(roles, start, end, True, heading, heading, listed)
    if re.match(r"for\b.{1,60}:$", rest) and opens:
        return Mark(roles, start, end, True, True, True, True)
    if re.match(r"(?:of|to|in|for|del?)\b", rest) and opens:
        if not re.search(r"\b(?:as|comme|como)\s+$", text[first:start], re.I):
            return None  # "Facilitator of the peace process": an office; whose is not said
        return Mark(roles, start, end, True, False, True)
    forward = (opens and (listed or bool(re.match(r"[A-ZÀ-Ý]", rest)))) or rest == ":"
    one = not re.search(r"(?:s|eth)$", text[start:end], re.I)
    alone = one and bool(rest.strip(". :"))
    closes = forward and (not alone or rest.startswith(":"))
    return Mark(roles, start, end, forward, forward and not alone, closes, listed)


def stated_roles(text: str, spans: list[tuple[int, int]]) -> list[list[str]]:
    """The roles of each actor of a text, given the actors' places in the order of the text."""
    roles: list[list[str]] = [[] for _ in spans]
    marks = role_marks(text)
    for n, mark in enumerate(marks):
        reached = _forward(text, marks, n, spans) if mark.forward else _back(text, marks, n, spans)
        for i in reached:
            roles[i] += [role for role in mark.roles if role not in roles[i]]
    return roles


def _forward(text: str, marks: list[Mark], n: int, spans: list[tuple[int, int]]) -> list[int]:
    mark = marks[n]
    later = [m.start for m in marks[n + 1 :] if (m.closes if mark.listed else m.forward)]
    limit = later[0] if later else len(text)
    if mark.listed:
        limit = min(limit, _other_list(text, mark.end, spans))
    if not mark.heading:
        end = _SENTENCE_END.search(text, mark.end)
        limit = min(limit, end.start() if end else len(text))
    return [i for i, (start, _) in enumerate(spans) if mark.end <= start < limit]


def _other_list(text: str, start: int, spans: list[tuple[int, int]]) -> int:
    """Where another list begins (``Other representatives:``), that is no actor's own."""
    for match in _LIST_HEADING.finditer(text, start):
        if not any(match.start() <= first < match.end() for first, _ in spans):
            return match.start()
    return len(text)


def _back(text: str, marks: list[Mark], n: int, spans: list[tuple[int, int]]) -> list[int]:
    """The actor before the word; for ``as observers`` all of the list before it."""
    mark = marks[n]
    first = max(text.rfind("\n", 0, mark.start), text.rfind(";", 0, mark.start)) + 1
    before = [i for i, (_, end) in enumerate(spans) if first <= end <= mark.start + 1]
    above = text[:first].rstrip(" \t")
    if not before and above.endswith("\n") and above[-2:] != "\n\n" and mark.start - first < 40:
        return [i for i, (_, end) in enumerate(spans) if end < first][-1:]
    plural = text[mark.start : mark.start + 4] in {"were", "are "} or _PLURAL.search(
        text[max(0, mark.start - 20) : mark.end]
    )
    if plural:
        floor = max([m.end for m in marks[:n] if m.end > first], default=first)
        return [i for i in before if spans[i][0] >= floor] or before[-1:]
    return before[-1:]
