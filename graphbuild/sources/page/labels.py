"""Where the labels of a coding page stand in its lines: the best chain in the known order."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.sources.page import marks, phrases, typed
from graphbuild.sources.page.line import Line
from graphbuild.sources.page.skeleton import spelled
from graphbuild.sources.page.slots import Head, Word, heads, slots
from graphbuild.sources.page.weights import Score

Part = tuple[int, int, int]
"""A stretch of a label: line, first character, end."""

_ARROWS = ("→", ">", "~", "+")  # of a path; dashes also begin values
_STROKES = "il1IL|!/"  # what optical recognition takes for one another
REACH = 90  # characters of a line in which a label can stand


@dataclass(slots=True)
class Label:
    """A label found in the lines, perhaps in several parts with its value between them."""

    slot: int
    parts: tuple[Part, ...]
    score: float

    @property
    def first(self) -> int:
        """The line on which it begins."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """The line on which it ends."""
        return self.parts[-1][0]


@dataclass(slots=True)
class Text:
    """The lines with the spellings in which labels are looked for."""

    lines: Sequence[Line]
    spellings: list[tuple[str, list[int]]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Text:
        """The lines, spelled."""
        return cls(lines, [spelled(line.text[:REACH]) for line in lines])


def find_labels(text: Text) -> list[Label]:
    """The labels of one page, in order."""
    found = [label for line in range(len(text.lines)) for label in _at(text, line)]
    best = chain(found)
    return _with_repeats(best, found)


def _with_repeats(best: list[Label], found: list[Label]) -> list[Label]:
    """The chain, and labels that a page prints again beside themselves (a row cut by the sheet's end)."""
    lines = {number for label in best for number, _, _ in label.parts}
    starts = [label.first for label in best]
    again = []
    for label in found:
        if label.score < Score.SURE or any(number in lines for number, _, _ in label.parts):
            continue
        place = bisect(starts, label.first)
        near = [other.slot for other in best[max(0, place - 1) : place + 1]]
        if label.slot in near:
            again.append(label)
            lines.update(number for number, _, _ in label.parts)
    return sorted(best + again, key=lambda label: label.first) if again else best


def chain(found: list[Label]) -> list[Label]:
    """The chain of labels, in the order of lines and of the page, with the highest total score."""
    order = slots()
    skipped = [0.0]
    for known in order:
        skipped.append(skipped[-1] + Score.MISSING[known.kind])
    best: list[tuple[float, int] | None] = [None] * len(order)
    total = [0.0] * len(found)
    before = [-1] * len(found)
    waiting: list[tuple[int, int]] = []
    found.sort(key=lambda label: (label.first, label.last))
    for number, label in enumerate(found):
        still = []
        for last, item in waiting:
            if last >= label.first:
                still.append((last, item))
                continue
            owner = found[item].slot
            current = best[owner]
            if current is None or total[item] > current[0]:
                best[owner] = (total[item], item)
        waiting = still
        top, back = -_gap(skipped[label.slot]) * Score.EDGE, -1
        for slot in range(label.slot):
            entry = best[slot]
            if entry is not None:
                value = entry[0] - _gap(skipped[label.slot] - skipped[slot + 1])
                if value > top:
                    top, back = value, entry[1]
        total[number], before[number] = top + label.score, back
        waiting.append((label.last, number))
    if not found:
        return []
    end = max(
        range(len(found)),
        key=lambda n: total[n] - Score.EDGE * _gap(skipped[-1] - skipped[found[n].slot + 1]),
    )
    links: list[Label] = []
    while end >= 0:
        links.append(found[end])
        end = before[end]
    return links[::-1]


def _gap(cost: float) -> float:
    """What it costs to leave labels out: of a page that is cut, many."""
    return min(cost, Score.MOST_MISSING)


def _at(text: Text, line: int) -> Iterator[Label]:
    """The labels that may begin on a line."""
    shape, places = text.spellings[line]
    for head in heads().get(shape[:3], ()):
        if not shape.startswith(head.skeleton):
            continue
        parts = _complete(text, line, head, places)
        if parts is not None:
            score = rate(text, head.slot, parts)
            if score > Score.LEAST[slots()[head.slot].kind]:
                yield Label(head.slot, parts, score)


def cut(text: str, places: list[int], length: int, strokes: int) -> int:
    """Where in a text the first ``length`` letters of its skeleton end, marks of the label included.

    ``strokes`` is how many letters that no skeleton has (``l`` of ``general``) end the label: no
    more are taken, for what follows may be the first digit of a date.
    """
    end = places[length - 1] + 1
    following = places[length] if length < len(places) else len(text)
    while strokes and end < following and text[end] in _STROKES:
        end += 1
        strokes -= 1
    while end < following and text[end] in ")/|!.:'’-":
        end += 1
    return end


def start(text: str, place: int, strokes: int) -> int:
    """Where the first word of a label begins, with the strokes before its first kept letter."""
    while strokes and place and text[place - 1] in _STROKES:
        place -= 1
        strokes -= 1
    return place - 1 if place and text[place - 1] == "(" else place


def _breaks(text: str, end: int) -> bool:
    """Whether a word ends there: a label is not the beginning of a longer word."""
    if end >= len(text):
        return True
    if text[end].isalpha() and text[end - 1].isalpha():
        return text[end].isupper() and not text[end - 1].isupper()
    return True


def _complete(text: Text, line: int, head: Head, places: list[int]) -> tuple[Part, ...] | None:
    words = text.lines[line].text
    end = cut(words, places, len(head.skeleton), head.word.after)
    if not _breaks(words, end) and not head.tails:
        return None
    parts: list[Part] = [(line, start(words, places[0], head.word.before), end)]
    if not head.tails:
        return tuple(parts)
    same = _tail_on_line(words, end, head.tails)
    if same is not None:
        return (*parts, (line, *same))
    tails = head.tails
    for step in range(1, 5):
        if line + step >= len(text.lines) or not tails:
            break
        taken = _tail(text, line + step, tails)
        if taken:
            count, begin, stop = taken
            parts.append((line + step, begin, stop))
            tails = tails[count:]
        elif not _may_lie_between(text, line + step, tails):
            return None
    return tuple(parts) if not tails else None


def _may_lie_between(text: Text, line: int, tails: tuple[Word, ...]) -> bool:
    """Whether a line can part a label from its rest: a value, if the rest then stands alone."""
    if line + 1 >= len(text.lines):
        return False
    words = text.lines[line]
    if words.opens and not phrases.nothing(words.text):
        return False
    taken = _tail(text, line + 1, tails)
    return (
        taken is not None and taken[0] == len(tails) and taken[2] == len(text.lines[line + 1].text)
    )


def _tail(text: Text, line: int, tails: tuple[Word, ...]) -> tuple[int, int, int] | None:
    """How many of the words a line begins with, and where they stand."""
    shape, places = text.spellings[line]
    words, mark = text.lines[line].text, text.lines[line].mark
    length, found = 0, None
    for count, tail in enumerate(tails, 1):
        if not shape.startswith(tail.skeleton, length):
            break
        length += len(tail.skeleton)
        end = cut(words, places, length, tail.after)
        # A column's edge ends the label; before an arrow it is the path that says the same words.
        if (mark and end > mark) or words[end:].lstrip()[:1] in _ARROWS:
            break
        if _breaks(words, end):
            found = count, start(words, places[0], tails[0].before), end
    return found


def _tail_on_line(words: str, begin: int, tails: tuple[Word, ...]) -> tuple[int, int] | None:
    """Where a line ends with the rest of its label, after a value that is known as one."""
    if len(words) - begin > REACH + 120:
        return None
    tail = "".join(word.skeleton for word in tails)
    shape, places = spelled(words[begin:])
    if not shape.endswith(tail) or len(shape) == len(tail):
        return None
    at = start(words, begin + places[len(shape) - len(tail)], tails[0].before)
    value = words[begin:at].strip(" *")
    if phrases.nothing(value) or typed.kinds(value):
        return at, len(words)
    return None


def rate(text: Text, slot: int, parts: tuple[Part, ...]) -> float:
    """How sure it is that these words are the label and not part of a value."""
    line = text.lines[parts[0][0]]
    end = parts[0][2]
    letters = sum(stop - start for _, start, stop in parts)
    score = min(Score.LONGEST, Score.BASE + Score.LETTER * letters)
    score += Score.FURTHER_PART * (len(parts) - 1)
    rest = line.text[end:].strip(" *:")
    score += _set_off(line, end)
    if line.indent:
        score += Score.AMONG_VALUES
    if line.text[parts[0][1]].islower():
        score += Score.SMALL_LETTER
    if parts[0][1] > 2:
        score += Score.WITHIN_LINE
    kind = slots()[slot].kind
    if rest and not line.mark and line.text[end - 1] == ":":
        score += Score.BEFORE_COLON_PROSE
    if kind == "row" and parts[0][0] and phrases.nothing(text.lines[parts[0][0] - 1].text):
        score += Score.AFTER_NOTHING
    alone = not rest and all(stop >= len(text.lines[number].text) for number, _, stop in parts[1:])
    if alone:
        score += Score.ALONE + (Score.ALONE_OPENS if line.opens else 0)
    following = rest or _following(text, parts[-1][0])
    if kind == "section":
        score += Score.SECTION_ALONE if alone else Score.SECTION_WITH_TEXT
        return score + (Score.HEADING if line.heading else 0)
    score += _promise(slot, kind, rest, following)
    if rest and rest[0].islower():
        score += Score.BEFORE_SMALL_LETTER["long" if letters > 10 else "short"]
    if rest and line.text[end : end + 1] in (",", ";", ":", ".", ")", "("):
        score += Score.BEFORE_PUNCTUATION
    return score


def _set_off(line: Line, end: int) -> float:
    if not line.mark:
        return 0.0
    if abs(line.mark - end) <= 2:
        return Score.SET_OFF
    return Score.SET_OFF_LONGER if line.mark > end else Score.SET_OFF_SHORTER


def _following(text: Text, line: int) -> str:
    return text.lines[line + 1].text if line + 1 < len(text.lines) else ""


def _promise(slot: int, kind: str, rest: str, following: str) -> float:
    """What the words after a label say about it."""
    where = "same line" if rest else "next line"
    if kind == "row":
        if phrases.nothing(following[:60]):
            return Score.VALUE_FOLLOWS[where]
        if marks.starts_passage(following):
            return Score.PASSAGE_FOLLOWS[where]
    elif slots()[slot].key in typed.kinds(following[:300]):
        return Score.VALUE_FOLLOWS[where]
    elif phrases.nothing(following[:40]):
        return Score.NOTHING_AFTER_FIELD
    return 0.0
