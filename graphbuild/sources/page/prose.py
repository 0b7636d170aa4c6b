"""Lines that a printed page wrapped, joined again into the lines of the source."""

from __future__ import annotations

from collections.abc import Sequence

_NARROWEST = 50


def usual_width(lengths: Sequence[int]) -> int:
    """The width to which a page's lines are wrapped; 0 if they are not."""
    if len(lengths) < 8:
        return 0
    ordered = sorted(lengths)
    width = ordered[int(len(ordered) * 0.97)]
    return width if _NARROWEST <= width <= 160 else 0


def joined(lines: Sequence[str], opens: Sequence[bool], width: int) -> str:
    """The text of a value: wrapped lines joined by a blank, other line ends kept."""
    out = ""
    previous = ""
    for line, fresh in zip(lines, opens, strict=True):
        if not out:
            out, previous = line, line
            continue
        word = line.split(" ", 1)[0]
        wrapped = bool(width) and len(previous) + 1 + len(word) > width - 2
        if wrapped or (not fresh and line[:1].islower()):
            out += ("" if out.endswith("-") and out[-2:-1].isalpha() else " ") + line
        else:
            out += "\n" + line
        previous = line
    return out.strip()


def flat(lines: Sequence[str]) -> str:
    """The text of a value that is one line on the page."""
    out = ""
    for line in lines:
        glue = "" if not out or (out.endswith("-") and out[-2:-1].isalpha()) else " "
        out += glue + line
    return " ".join(out.split())
