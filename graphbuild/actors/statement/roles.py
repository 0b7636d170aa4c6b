"""Roles that a text states: mediator, witness, guarantor ... of which actors.

A role word reaches *forward* (``witnessed by A and B``; ``Witnesses:`` above a list, until the next
such word) or *back* (``A (as mediator)``, ``B, Facilitator``, ``C and D as observers``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from graphbuild.actors.openings import Opened
from graphbuild.actors.phrases import compiled, listed, reaching, table
from graphbuild.patterns import late

# How far a phrase of a role reaches is a column of the table. Agents ("witness") reach forward only
# as a heading, deeds ("witnessed by") always; some are roles only as a heading or a label.
_GOES_ON = r"(?!\s+{agent-goes-on}\b)"
_REACHES = (
    ("deed", "forward", ""),
    ("deed", "forward-label", r"(?=\s?:)"),
    ("agent", "", _GOES_ON),
    ("agent", "heading", r"(?=\s*[:\n]|\s*$)"),
    ("agent", "label", r"(?=\s*[:)])"),
)
_PREFIX = "role-"
_NO_ROLE_BEFORE = compiled(r"\b{no-role-before}\s+$")
_AND_SIGNATORY = compiled(r"\s*{and-signatory}\b")
_NO_ROLE_BEHIND = compiled(r"^\s*{no-role-behind}\b")


def _pattern() -> Opened:
    """All phrases of roles; the group that matches tells how they reach and which role it is."""
    roles = [meaning for meaning in table() if meaning.startswith(_PREFIX)]
    groups = [
        f"(?P<{kind}{n}_{meaning.removeprefix(_PREFIX)}>{words}{behind})"
        for n, (kind, reach, behind) in enumerate(_REACHES)
        for meaning in roles
        if (words := reaching(meaning, reach))
    ]
    return Opened(rf"(?:{'|'.join(groups)})(?!\w)", *roles)


_ROLE = _pattern()
_JOINED = compiled(r"^\s*(?:{joins-roles}|[/,&+(-])*\s*$")
_OPENING = compiled(r"^(?:{page}\s\d+|[ivx]+\b|{opens-role}|[\W\d_])*$")
_LIST_HEADING = compiled(r"\n[ \t]*[*-]?[ ]?{other-list}[^\n:]{0,60}:[ \t]*\n")
_FOR_LINE = compiled(r"\n\W*{heading-for}\s")
_NESTED = compiled(r"[\s:.–-]*(?:{heading-for}\s+)?(?:{article}\s+)?")
_WITNESSED = frozenset({"witness", "present"})
_AS = compiled(r"\b{in-the-role-of}\s+$")
_PLURAL = compiled(
    r"(?:\b{in-the-role-of}\s(?:{article}\s)?(?:\w+\s)?|[(\[]\s*)(?:\w+\s)?\w*s$", re.NOFLAG
)
_WERE = compiled(r"{were}\b", re.NOFLAG)
_FROM = compiled(r"{agent-from}\s", re.NOFLAG)
_FOR = compiled(r"{agent-for}\b.{1,60}:$", re.NOFLAG)
_OF = compiled(r"{agent-of}\b", re.NOFLAG)
_SHORT = "".join(rf"(?<!\b{word})" for word in listed("short-word"))
_SENTENCE_END = late(rf";|\n\s*\n|\n\s*[-•\d]|\n[^\n:]{{0,60}}:|(?<=[a-z]{{2}}){_SHORT}\.\s+[A-Z]")
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


@lru_cache(
    maxsize=1024
)  # asked twice of a field: by those who look for names, and for what is stated
def role_marks(text: str) -> tuple[Mark, ...]:
    """The role words of a text in order, those joined by ``and`` taken together."""
    groups: list[list[re.Match[str]]] = []
    for match in _ROLE.finditer(text):
        if _NO_ROLE_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        if _NO_ROLE_BEHIND.match(text[match.end() : match.end() + 20]):
            continue
        between = text[groups[-1][-1].end() : match.start()] if groups else ""
        if groups and (_JOINED.match(between) if "\n\n" not in between else not between.strip()):
            groups[-1].append(match)
        else:
            groups.append([match])
    return tuple([mark for group in groups if (mark := _mark(text, group))])


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
    if any(kind.startswith("deed") for kind, _, _ in names) or _FROM.match(rest):
        heading = opens or not rest.strip(" .:-'") or rest.endswith(":")
        return Mark(roles, start, end, True, heading, heading, listed)
    if _FOR.match(rest) and opens:
        return Mark(roles, start, end, True, True, True, True)
    if _OF.match(rest) and opens:
        if not _AS.search(text[first:start]):
            return None  # "Facilitator of the peace process": an office; whose is not said
        return Mark(roles, start, end, True, False, True)
    forward = (opens and (listed or bool(re.match(r"[A-ZÀ-Ý]", rest)))) or rest == ":"
    one = not re.search(r"(?:s|eth)$", text[start:end], re.I)
    alone = one and bool(rest.strip(". :"))
    closes = forward and (not alone or rest.startswith(":"))
    return Mark(roles, start, end, forward, forward and not alone, closes, listed)


def stated_roles(
    text: str, spans: list[tuple[int, int]], marks: Sequence[Mark] | None = None
) -> list[list[str]]:
    """The roles of each actor of a text, given the actors' places in the order of the text."""
    roles: list[list[str]] = [[] for _ in spans]
    marks = role_marks(text) if marks is None else marks
    for n, mark in enumerate(marks):
        reached = _forward(text, marks, n, spans) if mark.forward else _back(text, marks, n, spans)
        for i in reached:
            roles[i] += [role for role in mark.roles if role not in roles[i]]
    return roles


def _forward(text: str, marks: Sequence[Mark], n: int, spans: list[tuple[int, int]]) -> list[int]:
    mark = marks[n]
    later = marks[n + 1 :]
    if _is_outer(text, mark, later):
        later = [m for m in later[1:] if _starts_block(text, m)]
    if mark.listed and _WITNESSED.issuperset(mark.roles):
        later = [m for m in later if not _speaks_for(text, m)]  # all who follow sign as witnesses
    ends = [m.start for m in later if (m.closes if mark.listed else m.forward)]
    limit = ends[0] if ends else len(text)
    again = any(m.heading and not set(m.roles).isdisjoint(mark.roles) for m in marks[:n])
    if mark.heading and not again and _speaks_for(text, mark):
        following = _FOR_LINE.search(text, mark.end)
        # "For the Mediation:" above nothing but more such lines is a heading for all of them.
        if following and any(mark.end <= start < following.start() for start, _ in spans):
            limit = min(limit, following.start())
    if mark.listed:
        limit = min(limit, _other_list(text, mark.end, spans))
    if not mark.heading:
        end = _SENTENCE_END.search(text, mark.end)
        limit = min(limit, end.start() if end else len(text))
    return [i for i, (start, _) in enumerate(spans) if mark.end <= start < limit]


def _is_outer(text: str, mark: Mark, later: Sequence[Mark]) -> bool:
    """Whether a heading stands right above another, to which it adds (``Witnessed by:`` / ``Mediator:``)."""
    return mark.listed and bool(later) and bool(_NESTED.fullmatch(text[mark.end : later[0].start]))


def _starts_block(text: str, mark: Mark) -> bool:
    """Whether a blank line stands above a heading that speaks for nobody: then others have ended."""
    first = text.rfind("\n", 0, mark.start) + 1
    return not text[:first].rstrip(" \t").removesuffix("\n").rstrip(" \t")[-1:].strip() and (
        not _speaks_for(text, mark)
    )


def _speaks_for(text: str, mark: Mark) -> bool:
    """Whether the line of a mark begins ``For the ...``: it speaks for that one alone."""
    first = text.rfind("\n", 0, mark.start)
    return bool(_FOR_LINE.match(text[first:] if first >= 0 else f"\n{text}"))


def _other_list(text: str, start: int, spans: list[tuple[int, int]]) -> int:
    """Where another list begins (``Other representatives:``), that is no actor's own."""
    for match in _LIST_HEADING.finditer(text, start):
        if not any(match.start() <= first < match.end() for first, _ in spans):
            return match.start()
    return len(text)


def _back(text: str, marks: Sequence[Mark], n: int, spans: list[tuple[int, int]]) -> list[int]:
    """The actor before the word; for ``as observers`` all of the list before it."""
    mark = marks[n]
    first = max(text.rfind("\n", 0, mark.start), text.rfind(";", 0, mark.start)) + 1
    before = [i for i, (_, end) in enumerate(spans) if first <= end <= mark.start + 1]
    above = text[:first].rstrip(" \t")
    if not before and above.endswith("\n") and above[-2:] != "\n\n" and mark.start - first < 40:
        return [i for i, (_, end) in enumerate(spans) if end < first][-1:]
    plural = _WERE.match(text, mark.start) or _PLURAL.search(
        text[max(0, mark.start - 20) : mark.end]
    )
    if plural:
        floor = max([m.end for m in marks[:n] if m.end > first], default=first)
        return [i for i in before if spans[i][0] >= floor] or before[-1:]
    return before[-1:]
