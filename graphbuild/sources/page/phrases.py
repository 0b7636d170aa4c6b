"""The phrases that every page prints alike, found however a converter spells them.

They are compared as labels are, by their skeletons (without case, accents, blanks, line ends and
strokes), and with a letter or two lost, added or misread: ``No speci c mention``, ``NO SPECIFIC
MENTION``, ``Nospecif icmontion``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graphbuild.sources.page.skeleton import skeleton, spelled

NOTHING = "No specific mention."
"""What a page prints in a row that has no content."""
_CORE = skeleton("specific mention")
_NO = skeleton("No")
_LIMIT = 2
_ALIKE = ("eoca0", "nmruh", "ft", "s5", "po")  # letters that are misread for one another
# Before the core: the word, its letters misread or swallowed by a label that is glued to it.
_BEFORE = re.compile(
    r"[\s_|~—–*-]*(?:(?<![A-Za-z])[nNWMH]?[oO0e]\W*|(?<=[a-z])(?:N[oO0]|[A-Za-z]{0,2}[oe])\W*|(?<=[a-z]))$"
)
_BARE = re.compile(r"[\s_|~—–*:.-]*$")
_AFTER = re.compile(r"[sS]?[\s*_]*(?:[.,;:]|$|[|)\]]|(?=[A-Z]))")
_REACH = 12  # characters in which the word before the core stands


class Span(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int


@lru_cache(maxsize=512)  # a page says it in nearly every row, and each is asked about several times
def nothing(text: str) -> Span | None:
    """Where a text says ``No specific mention.``, the words before it apart."""
    shape = skeleton(text)
    if not any(piece in shape for piece in _pieces(_CORE)):
        return None
    shape, places = spelled(text)
    for start, stop in _found(shape, _CORE):
        span = _sentence(text, places[start], places[stop - 1] + 1)
        if span is not None:
            return span
    return None


def _sentence(text: str, start: int, end: int) -> Span | None:
    """The sentence whose last two words stand there; ``None`` if it is part of a longer one."""
    after = _AFTER.match(text, end)
    if after is None or (after.end() == end and text[end : end + 1].isalpha()):
        return None
    head = text[max(0, start - _REACH) : start]
    before = _BEFORE.search(head)
    if before is None:
        if not _BARE.fullmatch(text, 0, start):
            return None
        return Span(0, after.end())
    begin = start - len(head) + before.start()
    words = text[:begin].rstrip()
    # In mid-sentence (“the text makes no specific mention.”) it says something else.
    if words[-1:].islower() and " no" in before[0] and any(map(str.isupper, words)):
        return None
    return Span(begin, after.end())


def without(text: str, phrase: str) -> str:
    """A text in which a phrase is a line end wherever it stands."""
    wanted = skeleton(phrase)
    if not any(piece in skeleton(text) for piece in _pieces(wanted)):
        return text
    shape, places = spelled(text)
    out, at = [], 0
    for start, stop in _found(shape, wanted):
        if places[start] >= at:
            out.append(text[at : places[start]].rstrip(" ("))
            at = places[stop - 1] + 1
            while at < len(text) and text[at] in " )":
                at += 1
    return "\n".join([*out, text[at:]])


def has(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text."""
    wanted, shape = skeleton(phrase), skeleton(text)
    return any(piece in shape for piece in _pieces(wanted)) and any(
        True for _ in _found(shape, wanted)
    )


_SHAPE = skeleton(NOTHING)
_ENDS = {_SHAPE[at:]: _SHAPE[:at] for at in range(2, len(_SHAPE) - 1)}
_LEAST = 4  # letters of the sentence's end that are known alone on a line, without a hyphen before


_LONGEST = 400  # characters of a line that ends the sentence
_BACK = 8  # lines, blank ones among them, in which its beginning is looked for


def unbroken(lines: list[str]) -> list[str]:
    """The lines with ``No specific`` / ``mention.`` on one of them.

    The rest may stand behind the rest of a label, below it, or on the next sheet.
    """
    out: list[str] = []
    for line in lines:
        tail = _tail_of(line) if out and len(line) < _LONGEST else None
        if tail is not None and _put_back(out, tail[1]):
            if tail[0].strip():
                out.append(tail[0])
            continue
        out.append(line)
    return out


def _put_back(out: list[str], words: str) -> bool:
    """Put the rest of the sentence behind its beginning, in the last two lines that hold anything."""
    wanted = _ENDS[skeleton(words)]
    filled = [at for at in range(len(out) - 1, max(-1, len(out) - _BACK), -1) if out[at].strip()]
    for at in filled[:2]:
        above = out[at].rstrip()
        broken = above.endswith(("-", "\u00ad"))
        if not skeleton(above[-3 * len(wanted) :]).endswith(wanted):
            continue
        if broken or len(_SHAPE) - len(wanted) >= _LEAST:
            out[at] = f"{above[:-1]}{words}" if broken else f"{above} {words}"
            if at == filled[0]:
                del out[at + 1 :]  # blank lines within the sentence
            return True
    return False


def _tail_of(line: str) -> tuple[str, str] | None:
    """A line that ends with the rest of the sentence: what stands before it, and the rest."""
    words = line.split()
    for count in (1, 2, 3):
        tail = " ".join(words[-count:])
        if skeleton(tail) in _ENDS:
            before = line[: line.rindex(words[-count])].rstrip()
            if not before or line[len(before) : len(before) + 2] == "  ":
                return before, tail
    return None


@lru_cache(maxsize=64)
def _pieces(wanted: str) -> tuple[str, ...]:
    """Three pieces of which one is whole wherever two letters of a phrase are harmed."""
    size = -(-len(wanted) // (_LIMIT + 1))
    return tuple(wanted[at : at + size] for at in range(0, len(wanted), size))


def _found(shape: str, wanted: str) -> list[Span]:
    """Where a skeleton holds a phrase, letters harmed or not; the best of those that overlap."""
    found: list[Span] = []
    size = len(_pieces(wanted)[0])
    at = 0
    while True:
        hits = [
            (place, offset * size)
            for offset, piece in enumerate(_pieces(wanted))
            if (place := shape.find(piece, at)) >= 0
        ]
        if not hits:
            return found
        place, offset = min(hits, key=lambda hit: hit[0] - hit[1])
        span = _nearest(shape, max(at, place - offset), wanted)
        if span is not None:
            found.append(span)
            at = span.end
        else:
            at = min(place for place, _ in hits) + 1


def _nearest(shape: str, place: int, wanted: str) -> Span | None:
    best, cost = None, _LIMIT + 1
    for start in sorted(
        range(max(0, place - _LIMIT), place + _LIMIT + 1), key=lambda n: abs(n - place)
    ):
        steps, length = _steps(wanted, shape[start : start + len(wanted) + _LIMIT])
        if steps < cost and length:
            best, cost = Span(start, start + length), steps
    return best


@lru_cache(maxsize=4096)
def _steps(wanted: str, shape: str) -> tuple[int, int]:
    """How many letters are harmed in the beginning of a skeleton, and how long it is."""
    if shape.startswith(wanted):
        return 0, len(wanted)
    row = list(range(len(shape) + 1))
    for number, letter in enumerate(wanted, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(shape, 1):
            change = 0 if letter == other else 1 if _alike(letter, other) else 2
            before, row[place] = (
                row[place],
                min(before + change, row[place] + 1, row[place - 1] + 1),
            )
    length = min(range(len(row)), key=lambda place: (row[place], abs(place - len(wanted))))
    return row[length], length


def _alike(left: str, right: str) -> bool:
    return any(left in group and right in group for group in _ALIKE)
