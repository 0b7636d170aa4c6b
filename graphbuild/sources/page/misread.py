"""Labels whose letters a converter misread: looked for where the sequence has a gap."""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.sources.page import marks
from graphbuild.sources.page.labels import Label, Part, Text, _cut, _start, chain
from graphbuild.sources.page.skeleton import prefix_distance, skeleton, spelled
from graphbuild.sources.page.slots import Head, heads, slots

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
    fixed = [Label(label.slot, label.parts, label.score + 20) for label in labels]
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
        parts: tuple[Part, ...] = ((line, _start(words, places[0]), _cut(words, places, length)),)
        rest = words[parts[0][2] :].strip()
        # A misread word inside running text is no label: something must show that it is one.
        if not rest or marks.nothing(rest) or text.lines[line].mark or marks.starts_passage(rest):
            yield Label(slot, parts, 4.0 - steps)
            return
    for head in _heads(slot):
        if shape.startswith(head.skeleton):
            yield from _without_tail(text, line, head)
            return


def _heads(slot: int) -> list[Head]:
    """The beginnings of a label that a break may leave, longest first."""
    first = slots()[slot].skeleton[:3]
    found = [head for head in heads().get(first, ()) if head.slot == slot and head.tails]
    return sorted(found, key=lambda head: -len(head.skeleton))


def _without_tail(text: Text, line: int, head: Head) -> Iterator[Label]:
    """A label whose rest is misread or lost, if its value says that it is a row."""
    words, places = text.lines[line].text, text.spellings[line][1]
    end = _cut(words, places, len(head.skeleton))
    said = marks.nothing(words[end:])
    if not said or said.start() > 2 or slots()[head.slot].kind != "row":
        return
    parts: list[Part] = [(line, _start(words, places[0]), end)]
    tail = "".join(head.tails)
    after = end + said.end()
    rest, positions = spelled(words[after:])
    steps, length = prefix_distance(tail, rest, len(tail) // 3)
    if length and steps <= len(tail) // 3:
        parts.append((line, after, after + positions[length - 1] + 1))
    elif line + 1 < len(text.lines):
        following = text.lines[line + 1].text
        shape = skeleton(following[:90])
        if (
            shape
            and prefix_distance(tail, shape, len(tail) // 3)[0] <= len(tail) // 3
            and len(shape) <= len(tail) + 3
        ):
            parts.append((line + 1, 0, len(following)))
    yield Label(head.slot, tuple(parts), 1.5)
