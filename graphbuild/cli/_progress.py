"""Progress bars: on stderr, only for people, only for work that takes a while."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")
_WORTH_A_BAR = 50_000


def watched(
    items: Iterable[Item], length: int, label: str, least: int = _WORTH_A_BAR
) -> Iterator[Item]:
    """Pass the items on, with a bar on stderr if that is a terminal and there are at least so many."""
    if length < least or not sys.stderr.isatty():
        yield from items
        return
    bar = click.progressbar(
        length=length, label=label, file=sys.stderr, update_min_steps=max(1, length // 200)
    )
    with bar:
        for item in items:
            yield item
            bar.update(1)
