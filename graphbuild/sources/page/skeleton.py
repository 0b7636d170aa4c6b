"""A spelling of text in which the commonest differences between converters vanish.

Letters and digits only, without case and accents, and without the strokes ``i l 1 | /`` that
optical character recognition takes for one another (``Elderlylage`` for ``Elderly/age``).
"""

from __future__ import annotations

from graphbuild.words import plain

_STROKES = frozenset("il1")


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        kept = "".join(c for c in plain(chr(code)) if c.isalnum() and c not in _STROKES)
        self[code] = kept[:1]
        return self[code]


_TABLE = _Table()


def skeleton(text: str) -> str:
    """The skeleton of a text."""
    return text.translate(_TABLE)


def spelled(text: str) -> tuple[str, list[int]]:
    """The skeleton, and for each of its characters the position in ``text``."""
    kept = [(char, at) for at, code in enumerate(map(ord, text)) if (char := _TABLE[code])]
    return "".join([char for char, _ in kept]), [position for _, position in kept]


def distance(left: str, right: str, limit: int) -> int:
    """Edit distance of two short strings, or ``limit + 1`` once it exceeds the limit."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = (
                row[j],
                before if a == b else 1 + min(before, row[j], row[j - 1]),
            )
        if min(row) > limit:
            return limit + 1
    return row[-1]


def prefix_distance(label: str, text: str, limit: int) -> tuple[int, int]:
    """Least edit distance of ``label`` and a prefix of ``text``, and that prefix's length."""
    width = min(len(text), len(label) + limit)
    row = list(range(width + 1))
    for i, a in enumerate(label, 1):
        before, row[0] = row[0], i
        for j in range(1, width + 1):
            before, row[j] = (
                row[j],
                before if a == text[j - 1] else 1 + min(before, row[j], row[j - 1]),
            )
        if min(row) > limit:
            return limit + 1, 0
    best = min(range(width + 1), key=lambda j: (row[j], abs(j - len(label))))
    return row[best], best
