"""A converter's text with its characters put right and its rows unwrapped, as all that reads pages takes it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graphbuild.sources.page.characters import restored
from graphbuild.sources.page.wrapping import unwrapped


class Letters(NamedTuple):
    """The text, what must be told of its characters, and of lines that several rows share."""

    text: str
    remarks: tuple[str, ...]
    shared: tuple[str, ...]


@lru_cache(maxsize=1)  # a file is recognised by it, and then read
def letters(text: str) -> Letters:
    """The letters of a text."""
    found = restored(text)
    whole, shared = unwrapped(found.text)
    return Letters(whole, tuple(found.remarks), tuple(shared))
