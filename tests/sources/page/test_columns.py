"""Two columns whose labels stand in the middle of their values, as text browsers draw tables."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.page import phrases, read_page
from graphbuild.sources.page.columns import with_rows

from . import shapes

Align = Callable[[str, int], str]
ALIGN: dict[str, Align] = {"left": str.ljust, "middle": str.center, "right": str.rjust}


def drawn(
    align: Align, wrapped: int, gap: int, *, up: bool, width: int, blank: bool = False
) -> str:
    """The page in two columns; ``wrapped`` and ``width`` are the widest a label and a value are."""
    out = ["A page of the register", ""]
    sections = [("", shapes.header()), *shapes.body()]
    for name, rows in sections:
        out += [f"  {name}", ""] if name else []
        folded = [(textwrap.wrap(label, wrapped), value) for label, value in rows]
        left = max(len(part) for parts, _ in folded for part in parts)
        for parts, value in folded:
            lines = []
            for line in value:
                lines += [*textwrap.wrap(line, width), *([""] if blank else [])]
            high = max(len(parts), len(lines))
            above = (high - len(parts) + up) // 2
            top = (high - len(lines) + up) // 2
            for number in range(high):
                label = parts[number - above] if 0 <= number - above < len(parts) else ""
                words = lines[number - top] if 0 <= number - top < len(lines) else ""
                out.append(f"{align(label, left)}{' ' * gap}{words}".rstrip())
        out += [""]
    return "\n".join(out)


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    prose = {"parties", "third_parties", "description", "conflict_description"}
    flat = {name: " ".join(getattr(found, name).split()) for name in prose}
    passages = [one._replace(excerpt=" ".join(one.excerpt.split())) for one in found.provisions]
    return replace(found, warnings=[], provisions=passages, **flat)


@pytest.mark.parametrize(
    ("align", "wrapped", "gap", "up"),
    [
        ("left", 60, 2, False),
        ("left", 16, 1, True),
        ("middle", 60, 1, True),
        ("middle", 16, 2, False),
        ("right", 60, 1, False),
        ("right", 16, 2, True),
    ],
)
def test_labels_beside_the_middle_of_their_values(
    align: str, wrapped: int, gap: int, up: bool
) -> None:
    for width, blank in ((200, False), (48, False), (48, True)):
        text = drawn(ALIGN[align], wrapped, gap, up=up, width=width, blank=blank)
        assert with_rows(text)[0] != text
        assert read(text) == read(shapes.plain())


def test_lines_that_two_rows_may_share_are_told() -> None:
    text = drawn(str.ljust, 60, 1, up=False, width=48)
    party, third = "For the Movement: Ben Barros, Commander", shapes.THIRD
    assert party in text
    lines = "\n".join(text.split("\n"))
    for words in (party, third):  # nothing in the words says to whom they belong
        lines = lines.replace(words, "A friend of the valley")
    found = "\n".join(with_rows(lines)[1])
    assert not found or "Parties / Third parties" in found


def test_a_section_whose_rows_cannot_be_told_is_told() -> None:
    text = drawn(str.ljust, 60, 1, up=False, width=48).replace("Police ", "Polizei")
    (remark,) = with_rows(text)[1]
    assert remark.startswith("Security sector: its labels stand beside the middle")


@pytest.mark.parametrize("shape", ["columns", "plain", "interleaved"])
def test_labels_at_the_top_of_their_values_are_left_alone(shape: str) -> None:
    text = shapes.TEXTS[shape]()
    assert with_rows(text) == (text, [])


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["NHRI No specific", "mention."], ["NHRI No specific mention."]),
        (["NHRI No", "specific mention."], ["NHRI No specific mention."]),
        (["NHRI No specific men-", "tion."], ["NHRI No specific mention."]),
        (
            ["Parastatal/rebel and   No specific", "opposition forces      mention."],
            ["Parastatal/rebel and   No specific mention.", "opposition forces"],
        ),
        (["He made no", "mention."], ["He made no", "mention."]),
        (["A specific", "motion."], ["A specific", "motion."]),
    ],
)
def test_the_sentence_for_nothing_over_a_line_end(lines: list[str], joined: list[str]) -> None:
    assert phrases.unbroken(lines) == joined
