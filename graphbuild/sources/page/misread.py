"""Labels whose letters a converter misread: looked for where the sequence has a gap."""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.sources.page import marks, phrases, typed
from graphbuild.sources.page.labels import Label, Part, Text, chain, cut, start
from graphbuild.sources.page.skeleton import prefix_distance, skeleton, spelled
from graphbuild.sources.page.slots import Head, heads, slots, word
from graphbuild.sources.page.weights import Score

_COMPARISONS = 6000  # of one page: bounds the work on hostile text


def with_misread(text: Text, labels: list[Label]) -> list[Label]:
    """The labels, and those found in the gaps between them with letters misread or words lost."""
    budget = _COMPARISONS
    found: list[Label] = []
    for missing, lines in _gaps(text, labels):
        budget -= len(missing) * len(lines)
        if budget < 0:
            break
        found += [label for line in lines for slot in missing for label in _at(text, line, slot)]
    if not found:
        return labels
    fixed = [Label(label.slot, label.parts, label.score + Score.SETTLED) for label in labels]
    scores = {label.parts: label.score for label in labels}
    return [
        Label(label.slot, label.parts, scores.get(label.parts, label.score))
        for label in chain(fixed + found)
    ]


def _gaps(text: Text, labels: list[Label]) -> Iterator[tuple[list[int], list[int]]]:
    """Slots that are missing between two labels, and the lines between these."""
    order = len(slots())
    edges = [(-1, -1), *((label.slot, label.last) for label in labels)]
    ends = [*((label.slot, label.first) for label in labels), (order, len(text.lines))]
    for (slot, last), (next_slot, first) in zip(edges, ends, strict=True):
        missing = [
            number
            for number in range(slot + 1, next_slot)
            if slot >= 0 or next_slot < order or number
        ]
        lines = list(range(last + 1, first))
        if missing and lines:
            yield missing, lines


def _at(text: Text, line: int, slot: int) -> Iterator[Label]:
    known = slots()[slot]
    shape, places = text.spellings[line]
    words = text.lines[line].text
    size = len(known.skeleton)
    allowed = max(1, size // 4) if size > 3 else 0
    steps, length = prefix_distance(known.skeleton, shape, allowed)
    if length and steps <= allowed:
        edges = word(known.label)
        begin = start(words, places[0], edges.before)
        parts: tuple[Part, ...] = ((line, begin, cut(words, places, length, edges.after)),)
        rest = words[parts[0][2] :].strip()
        # A misread word inside running text is no label: something must show that it is one.
        if not rest or phrases.nothing(rest) or text.lines[line].mark or marks.starts_passage(rest):
            yield Label(slot, parts, Score.MISREAD - steps)
            return
    for head in _heads(slot):
        found = _broken(text, line, head)
        if found:
            yield found
            return


def _heads(slot: int) -> list[Head]:
    """The beginnings of a label that a break may leave, longest first."""
    first = slots()[slot].skeleton[:3]
    found = [head for head in heads().get(first, ()) if head.slot == slot and head.tails]
    return sorted(found, key=lambda head: -len(head.skeleton))


def _broken(text: Text, line: int, head: Head) -> Label | None:
    """A label whose beginning or rest is misread or lost, if a value stands behind its beginning."""
    shape, places = text.spellings[line]
    size = len(head.skeleton)
    steps, length = prefix_distance(head.skeleton, shape, size // 5)
    if not length or steps > size // 5:
        return None
    words = text.lines[line].text
    end = cut(words, places, length, head.word.after)
    after = _value_end(words, end, head.slot)
    if after < 0:
        return None
    parts: list[Part] = [(line, start(words, places[0], head.word.before), end)]
    tail = _lost_tail(text, line, after, "".join(tail.skeleton for tail in head.tails))
    if tail:
        parts.append(tail)
    score = Score.BROKEN + (Score.BROKEN_TAIL if tail else 0.0)
    return Label(head.slot, tuple(parts), score - steps)


def _value_end(words: str, begin: int, slot: int) -> int:
    """Where the value ends that begins behind a broken label; -1 if there is none."""
    if slots()[slot].kind == "row":
        said = phrases.nothing(words[begin:])
        if said and said.start <= 2:
            return begin + said.end
        return len(words) if marks.starts_passage(words[begin:].strip(" _—–-|")) else -1
    rest = words[begin:].strip(" _—–-|")
    return len(words) if slots()[slot].key in typed.kinds(rest) else -1


def _lost_tail(text: Text, line: int, after: int, tail: str) -> Part | None:
    """The rest of a broken label, behind its value or alone on the next line, misread or not."""
    limit = len(tail) // 3
    words = text.lines[line].text
    rest, positions = spelled(words[after:])
    steps, length = prefix_distance(tail, rest, limit)
    if length and steps <= limit:
        return line, after, after + positions[length - 1] + 1
    if line + 1 < len(text.lines):
        following = text.lines[line + 1].text
        shape = skeleton(following[:90])
        if (
            shape
            and len(shape) <= len(tail) + 3
            and prefix_distance(tail, shape, limit)[0] <= limit
        ):
            return line + 1, 0, len(following)
        word = following.split(" ", 1)[0]
        shape = skeleton(word)
        if shape and len(shape) <= len(tail) + 1 and prefix_distance(tail, shape, 1)[0] <= 1:
            return line + 1, 0, len(word)
    return None
