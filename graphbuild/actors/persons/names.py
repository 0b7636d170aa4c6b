"""Names of persons in a text: what looks like one, and when two forms may be one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graphbuild.actors.known.lists import word_list
from graphbuild.actors.persons.offices import OFFICE
from graphbuild.actors.phrases import compiled
from graphbuild.words import plain

_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŠŽČĆĐŁİ][\w’'`´]*(?:[-‐–][\w’'`´]+)*\.?)"
_INITIAL = r"(?:[A-ZÀ-ÖØ-ÞŠŽČĆĐ]\.(?:[ ]?-?[A-Z]\.)*)"
_NAME = compiled(
    rf"(?<!\w)(?<![\W_][^\W\d_]\.)(?:{_INITIAL}[ \t\xa0]*)?{_CAPITAL}"
    rf"(?:[ \xa0]{{1,3}}(?:(?i:{{particle}})[ \xa0-]+)*(?:{_INITIAL}|{_CAPITAL}))*",
    re.NOFLAG,
)
_HONORIFICS = compiled(r"{honorific}\.?(?:\(?{retired}\.?\)?)?")

# Titles that are also parts of names, and are so behind another part of one.
_MAY_BE_NAME = compiled("{title-or-name}")

# "Minister for Social Welfare": what follows is no name, unless a title says so.
_TOPIC_BEFORE = compiled(r"\b{topic-before} $", re.NOFLAG)
_ENDING = compiled(r"(?:['’]s|\s+{particle})$", re.NOFLAG)

# "Volsky, A. N." on a line by itself.
_REVERSED = re.compile(
    rf"^[ \t]*({_CAPITAL}(?:[ ]{_CAPITAL})?,[ ](?:[A-Z][a-z]?\.[ ]?){{1,3}})(?=[ \t;]*$)", re.M
)

_PARTS = re.compile(r"[^\W\d_]+(?:[’'`´-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")

# A capitalised word that makes a stretch of words no person's name.
NOT_A_NAME = word_list("no-person")


class Person(NamedTuple):
    """One name of a person: as written without titles, and where it stands."""

    name: str
    start: int
    end: int
    titled: bool


def _plausible(name: str, titled: bool) -> bool:
    parts = _PARTS.findall(name)
    full = [part for part in parts if len(part) > 1]
    simple = [p for part in parts for p in plain(part).split("-")]
    if not full or all(p in NOT_A_NAME for p in simple):
        return False
    if any(plain(part) in NOT_A_NAME for part in parts):
        return False
    if _DIGIT.search(name):
        return False
    initials = len(parts) > len(full)
    if len(full) == 1 and not initials and not titled:
        return False
    return len(parts) <= 8


def persons(text: str) -> list[Person]:
    """Names of persons in a text, by their looks: names of bodies may be among them."""
    out = [
        Person(match[1].strip(), match.start(1), match.start(1) + len(match[1].strip()), False)
        for match in _REVERSED.finditer(text)
        if _plausible(match[1], titled=False)
    ]
    reversed_names = [(person.start, person.end) for person in out]
    for match in _NAME.finditer(text):
        if any(first <= match.start() < last for first, last in reversed_names):
            continue
        out += _in_run(text, match.start(), match.end())
    return sorted(out, key=lambda person: person.start)


def without(people: list[Person], taken: list[tuple[int, int]], text: str) -> list[Person]:
    """The persons' names, without those words of them that are names of actors."""
    out: list[Person] = []
    for person in people:
        pieces = [(person.start, person.end)]
        for first, last in taken:
            pieces = [
                piece
                for a, b in pieces
                for piece in ([(a, b)] if last <= a or b <= first else [(a, first), (last, b)])
            ]
        for a, b in pieces:
            if (a, b) == (person.start, person.end):
                out.append(person)
            elif b > a and (rest := text[a:b].strip(" .,-")):
                start = text.index(rest, a)
                if _plausible(rest, titled=False):
                    out.append(Person(rest, start, start + len(rest), False))
    return out


def _in_run(text: str, start: int, end: int) -> Iterator[Person]:
    """The names in a run of capitalised words, which titles and words of offices divide."""
    titled, first, last = False, -1, -1
    behind_body = False
    for match in re.finditer(r"[^\s,]+", text[start:end]):
        word = match.group()
        inside = first >= 0 and _MAY_BE_NAME.fullmatch(word)
        if not inside and (_is_honorific(word) or _is_no_name(word)):
            if not behind_body:
                yield from _named(text, first, last, titled)
            titled, first = is_title(word), -1
            behind_body = not titled and word[-1] not in ":-"
        else:
            first = start + match.start() if first < 0 else first
            last = start + match.end()
    if not behind_body:
        yield from _named(text, first, last, titled)


@lru_cache(maxsize=65536)
def _is_honorific(word: str) -> bool:
    return bool(_HONORIFICS.fullmatch(word.rstrip("-")))


@lru_cache(maxsize=65536)
def is_title(word: str) -> bool:
    """Whether a word stands before names: a title, a rank or an office."""
    return _is_honorific(word) or bool(OFFICE.fullmatch(word))


@lru_cache(maxsize=65536)
def _is_no_name(word: str) -> bool:
    parts = plain(word.strip(".'’")).split("-")
    return all(part in NOT_A_NAME for part in parts)


def _named(text: str, first: int, last: int, titled: bool) -> Iterator[Person]:
    if first < 0:
        return
    raw = text[first:last]
    initials = re.search(r"\b[A-Z]\.", raw)
    if not titled and not initials and _TOPIC_BEFORE.search(text[max(0, first - 12) : first]):
        return
    if re.match(r"M\. [^\W\d_]{2,}[ \w’'-]* [^\W\d_]{2,}", raw):
        raw = raw[3:]  # French "M.": an initial has one more name behind it at most
    raw = _ENDING.sub("", raw.strip(" .-'’"))
    if _plausible(raw, titled):
        at = text.index(raw, first)
        yield Person(raw, at, at + len(raw), titled)


def person_key(name: str) -> tuple[str, str]:
    """Surname and first initial, by which forms of one person's name agree; the initial may be ``""``.

    ``V. Kazimirov`` and ``Vladimir Kazimirov`` give the same; so may two brothers, which is why a
    key never counts outside one process and one actor.
    """
    name = " ".join(reversed(name.split(", ", 1)))
    parts = [plain(p) for p in _PARTS.findall(name)]
    parts = [re.sub(r"[’'`´-]", "", p) for p in parts]
    parts = [p for p in parts if p not in {"jr", "sr", "ii", "iii"}] or parts
    if not parts:
        return "", ""
    return parts[-1], parts[0][0] if len(parts) > 1 else ""


def full_key(name: str) -> tuple[str, ...]:
    """First and last word of a name, neither an initial: ``()`` if it has not both."""
    name = " ".join(reversed(name.split(", ", 1)))
    parts = [plain(p) for p in _PARTS.findall(name)]
    if len(parts) < 2 or len(parts[0]) < 2 or len(parts[-1]) < 2:
        return ()
    return parts[0], parts[-1]
