"""By which signs a coding page is known: the labels of its fields and rows."""

from __future__ import annotations

from itertools import islice

from graphbuild.sources.page import phrases
from graphbuild.sources.page.detect import labels_seen
from graphbuild.sources.signs import Look, Weight

_DOUBTFUL = 4
"""Labels from which on a text that is no page may be what is left of one."""
_LINES, _LINE = 5000, 400
"""Lines, and characters of a line, in which the page's sentence for nothing is looked for."""


def weigh_page(look: Look) -> Weight:
    """A page is known by its labels, wherever a converter put them."""
    if not look.text:
        return Weight(0)
    seen = labels_seen(look.text)
    count = seen.fields + seen.rows
    if seen.enough:
        return Weight(count)
    return Weight(count, (f"more of its labels than {count}",)) if count else Weight(0)


def may_be_page(text: str) -> bool:
    """Whether a text that is no page may be what is left of one, or speaks of PA-X's pages."""
    seen = labels_seen(text)
    if seen.fields + seen.rows >= _DOUBTFUL or "peaceagreements.org" in text.casefold():
        return True
    lines = islice(text.split("\n"), _LINES)
    return sum(phrases.has(line[:_LINE], phrases.NOTHING) for line in lines) > 1
