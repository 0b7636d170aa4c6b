"""What identifies a row of ``names.csv``: the same question has the same key in every build."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from graphbuild.actors.known.words import key
from graphbuild.words import one_line

# Letters alone: spreadsheets take "1e5678901234" for a number and keep no more than its first digits.
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def name_key(name: str) -> tuple[str, ...]:
    """A name in the form in which two spellings of it are equal; never empty for one with signs."""
    return key(name) or tuple(one_line(name).casefold().split())


def row_key(name: str, process: str, side: str, kind: str) -> str:
    """The digest of a row: twelve letters."""
    return _digest((" ".join(name_key(name)), process, side, kind))


def _digest(parts: Sequence[str]) -> str:
    text = "\x1f".join(parts).encode("utf-8", "replace")
    return blake2b(text, digest_size=6).hexdigest().translate(_LETTERS)
