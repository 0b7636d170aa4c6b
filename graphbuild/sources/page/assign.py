"""Which label each block is the value of.

On most pages a value stands on the line of its label or below it. Some converters print several
labels and then their values, or a value before its label; only the order is left. So the blocks
are aligned with the sequence of slots, monotonely and at the least cost (Viterbi).
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """Which slot each block belongs to, and whether another would be as good."""
    steps = _steps(labels, blocks)
    if not steps:
        return Alignment([], [])
    total, empty = steps[-1].empty[-1], steps[-1].empty
    column = steps[-1].cost
    state = min(column, key=lambda slot: (column[slot] + total - empty[slot + 1], slot))
    owners = [0] * len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        owners[number] = state
        state = steps[number].back[state]
    return Alignment(owners, _rivals(steps, owners))


class _Step(NamedTuple):
    """One block: the slots it may belong to with the least cost up to it, and how it got there."""

    cost: dict[int, float]
    back: dict[int, int]
    edges: dict[int, list[tuple[int, float]]]
    empty: Sequence[float]


def _steps(labels: Sequence[Label], blocks: Sequence[Block]) -> list[_Step]:
    empty = _empty_costs(labels)
    column: dict[int, float] = {-1: 0.0}
    found: list[_Step] = []
    own = _own(labels, blocks)
    orderly = _is_orderly(labels, blocks, own)
    for number, block in enumerate(blocks):
        allowed = _allowed(block, labels, own, orderly=orderly)
        previous = blocks[number - 1] if number else None
        cost: dict[int, float] = {}
        back: dict[int, int] = {}
        edges: dict[int, list[tuple[int, float]]] = {}
        for slot in allowed:
            away = _displacement(block, slot, labels)
            ways = _ways(slot, column, empty, block, previous, away, _emission(block, slot))
            if ways:
                origin, added = min(ways, key=lambda way: column[way[0]] + way[1])
                cost[slot], back[slot], edges[slot] = column[origin] + added, origin, ways
        if not cost:  # nothing fits in order: stay where the last block was
            origin = min(column, key=lambda state: column[state])
            cost, back = {origin: column[origin] + Cost.OUT_OF_ORDER}, {origin: origin}
            edges = {origin: [(origin, Cost.OUT_OF_ORDER)]}
        column = cost
        found.append(_Step(cost, back, edges, empty))
    return found


def _rivals(steps: Sequence[_Step], owners: Sequence[int]) -> list[int | None]:
    """The likeliest other slot of each block, where that costs hardly more (min-marginals)."""
    empty = steps[-1].empty
    after = {slot: empty[-1] - empty[slot + 1] for slot in steps[-1].cost}
    best = min(steps[-1].cost[slot] + rest for slot, rest in after.items())
    found: list[int | None] = [None] * len(owners)
    for number in range(len(owners) - 1, -1, -1):
        step = steps[number]
        others = [
            (step.cost[slot] + rest, slot) for slot, rest in after.items() if slot != owners[number]
        ]
        if others and min(others)[0] - best < Cost.CLOSE:
            found[number] = min(others)[1]
        before: dict[int, float] = {}
        for slot, rest in after.items():
            for origin, added in step.edges[slot]:
                before[origin] = min(before.get(origin, float("inf")), added + rest)
        after = before
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


def _ways(
    slot: int,
    column: dict[int, float],
    empty: Sequence[float],
    block: Block,
    previous: Block | None,
    away: float,
    emission: float,
) -> list[tuple[int, float]]:
    """The slots of the block before from which a slot can be reached, and what each step costs."""
    turn = empty[slot] + _turn(slot, block) + away + emission
    if previous and _introduces(previous) and not block.nothing and block.row < 0:
        turn += Cost.TURN_BEHIND_LOCATOR
    found = [(state, turn - empty[state + 1]) for state in sorted(column) if state < slot]
    if slot in column:
        stay = Cost.STAY_AWAY * away if block.opens[0] else 0.0
        stay += _stay(slot, block, previous) if previous else 0.0
        found.append((slot, stay + emission))
    return found


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
