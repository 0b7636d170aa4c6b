"""Names of persons in a text: what looks like one, and when two forms may be one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from graphbuild.actors.known.lists import word_list
from graphbuild.actors.openings import may_begin
from graphbuild.actors.persons.offices import HOLDER
from graphbuild.actors.phrases import compiled, listed
from graphbuild.patterns import late
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
_ENDING = compiled(r"(?:['’]s|[\s-]+{particle}|[\s-]+{behind-name}\.?|[-–]{article})$")
_HYPHEN = re.compile("[-–]")
_LINK_END = compiled(r"(?:^|[\s-])(?:{particle}|{office-of})$", re.NOFLAG)
_LINK_START = compiled(r"^(?:{particle}[\s-]+)+", re.NOFLAG)
_PARTICLE = compiled(r"{particle}", re.NOFLAG)
_BODY = compiled(r"{body-noun}")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+-?|[^\W\d_]\.?")
_FRENCH_MISTER = late(r"^M\.? (?=[^\W\d_]{2,}[ \w’'.-]* [^\W\d_]{2,})")

# "Volsky, A. N." on a line by itself.
_REVERSED = late(
    rf"^[ \t]*({_CAPITAL}(?:[ ]{_CAPITAL})?,[ ](?:[A-Z][a-z]?\.[ ]?){{1,3}})(?=[ \t;]*$)", re.M
)

_PARTS = re.compile(r"[^\W\d_]+(?:[’'`´-][^\W\d_]+)*")
_SIGNS = re.compile(r"[^\s,]+")
_ONE_INITIAL = re.compile(r"\b[A-Z]\.")
_DIGIT = re.compile(r"\d")
_SURNAME = re.compile(r"[^\W\d_]*[a-zà-ÿ][^\W\d_]*\s+(?:[^\W\d_]+\s+)*[A-ZÀ-Þ]{3,}\b")
_PLURAL = 6
# Of a run without any mark between the names, before it is divided.
_LONGEST_RUN = 60

# A capitalised word that makes a stretch of words no person's name.
NOT_A_NAME = word_list("no-person") | {plain(word) for word in listed("no-name")}


class Person(NamedTuple):
    """One name of a person: as written without titles, and where it stands.

    ``leaning``: it is one only where an actor's name stands right before it, or takes its beginning
    (``Prime Minister of Kenya A. Roe``); else what looks like a name is a topic or a body's.
    """

    name: str
    start: int
    end: int
    titled: bool
    leaning: bool = False


@lru_cache(maxsize=16384)
def _plausible(name: str, titled: bool) -> bool:
    parts = _PARTS.findall(name)
    full = [part for part in parts if len(part) > 1]
    simple = [p for part in parts for p in plain(part).split("-")]
    if not full or all(p in NOT_A_NAME for p in simple):
        return False
    if any(_no_name(plain(part)) for part in parts):
        return False
    if _DIGIT.search(name):
        return False
    initials = len(parts) > len(full)
    if len(full) == 1 and not initials and not titled:
        return False
    return len(parts) <= _LONGEST_RUN


def persons(text: str) -> list[Person]:
    """Names of persons in a text, by their looks: names of bodies may be among them."""
    out = [
        Person(match[1].strip(), match.start(1), match.start(1) + len(match[1].strip()), False)
        for match in _REVERSED.finditer(text)
        if _plausible(match[1], titled=False)
    ]
    reversed_names = [(person.start, person.end) for person in out]
    for match in _NAME.finditer(text):
        run = match[0]
        # A single word is no name, whatever it is; most runs are one.
        if run.isalpha() or not (found := _in_run(run)):
            continue
        start = match.start()
        if any(first <= start < last for first, last in reversed_names):
            continue
        out += [_placed(text, start, person) for person in found]
    return sorted(out, key=attrgetter("start"))


def _placed(text: str, start: int, found: _InRun) -> Person:
    """A name that was found in a run, at its place in the text where the run begins at ``start``."""
    own, first, may_lean = found
    first += start
    leans = may_lean and _TOPIC_BEFORE.search(text[max(0, first - 12) : first])
    leaning = own.leaning or bool(leans)
    return Person(own.name, start + own.start, start + own.end, own.titled, leaning)


def without(people: list[Person], taken: list[tuple[int, int]], text: str) -> list[Person]:
    """The persons' names, without those words of them that are names of actors."""
    out: list[Person] = []
    ends = {end for _, end in taken}
    for person in people:
        pieces = [(person.start, person.end)]
        start, end = person.start, person.end
        for first, last in [span for span in taken if span[0] < end and start < span[1]]:
            pieces = [
                piece
                for a, b in pieces
                for piece in ([(a, b)] if last <= a or b <= first else [(a, first), (last, b)])
            ]
        for a, b in pieces:
            if person.leaning and not _stands_on(a, ends, text):
                continue
            if (a, b) == (person.start, person.end):
                out.append(person._replace(leaning=False))
            elif b > a:
                out += _rest(text, a, b, cut_behind=b < person.end)
    return out


def _stands_on(at: int, ends: set[int], text: str) -> bool:
    """Whether an actor's name ends right before a place."""
    return (
        any(end in ends for end in range(max(0, at - 2), at + 1))
        and not text[at : at + 1].islower()
    )


def _rest(text: str, a: int, b: int, *, cut_behind: bool) -> Iterator[Person]:
    """What is left of a name without the actors in it; ``Armed Forces of`` (Sudan) is nothing."""
    rest = text[a:b].strip(" .,-\xa0")
    if cut_behind and _LINK_END.search(rest):
        return
    rest = _LINK_START.sub("", rest)
    if rest and _plausible(rest, titled=False):
        start = text.index(rest, a)
        yield Person(rest, start, start + len(rest), False)


class _Kind(NamedTuple):
    """What a word in a run of capitalised words is, by its looks alone.

    ``divides``: it is no part of a name, but where it ``may_be_name`` and one has begun;
    ``of_body``: it does, and is no title.
    """

    particle: bool
    divides: bool
    may_be_name: bool
    honorific: bool
    of_body: bool


@lru_cache(maxsize=16384)
def _kind(word: str) -> _Kind:
    bare = word.rstrip(".")
    title = is_title(bare)
    named = may_begin(bare, "title-or-name") and bool(_MAY_BE_NAME.fullmatch(bare))
    return _Kind(
        particle=may_begin(word, "particle") and bool(_PARTICLE.fullmatch(word)),
        divides=title or _is_no_name(word),
        may_be_name=named or _initial(word),
        honorific=is_honorific(word),
        of_body=not title and word[-1] not in ":-",
    )


class _InRun(NamedTuple):
    """A name in a run of words, counted from the run's beginning, and where its first word stands.

    ``may_lean``: what stands before it in the text decides whether it is leaning.
    """

    person: Person
    first: int
    may_lean: bool


@lru_cache(maxsize=32768)  # texts repeat their names
def _in_run(text: str) -> tuple[_InRun, ...]:
    """The names in a run of capitalised words, which titles and words of offices divide."""
    return tuple(_divided(text))


def _divided(text: str) -> Iterator[_InRun]:
    titled, first, last = False, -1, -1
    behind_body = False
    for match in _SIGNS.finditer(text):
        word = match.group()
        kind = _kind(word)
        if first < 0 and kind.particle:
            continue  # "President de la Republica": no name begins so
        if kind.divides and not (first >= 0 and kind.may_be_name):
            at = match.start()
            if first >= 0 and not _is_body(text, first, last, at, word, titled=titled):
                yield from _named(text, first, last, titled, behind_body)
            titled, first = kind.honorific, -1
            behind_body = kind.of_body
        else:
            if first < 0 and behind_body and _initial(word):
                behind_body = False  # "the Northern Side A. Roe"
            first = match.start() if first < 0 else first
            last = match.end()
    if first >= 0:
        yield from _named(text, first, last, titled, behind_body)


def _initial(word: str) -> bool:
    return word.endswith(".") and bool(_INITIALS.fullmatch(word))


def _is_body(text: str, first: int, last: int, at: int, word: str, *, titled: bool) -> bool:
    """Whether words are the beginning of a body's name (``Atlantic`` before ``Front``)."""
    between, raw = text[last:at], text[first:last]
    if raw.endswith(".") and not _initial(raw.split()[-1]):
        return False  # a sentence ends
    if between.strip() and not _LINK_END.search(between.strip()):
        return False
    if _LINK_END.search(raw) or between.strip():
        return True
    if titled or _SURNAME.search(raw) or any(_initial(part) for part in raw.split()):
        return False
    return bool(_BODY.fullmatch(word.strip(".'’")))


@lru_cache(maxsize=65536)
def is_honorific(word: str) -> bool:
    """Whether a word is a title, or titles joined (``Maj-Gen``, ``C/Supt.``)."""
    if may_begin(word, "honorific") and _HONORIFICS.fullmatch(word.rstrip("-")):
        return True
    if "-" not in word and "/" not in word:
        return False
    first, *rest = re.split(r"[-/]", word.rstrip("-"))
    titles = [part for part in (first, *rest) if len(part) > 1]
    return bool(rest and titles) and all(_HONORIFICS.fullmatch(part) for part in titles)


@lru_cache(maxsize=65536)
def is_title(word: str) -> bool:
    """Whether a word stands before names: a title, a rank or an office."""
    return is_honorific(word) or (may_begin(word, "office") and bool(HOLDER.fullmatch(word)))


@lru_cache(maxsize=65536)
def _is_no_name(word: str) -> bool:
    parts = plain(word.strip(".'’")).split("-")
    return all(_no_name(part) for part in parts)


def _no_name(part: str) -> bool:
    """Whether a word, or the singular of one that is long enough, is none of a name."""
    return part in NOT_A_NAME or (len(part) > _PLURAL and part.removesuffix("s") in NOT_A_NAME)


def _named(text: str, first: int, last: int, titled: bool, behind_body: bool) -> Iterator[_InRun]:
    raw = text[first:last]
    name = _bare(raw)
    if _plausible(name, titled):
        may_lean = not titled and not _ONE_INITIAL.search(raw)
        at = text.index(name, first)
        yield _InRun(Person(name, at, at + len(name), titled, behind_body), first, may_lean)


@lru_cache(maxsize=16384)
def _bare(raw: str) -> str:
    """A name without what joins it to its neighbours."""
    raw = _FRENCH_MISTER.sub("", raw, count=1)
    raw = raw.strip(" .-'’")
    ending = _ENDING.search(raw)
    end = ending.start() if ending else len(raw)
    offices = (
        hyphen.start()
        for hyphen in _HYPHEN.finditer(raw, 0, end)
        if HOLDER.fullmatch(raw, hyphen.end())
    )
    return raw[: next(offices, end)]
