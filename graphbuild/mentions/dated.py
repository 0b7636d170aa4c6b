"""Agreements that a passage names by their date, with words of the title or within the process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from graphbuild.mentions.dates import Found
from graphbuild.mentions.known import Index, Known, Words, near
from graphbuild.mentions.reading import Reading, Reference
from graphbuild.mentions.words import KIND, LOOSE, STOP, core, listed, telling

_BEFORE = 40
_AFTER = 10
_CLOSE = 5
_MEETING = listed("meeting")
_MADE = listed("made")
_DAY = len("2006-05-05")
# "As agreed at the meeting of 5 May 1996" names the document that the meeting left.
MEETING = "meeting"
_MET = frozenset({"minutes", "statement", "communique", "protocol", "conclusions", "declaration"})
_MEETING_OF = re.compile(
    rf"(?:.* )?(?:{'|'.join(sorted(_MEETING))})(?: (?:of|on|held|in|at|the|dated|\w+))?"
    r"(?: (?:of|on|the))*"
)
_SHORTLY = 5
_PLURAL = re.compile(r"\w{4,}s")


def find(
    own: Known, reading: Reading, index: Index, found: Sequence[Reference]
) -> Iterator[Reference]:
    """References by date, for dates that no name has taken."""
    taken = {place for item in found for place in range(item.first, item.last + 1)}
    for number, date in enumerate(reading.dates):
        if date.first in taken:
            continue
        first, last = _window(reading, number)
        if len(date.iso) < _DAY:
            first, last = max(first, date.first - _CLOSE), min(last, date.last + _CLOSE)
        words = (*reading.forms(first, date.first - 1), *reading.forms(date.last + 1, last))
        kind, several = _kind(reading, date, first, last)
        placed = _placed(reading, first, last)
        for target in _fitting(own, index, date, kind, words, several=several) if kind else ():
            if method := _method(target, words, placed or kind == MEETING or several):
                yield Reference(target, method, first, last)


def _window(reading: Reading, number: int) -> tuple[int, int]:
    """The words that a date can belong to: its clause, from the date before to the one after.

    Dates in a row (``on 1/11/2006, 16/12/2006 and 14/4/2007``) share the words before them.
    """
    date = reading.dates[number]
    before = (item for item in reversed(reading.dates[:number]) if item.last < date.first)
    ends = takewhile(lambda end: end > date.first - _BEFORE, (item.last + 1 for item in before))
    floor = next((end for end in ends if _has_kind(reading, end, date.first - 1)), 0)
    first = date.first
    while first > max(floor, date.first - _BEFORE) and not reading.ends_after(first - 1):
        first -= 1
    later = (item.first for item in reading.dates[number + 1 :] if item.first > date.last)
    ceiling = min(next(later, len(reading.words)), date.last + 1 + _AFTER)
    last = date.last
    while last + 1 < ceiling and not reading.ends_after(last):
        last += 1
    return first, last


def _has_kind(reading: Reading, first: int, last: int) -> bool:
    return any(word in KIND for word in reading.forms(first, last))


def _kind(reading: Reading, date: Found, first: int, last: int) -> tuple[str, bool]:
    """The kind of document that stands nearest before a date, else behind it; whether it is several."""
    words = reading.forms(first, date.first - 1)
    if before := [place for place, word in enumerate(words) if word in KIND]:
        at = before[-1]
        if _meets(words[at + 1 :]):
            # "Statement on the outcome of the meeting (Geneva, 5 May 1996)" is what the meeting left.
            return MEETING if KIND[words[at]] in _MET else "", False
        if words[at - 1 : at] == ("of",) and at - 2 in before:
            at -= 2  # a memorandum of agreement is a memorandum
        return KIND[words[at]], _PLURAL.fullmatch(words[at]) is not None
    if _MEETING_OF.fullmatch(" ".join(words[-_SHORTLY:])):
        return MEETING, False
    after = [word for word in reading.forms(date.last + 1, last) if word in KIND]
    return (KIND[after[0]], False) if after else ("", False)


def _meets(words: Words) -> bool:
    """Whether the words between a kind of document and a date tell of a meeting on that day."""
    told = [word in _MEETING for word in words if word in _MEETING or word in _MADE]
    return bool(told) and told[-1]


def _fitting(
    own: Known, index: Index, date: Found, kind: str, words: Words, *, several: bool
) -> list[Known]:
    """The one agreement of that date, of the process before others, that the words fit best.

    ``several``: the text names more than one, so that all that are of that kind are meant.
    """
    candidates = list(_dated(own, index, date))
    said = telling(words) - own.local
    scored = []
    for item in candidates:
        hits = len(item.telling & said)
        if _fits(own, item, kind, hits, exact_day=len(date.iso) == _DAY):
            rank = (item.process == own.process, hits, kind in item.kinds, kind in item.heads)
            scored.append((rank, item))
    scored.sort(key=lambda entry: entry[0], reverse=True)
    if not scored:
        return []
    best = [item for rank, item in scored if rank == scored[0][0]]
    if len(best) > 1:
        alike = several and len(date.iso) == _DAY and scored[0][0][0]
        return best if alike and all(kind in item.kinds for item in best) else []
    _, hits, exact, _ = scored[0][0]
    # Of two documents of one day the kind decides: the agreement, not the statement.
    rivals = sum(
        item.process == own.process and (not exact or kind in item.kinds) for item in candidates
    )
    return best if hits or rivals == 1 else []


def _fits(own: Known, item: Known, kind: str, hits: int, *, exact_day: bool) -> bool:
    """Whether kind and title agree with the words; the farther off, the more of the title.

    ``hits`` counts the telling words of the title among those around the date.
    """
    if kind == MEETING:
        met = not _MET.isdisjoint(item.kinds) or not _MEETING.isdisjoint(item.title)
        return exact_day and met and item.process == own.process
    exact = kind in item.kinds
    if item.date == own.date and not (exact and hits and item.process == own.process):
        return False  # what was signed beside it is named by its title
    if not exact_day:
        same = item.process == own.process and not item.subordinate and not item.resolution
        return same and exact and hits >= 1
    if item.process == own.process:
        called = kind == "agreement" and (not item.kinds or not LOOSE.isdisjoint(item.kinds))
        carries = item.subordinate and not (kind == "annex" and exact)
        return hits >= 2 or ((exact or called) and (hits >= 1 or not carries))
    if near(own, item):
        return hits >= 2 or (exact and hits >= 1)
    return exact and hits >= 3


def _dated(own: Known, index: Index, date: Found) -> Iterator[Known]:
    """The earlier agreements of a date; of a month or year only those of the process."""
    for reading in (date.iso, *date.others):
        pool = (
            index.by_date.get(reading, ())
            if len(reading) == _DAY
            else (item for item in index.by_process[own.process] if item.date.startswith(reading))
        )
        yield from (item for item in pool if item.date <= own.date and item is not own)


def _placed(reading: Reading, first: int, last: int) -> bool:
    """Whether the words around a date name a place: a capital after ``in`` or ``at``, or before a kind."""
    for place in range(first, last + 1):
        if not reading.capital(place):
            continue
        if place and reading.words[place - 1].form in ("in", "at", "a"):
            return True
        if (
            place < last
            and reading.words[place + 1].form in KIND
            and telling(reading.forms(place, place))
        ):
            return True
    return False


def _method(target: Known, words: Words, placed: bool) -> str:
    """What the link rests on beside the date: words of the title, or the place."""
    if placed and not target.telling & telling(words):
        return "date-place"
    shared = (set(words) | set(core(words))) & (set(target.title) | set(core(target.title))) - STOP
    return "title-date" if shared else "date-place" if placed else ""
