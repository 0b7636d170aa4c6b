"""What is shown on a terminal: data, which must not move its cursor, colour it or rename its window."""

from __future__ import annotations

import codecs
import io
import re
from typing import IO, Any

_MOVING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    r"""A text with controls and marks of direction written out (``\x1b``); line ends and tabs stay."""
    return _MOVING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class Terminal(io.RawIOBase):
    """A binary file that writes UTF-8 to a terminal, harmless."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """Yes."""
        return True

    def isatty(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Write a piece of the text."""
        self._out.write(harmless(self._decoder.decode(bytes(data))).encode("utf-8"))
        return len(data)

    def flush(self) -> None:
        """Show it."""
        if not self.closed:
            self._out.flush()
