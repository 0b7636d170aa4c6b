"""By which signs a coding page is known: the labels of its fields and rows."""

from __future__ import annotations

from graphbuild.sources.page.detect import looks_like_page
from graphbuild.sources.signs import Look, Weight


def weigh_page(look: Look) -> Weight:
    """A page is known by its labels, wherever a converter put them."""
    return Weight(int(looks_like_page(look.text))) if look.text else Weight(0)
