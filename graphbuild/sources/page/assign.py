"""Which label each block is the value of.

On most pages a value stands on the line of its label or below it. Some converters print several
labels and then their values, or a value before its label; only the order is left. So the blocks
are aligned with the sequence of slots, monotonely and at the least cost (Viterbi).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphbuild.ontology.fields import page_labels
from graphbuild.sources.page import senses, typed
from graphbuild.sources.page.blocks import Block
from graphbuild.sources.page.labels import Label
from graphbuild.sources.page.slots import slots
from graphbuild.sources.page.weights import Cost

_WINDOW = 48
_ROWS_NEEDED = 12
_ORDERLY = 0.97
_LOCATOR = 90  # characters of a page or a path alone


class Alignment(NamedTuple):
    """For each block the slot it belongs to (-1: above all labels), and one that is nearly as likely."""

    owners: list[int]
    rivals: list[int | None]


def assign(labels: Sequence[Label], blocks: Sequence[Block]) -> Alignment:
    """Which slot each block belongs to, and whether another would be as good.

    Time and memory grow with the number of blocks; rivals of more than ``MOST`` are not looked for.
    """
    if not blocks:
        return Alignment([], [])
    empty = _empty_costs(labels)
    column: dict[int, float] = {-1: 0.0}
    own = _own(labels, blocks)
    orderly = _is_orderly(labels, blocks, own)
    backs: list[dict[int, int]] = []
    steps: list[_Step] = []
    for number, block in enumerate(blocks):
        allowed = _allowed(block, labels, own, orderly=orderly)
        step = _step(labels, block, blocks[number - 1] if number else None, allowed, column, empty)
        column, back = _reached(step, column, empty)
        if not column:  # nothing fits in order: stay where the last block was
            column, back, step = _out_of_order(steps[-1].cost if steps else {-1: 0.0})
        step.cost = column
        backs.append(back)
        if len(blocks) > MOST:
            steps.clear()
        steps.append(step)
    owners = _way_back(column, backs, empty)
    held = len(steps) == len(blocks)
    return Alignment(owners, _rivals(steps, owners, empty) if held else [None] * len(blocks))


MOST = 3000
"""Blocks of a page beyond which nothing is asked of its order; real pages have some hundred."""


@dataclass(slots=True)
class _Step:
    """What it costs that a block begins the value of a slot, or goes on with it; and all up to it."""

    turn: dict[int, float]
    stay: dict[int, float]
    cost: dict[int, float]


def _step(
    labels: Sequence[Label],
    block: Block,
    previous: Block | None,
    allowed: Sequence[int],
    column: dict[int, float],
    empty: Sequence[float],
) -> _Step:
    turn: dict[int, float] = {}
    stay: dict[int, float] = {}
    behind = previous and _introduces(previous) and not block.nothing and block.row < 0
    for slot in allowed:
        away = _displacement(block, slot, labels)
        emission = _emission(block, slot)
        turn[slot] = empty[slot] + _turn(slot, block) + away + emission
        turn[slot] += Cost.TURN_BEHIND_LOCATOR if behind else 0.0
        if slot in column:
            stay[slot] = emission + (Cost.STAY_AWAY * away if block.opens[0] else 0.0)
            stay[slot] += _stay(slot, block, previous) if previous else 0.0
    return _Step(turn, stay, {})


def _reached(
    step: _Step, column: dict[int, float], empty: Sequence[float]
) -> tuple[dict[int, float], dict[int, int]]:
    """The least cost of each slot after a step, and from which slot it comes."""
    states = sorted(column)
    cost: dict[int, float] = {}
    back: dict[int, int] = {}
    least, origin, at = float("inf"), -2, 0
    for slot, turn in sorted(step.turn.items()):
        while at < len(states) and states[at] < slot:
            value = column[states[at]] - empty[states[at] + 1]
            if value < least:
                least, origin = value, states[at]
            at += 1
        if origin > -2:
            cost[slot], back[slot] = least + turn, origin
        if slot in step.stay and column[slot] + step.stay[slot] < cost.get(slot, float("inf")):
            cost[slot], back[slot] = column[slot] + step.stay[slot], slot
    return cost, back


def _out_of_order(column: dict[int, float]) -> tuple[dict[int, float], dict[int, int], _Step]:
    origin = min(column, key=lambda state: column[state])
    cost = {origin: column[origin] + Cost.OUT_OF_ORDER}
    return cost, {origin: origin}, _Step({}, {origin: Cost.OUT_OF_ORDER}, cost)


def _way_back(
    column: dict[int, float], backs: Sequence[dict[int, int]], empty: Sequence[float]
) -> list[int]:
    state = min(column, key=lambda slot: (column[slot] - empty[slot + 1], slot))
    owners = [0] * len(backs)
    for number in range(len(backs) - 1, -1, -1):
        owners[number] = state
        state = backs[number][state]
    return owners


def _rivals(
    steps: Sequence[_Step], owners: Sequence[int], empty: Sequence[float]
) -> list[int | None]:
    """The likeliest other slot of each block, where that costs hardly more (min-marginals)."""
    after = {slot: empty[-1] - empty[slot + 1] for slot in steps[-1].cost}
    best = min(steps[-1].cost[slot] + rest for slot, rest in after.items())
    found: list[int | None] = [None] * len(owners)
    for number in range(len(owners) - 1, -1, -1):
        step = steps[number]
        others = [
            (step.cost[slot] + rest, slot)
            for slot, rest in after.items()
            if slot != owners[number] and slot in step.cost
        ]
        if others and min(others)[0] - best < Cost.CLOSE:
            found[number] = min(others)[1]
        after = _before(step, after, steps[number - 1].cost if number else {}, empty)
    return found


def _before(
    step: _Step, after: dict[int, float], column: dict[int, float], empty: Sequence[float]
) -> dict[int, float]:
    """The least cost of what follows, for each slot before a step."""
    turns = sorted(
        ((slot, turn + after[slot]) for slot, turn in step.turn.items() if slot in after),
        reverse=True,
    )
    least, at = float("inf"), 0
    found: dict[int, float] = {}
    for state in sorted(column, reverse=True):
        while at < len(turns) and turns[at][0] > state:
            least = min(least, turns[at][1])
            at += 1
        rest = least - empty[state + 1]
        if state in step.stay and state in after:
            rest = min(rest, step.stay[state] + after[state])
        found[state] = rest
    return found


def _empty_costs(labels: Sequence[Label]) -> list[float]:
    """Running total of what it costs that slots have no value, found ones dearer than lost ones."""
    found = {label.slot for label in labels}
    total = [0.0]
    for slot in slots():
        cost = Cost.EMPTY[slot.kind] if slot.index in found else 0.0
        if slot.key == "ThrdPart":
            cost = min(cost, Cost.EMPTY_THIRD_PARTIES)
        total.append(total[-1] + cost)
    return total


def _own(labels: Sequence[Label], blocks: Sequence[Block]) -> list[int]:
    """How many blocks stand behind each label; those on its line count more."""
    count = [0] * (len(labels) + 1)
    for block in blocks:
        count[block.label] += Cost.OWN_LINE if block.inline else 1
    return count


def _is_orderly(labels: Sequence[Label], blocks: Sequence[Block], own: Sequence[int]) -> bool:
    """Whether each value stands behind its label: so it is with nearly all rows, and no field differs.

    Fields are told by the kind of their values; parties, third parties and the description have none,
    and text must not move from one of them into the next because that is empty.
    """
    rows = [number for number, label in enumerate(labels) if slots()[label.slot].kind == "row"]
    if len(rows) < _ROWS_NEEDED or sum(own[row] > 0 for row in rows) < _ORDERLY * len(rows):
        return False
    first: dict[int, Block] = {}
    for block in blocks:
        if block.label >= 0:
            first.setdefault(block.label, block)
    for number, block in first.items():
        key = slots()[labels[number].slot].key
        if key in typed.CODED and block.kinds and key not in block.kinds:
            return False
    filled = {slots()[labels[number].slot].key for number in first}
    always = {*typed.CODED, "Part"}  # what hardly any page leaves empty
    return all(
        slots()[label.slot].key in filled for label in labels if slots()[label.slot].key in always
    )


def _allowed(
    block: Block, labels: Sequence[Label], own: Sequence[int], *, orderly: bool
) -> list[int]:
    """The slots that a block may belong to, in order."""
    if block.label < 0:
        first = labels[0].slot if labels else len(slots())
        return [-1, *range(first)] if block.kinds else [-1]
    slot = labels[block.label].slot
    if block.inline or block.bound:
        return [slot]
    if orderly:  # what stands behind a label is its own, or that of one that was lost
        last = block.label + 1 == len(labels)
        return list(range(slot, len(slots()) if last else labels[block.label + 1].slot))
    low = block.label
    for number in range(block.label - 1, max(-1, block.label - _WINDOW), -1):
        if own[number] == 0:
            low = number
        elif own[number] >= Cost.OWN_LINE:
            low = min(low, number) if low == number + 1 else low
            break
    high = block.label + 1
    reach = VALUES_FROM  # values may come before the labels of their rows
    while high < len(labels) - 1 and high < block.label + reach and own[high] == 0:
        high += 1
    top = labels[high].slot + (1 if own[high] == 0 else 0) if high < len(labels) else len(slots())
    return list(range(labels[low].slot, max(top, slot + 1)))


def _introduces(block: Block) -> bool:
    """Whether a block is the page or the path of a passage alone, so that words of the same row follow."""
    if not (block.passage or block.row >= 0) or block.inline:
        return False
    return len(block.text) < _LOCATOR and block.text[-1:] not in ".!?"


def _turn(slot: int, block: Block) -> float:
    """What it costs that another slot's value begins with this block: dear within a paragraph."""
    if block.opens[0] or block.inline or block.nothing or block.dash or block.row >= 0 or slot < 0:
        return 0.0
    return Cost.TURN_TO_KIND if slots()[slot].key in block.kinds else Cost.TURN


def _stay(slot: int, block: Block, previous: Block) -> float:
    """What it costs that a slot's value goes on with this block."""
    if slot < 0:
        return 0.0
    if block.nothing or previous.nothing:
        return Cost.STAY_NOTHING
    key = slots()[slot].key
    if key in typed.SHORT:
        return Cost.STAY_SHORT
    return Cost.STAY_PARAGRAPH if block.opens[0] else 0.0


def _emission(block: Block, slot: int) -> float:
    """What it costs that a block is (part of) the value of a slot."""
    if slot < 0:
        return 0.0 if block.label < 0 else Cost.BEFORE_FIRST
    order = slots()[slot]
    if order.kind == "section":
        if block.nothing:
            return Cost.HEADING_NOTHING
        return Cost.HEADING_SHORT if len(block.text) < 25 else Cost.HEADING_TEXT
    if order.kind == "row":
        return _row_cost(block, slot)
    return _field_cost(block, order.key)


def _displacement(block: Block, slot: int, labels: Sequence[Label]) -> float:
    """What it costs that a block does not stand directly behind its label."""
    if block.label < 0:
        return Cost.ABOVE_FIRST if slot >= 0 else 0.0
    natural = labels[block.label].slot
    if slot == natural:
        return 0.0
    if slot < natural:
        behind_heading = slots()[natural].kind == "section" and natural - slot < 2
        return Cost.BEFORE_HEADING if behind_heading else Cost.BEFORE_LABEL
    following = block.label + 1 < len(labels) and labels[block.label + 1].slot <= slot
    return Cost.AFTER_NEXT_LABEL if following else Cost.AFTER_LABEL


def _row_cost(block: Block, slot: int) -> float:
    if block.nothing:
        return 0.0
    cost = 0.0
    if block.row >= 0:
        cost += Cost.ROW_OWN_PATH if block.row == slot else Cost.ROW_OTHER_PATH
    elif block.passage:
        cost += Cost.ROW_PASSAGE
    if block.shape and slots()[slot].skeleton in block.shape:
        cost += Cost.ROW_NAMED
    if block.dash or "x:AgreementDocument" in block.kinds:
        cost += Cost.ROW_DASH
    return cost


def _field_cost(block: Block, key: str) -> float:
    if block.nothing or block.row >= 0:
        return Cost.FIELD_NOTHING
    if key in block.kinds:
        return Cost.FIELD_KIND
    if key in typed.SHORT:
        return Cost.PROCESS_NOT_KIND if key == "PPName" else Cost.FIELD_NOT_KIND
    if key == "x:AgreementDocument":
        return Cost.DOCUMENT_NOT_KIND
    if key == "Con":
        return Cost.PLACE_NOT_KIND
    if key in senses.PROSE:
        strange = block.kinds - {"Con", "PPName"}
        return (Cost.PROSE_OTHER_KIND if strange else 0.0) + senses.cost(block.text, key)
    if key == "Agtp":
        return Cost.LEVEL_TEXT
    return Cost.TEXT_OTHER_KIND if block.kinds - {"Con", "PPName"} else Cost.TEXT


VALUES_FROM = len(page_labels())
