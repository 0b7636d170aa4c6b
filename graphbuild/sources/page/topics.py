"""The coded rows of a coding page: passages with their paths, pages and excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graphbuild.ontology import topics
from graphbuild.ontology.topics import ARROW, Topic
from graphbuild.patterns import late
from graphbuild.records import Provision
from graphbuild.sources.page.marks import ARROWS
from graphbuild.sources.page.prose import joined
from graphbuild.sources.page.skeleton import prefix_distance, skeleton, spelled

_MOST = 5  # lines of a path in a narrow column
_LEVELS = (("State level", ":St"), ("Sub-state level", ":Sub"))
# A converter may run the passages of a cell together: a page with its colon tells them apart.
_PASSAGE = late(
    r"(?:^|\n)(?=Pages?\s*\d)"
    r"|(?<=[.!?\"”’)\]])\s+(?=Page \d{1,3}(?:\s?[-–]\s?\d{1,3})?,)"
    r"|(?:\s+|(?<=[.!?\"”’)\]]))(?=Page \d{1,3}(?:\s?[-–]\s?\d{1,3})?:)"
)
_LOCATOR = late(
    r"^Pages?\s*\d[\d\s,\-–&]*(?:(?:,\s*)?(?:untitled preamble|preamble|article|art\.|annex|chapter|section|part|para(?:graph)?s?\.?|clause|point|item|[ivxlc]+)\b[\s.]*[\w()]{0,8})?[:.,]*",
    re.I,
)


def read_row(code: str, lines: Sequence[str], opens: Sequence[bool], width: int) -> list[Provision]:
    """The passages of one row of the page, in order."""
    topic = topics.topics()[code]
    found: list[Provision] = []
    for path, start in _by_path(topic, *_unrolled(topic, lines, opens)):
        part_lines, part_opens = start
        path_code, path_text, rest_lines, rest_opens = _level(path, topic, part_lines, part_opens)
        text = joined(rest_lines, rest_opens, width)
        for page, excerpt in _passages(text):
            found.append(Provision(path_code, path_text, None, page, excerpt))
    return found


def _unrolled(
    topic: Topic, lines: Sequence[str], opens: Sequence[bool]
) -> tuple[list[str], list[bool]]:
    """The lines, parted where a converter ran a further path into the line before it."""
    subs = [re.escape(sub.label) for sub in topics.children(topic.code)]
    ahead = [rf"{re.escape(topic.section)}\s?{ARROW}"]
    if subs:  # the export prints the sub-code alone
        ahead.append(rf"(?:{'|'.join(subs)})\s+Pages?\s*\d")
    start = re.compile(rf"(?<=\S)\s+(?={'|'.join(ahead)})")
    out: list[str] = []
    fresh: list[bool] = []
    for line, open_ in zip(lines, opens, strict=True):
        pieces = start.split(line)
        out += pieces
        fresh += [open_, *(True for _ in pieces[1:])]
    return out, fresh


Piece = tuple[list[str], list[bool]]


def _by_path(
    topic: Topic, lines: list[str], opens: list[bool]
) -> Iterator[tuple[Topic | str | None, Piece]]:
    """The row's text cut where a path (or, in the export, a sub-code alone) is printed."""
    current: Topic | str | None = None
    piece: Piece = ([], [])
    at = 0
    while at < len(lines):
        found = _path_at(topic, lines, at) or _sub_alone(topic, lines, at, opens[at] or at == 0)
        if found is None:
            piece[0].append(lines[at])
            piece[1].append(opens[at])
            at += 1
            continue
        if current is not None or piece[0]:
            yield current, piece
        current, used, rest = found
        piece = ([], [])
        at += used
        if rest:
            piece[0].append(rest)
            piece[1].append(False)
    if current is not None or piece[0]:
        yield current, piece


@cache
def _subs(code: str) -> tuple[tuple[str, Topic], ...]:
    """The row's sub-codes by skeleton, longest first."""
    found = [(skeleton(sub.label), sub) for sub in topics.children(code)]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def _path_at(topic: Topic, lines: list[str], at: int) -> tuple[Topic | str, int, str] | None:
    """A path that begins on a line, how many lines it takes, and what follows it on its last."""
    prefix = skeleton(topic.section) + skeleton(topic.page_label)
    near = lines[at][: len(topic.path) + 12]
    if not any(sign in near for sign in ARROWS) and not _is_broken_path(topic, lines, at):
        return None
    allowed = len(prefix) // 7
    unknown: tuple[str, int, str] | None = None
    for used in range(1, min(_MOST, len(lines) - at) + 1):
        text = " ".join(lines[at : at + used])
        shape, positions = spelled(text[:600])
        steps, start = prefix_distance(prefix, shape[: len(prefix) + allowed], allowed)
        if steps > allowed:
            if used == 1 and prefix_distance(prefix[: len(shape)], shape, allowed)[0] > allowed:
                return None
            continue
        last = len(text) - len(lines[at + used - 1])  # where the last of the lines begins
        sub, length = _sub_at(topic, shape[start : start + 80])
        if sub is not None:
            end = positions[start + length - 1] + 1
            end += len(text[end:]) - len(text[end:].lstrip("il1)"))
            if end > last:
                return sub, used, text[end:].strip(" :")
        ends = len(shape) > start + 40 or _next_is_text(lines, at + used)
        if unknown is None and (used >= 3 or ends):
            unknown = _unknown_sub(text, positions, start, used)
        if ends:
            break
    return unknown


def _is_broken_path(topic: Topic, lines: list[str], at: int) -> bool:
    """Whether a line is the beginning of the section's name, its path on the lines below."""
    shape = skeleton(lines[at][: len(topic.section) + 1])
    begins = bool(shape) and skeleton(topic.section).startswith(shape)
    return begins and ARROW in " ".join(lines[at + 1 : at + 3])[: len(topic.path)]


def _sub_at(topic: Topic, shape: str) -> tuple[Topic | None, int]:
    """The sub-code that a spelling begins with, its letters misread or not, and how long it is."""
    for spelling, sub in _subs(topic.code):
        if shape.startswith(spelling):
            return sub, len(spelling)
    for spelling, sub in _subs(topic.code):
        allowed = len(spelling) // 6
        steps, length = prefix_distance(spelling, shape, allowed) if allowed else (1, 0)
        if length and steps <= allowed:
            return sub, length
    return None, 0


def _next_is_text(lines: list[str], at: int) -> bool:
    return at >= len(lines) or bool(re.match(r"Pages?\s*\d", lines[at]))


def _unknown_sub(
    text: str, positions: list[int], start: int, used: int
) -> tuple[str, int, str] | None:
    if start >= len(positions):
        return None
    rest = text[positions[start] :]
    match = re.search(r"\s+(?=Pages?\s*\d)", rest)
    words = rest[: match.start()] if match else rest
    if len(words) > 90 or not re.search(r"[→>~—+\-–]\s*$", text[: positions[start]]):
        return None
    return words.strip(), used, rest[match.end() :] if match else ""


def _sub_alone(
    topic: Topic, lines: list[str], at: int, fresh: bool
) -> tuple[Topic, int, str] | None:
    """A sub-code that stands alone where a passage begins, as the export prints it."""
    if not _subs(topic.code) or not (fresh or _next_is_text(lines, at + 1)):
        return None
    shape, positions = spelled(lines[at][:120])
    below = shape + (skeleton(lines[at + 1][:60]) if at + 1 < len(lines) else "")
    for spelling, sub in _subs(topic.code):
        if shape == spelling and len(lines[at]) < 90:
            return sub, 1, ""
        if shape.startswith(spelling):
            rest = lines[at][positions[len(spelling) - 1] + 1 :].lstrip("il1) ")
            if _next_is_text([rest], 0):
                return sub, 1, rest
        if below == spelling and _next_is_text(lines, at + 2):
            return sub, 2, ""
    return None


def _level(
    path: Topic | str | None, topic: Topic, lines: list[str], opens: list[bool]
) -> tuple[str, str, list[str], list[bool]]:
    """Code and printed path of a piece; a line ``State level`` below power sharing is its last step."""
    if path is None:
        return topic.code, "", lines, opens
    if isinstance(path, str):
        return topic.code, f"{topic.path}{ARROW}{path}", lines, opens
    if lines and lines[0][:10].casefold().startswith(("state leve", "sub-state ", "substate l")):
        for label, ending in _LEVELS:
            if (
                skeleton(lines[0]).startswith(skeleton(label))
                and f"{path.code}{ending}" in topics.topics()
            ):
                below = topics.topics()[f"{path.code}{ending}"]
                rest = lines[0][len(label) :].strip()
                kept = ([rest] if rest else []) + lines[1:]
                return below.code, path.path, kept, opens[-len(kept) :] if kept else []
    return path.code, path.path, lines, opens


def _passages(text: str) -> Iterator[tuple[str, str]]:
    """Page and excerpt of each passage."""
    pieces = [piece.strip() for piece in _PASSAGE.split(text)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        yield "", ""
    for piece in pieces:
        yield _locator(piece)


def _locator(piece: str) -> tuple[str, str]:
    match = _LOCATOR.match(piece)
    if not match:
        return "", piece
    first, _, rest = piece.partition("\n")
    if rest and len(first) <= 120:
        return first.strip(), rest.strip()
    return piece[: match.end()].strip(), piece[match.end() :].strip()
