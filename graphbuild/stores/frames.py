"""What the engine's process and the one that asks it say to each other.

A question is a line of JSON. An answer is frames: a letter, the length in four bytes, that many bytes.
``R`` the graph is open; ``H`` the media type of the answer; ``D`` a piece of it; ``.`` its end; ``E`` an
error (JSON: its kind and words).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

SOLUTIONS, TRIPLES, TRUTH = "text/tab-separated-values", "application/n-triples", "truth"
"""In what form rows, graphs and truths are handed on."""
HEAD = 5
"""Bytes before those of a frame: the letter and the length."""
TOO_LARGE = 86
"""The status with which the engine's process ends when its memory is used up."""


def send(out: IO[bytes], letter: bytes, data: bytes = b"") -> None:
    """Write one frame."""
    out.write(letter + len(data).to_bytes(HEAD - 1, "big") + data)
    out.flush()
