"""Who acts for an actor in a text: persons with their offices, or an office alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

from graphbuild.actors.field.text import Field
from graphbuild.actors.openings import may_hold
from graphbuild.actors.persons.assigning import Assignment
from graphbuild.actors.persons.offices import has_office, office_around, tidy
from graphbuild.actors.phrases import compiled
from graphbuild.actors.statement import signing
from graphbuild.records import Representation

_PIECE = re.compile(r"[\n;]")
_BRACKETS = re.compile(r"^\s*\(([^)]*)\)")
_JOINS = compiled(r"\s*{person-and}\b")
_SENTENCE = re.compile(r"(?<=[a-z]{4})\.\s+(?=[A-Z])")
_NEXT_TITLE = compiled(r"[.,]?\s+(?:{person-and}\s+)?(?:{honorific}(?!\w)[. ]*)*$")
_EDITORIAL = compiled(r"\b{editors-remark}\b")
_SIGN_MARK = compiled(
    r"[(\[]\s*{sign-mark}[^)\]]*[)\]]|/\s?s\s?/|\b{signed-word}\s*:|\b{signed-by}\b"
)
_SIGNED = ("signed-word", "signed-by")
_HEADING = compiled(r"\W*{heading-for}\b")


def representations(
    field: Field, assignments: list[Assignment], names: dict[tuple[str, str], str]
) -> dict[int, list[Representation]]:
    """By place in ``field.found``; ``names`` gives the full form of a person's name for an actor.

    Persons of whom the text does not say for whom they act stand under ``-1``.
    """
    out: dict[int, list[Representation]] = defaultdict(list)
    whole = signing.of_field(field.text)
    for n, given in enumerate(assignments):
        actor = field.found[given.actor].actor if given.actor >= 0 else ""
        following = assignments[n + 1].person.start if n + 1 < len(assignments) else len(field.text)
        previous = assignments[n - 1].person.end if n else 0
        bounds = previous, following
        out[given.actor].append(_person(field, given, actor, bounds, names, whole))
    starts, ends = sorted(f.start for f in field.found), sorted(f.end for f in field.found)
    for index in range(len(field.found)):
        texts_own = [given for given in out.get(index, ()) if given.named_by == "text"]
        if not texts_own and (office := _office_alone(field, index, starts, ends)):
            _put_office(out[index], office, whole or "not-stated")
    return out


def _put_office(given: list[Representation], office: str, signing: str) -> None:
    """Add an office that the text names without a person.

    The one person whom the editors name beside it is who held it: that is one representation.
    """
    if len(given) == 1 and not given[0].office:
        words = given[0].as_written
        words = words if office in words else f"{office} {words}"
        given[0] = given[0]._replace(office=office, signing=signing, as_written=words)
    else:
        given.insert(0, Representation(office=office, signing=signing, as_written=office))


def _person(
    field: Field,
    given: Assignment,
    actor: str,
    bounds: tuple[int, int],
    names: dict[tuple[str, str], str],
    whole: str,
) -> Representation:
    text, person = field.text, given.person
    start, end = _passage(text, person.start, person.end, bounds)
    passage = text[start:end]
    editors = _named_by_editors(text, person.start)
    signed = signing.of_passage(passage, text) or whole or "not-stated"
    return Representation(
        person=" ".join(names.get((actor, person.name), person.name).split()),
        office="" if editors else _office(field, person.start, person.end, start, end),
        signing="not-stated" if editors and signed == "signed" else signed,
        named_by="editors" if editors else "text",
        as_written=" ".join(passage.split()).strip(" ;,"),
    )


def _passage(text: str, start: int, end: int, bounds: tuple[int, int]) -> tuple[int, int]:
    """The stretch that speaks of one person: its piece, and office lines below it."""
    first = max(text.rfind(c, 0, start) for c in "\n;") + 1
    if bounds[0] > first:
        first = start  # another person stands before: what is between belongs to that one
    limit = bounds[1]
    cut = _PIECE.search(text, end, limit)
    last = cut.start() if cut else limit
    while last < limit and text[last] == "\n":
        line_end = _PIECE.search(text, last + 1, limit)
        stop = line_end.start() if line_end else limit
        if stop == limit < len(text):
            break  # the next person's line
        line = text[last + 1 : stop].strip()
        if not line or line.endswith(":") or _HEADING.match(line):
            break
        if not has_office(line) and not _SIGN_MARK.search(line):
            break
        last = stop
    if last == bounds[1] and last < len(text):
        tail = _NEXT_TITLE.search(text[end:last])
        last = end + tail.start() if tail else last
    return first, last


def _office(field: Field, start: int, end: int, first: int, last: int) -> str:
    """The office in a person's passage: behind the name, else before it."""
    text = field.text
    signed = "(" in text or "[" in text or "/" in text or may_hold(text, *_SIGNED)
    behind = "" if _JOINS.match(text, end, last) else text[end:last]
    if signed:
        behind = _without_nickname(_SIGN_MARK.sub(" ", behind))
    behind = _SENTENCE.split(tidy(behind), maxsplit=1)[0]
    if behind and (has_office(behind) or not _names_actor(field, end, last)):
        return tidy(behind)[:300] if has_office(behind) or len(behind.split()) <= 6 else ""
    before = _SIGN_MARK.sub(" ", text[first:start]) if signed else text[first:start]
    *_, title, last_part = ["", "", *before.split(":")]
    before = tidy(last_part) or tidy(title)
    if not before or not has_office(before):
        return ""
    bodies = {" ".join(text[f.start : f.end].split()) for f in field.found}
    return before[:300] if before not in bodies else ""


def _without_nickname(behind: str) -> str:
    """What follows a name without brackets right behind it, unless these hold an office."""
    brackets = _BRACKETS.match(behind)
    return behind[brackets.end() :] if brackets and not has_office(brackets[1]) else behind


def _names_actor(field: Field, first: int, last: int) -> bool:
    return any(first <= found.start < last for found in field.found)


def _named_by_editors(text: str, at: int) -> bool:
    """Whether a place is in a bracketed remark that is the editors' and not the agreement's."""
    opening = text.rfind("[", 0, at)
    if opening < 0 or "]" in text[opening:at]:
        return False
    closing = text.find("]", at)
    return bool(_EDITORIAL.search(text, opening, closing if closing >= 0 else len(text)))


def _office_alone(field: Field, index: int, starts: list[int], ends: list[int]) -> str:
    """The office around an actor, up to where others end (``ends``) and begin (``starts``)."""
    found = field.found[index]
    before, behind = bisect_right(ends, found.start), bisect_left(starts, found.end)
    floor = ends[before - 1] if before else 0
    ceiling = starts[behind] if behind < len(starts) else len(field.text)
    return office_around(field.text, found.start, found.end, floor, ceiling)
