"""What the review pages need of those who keep names.csv and build graphs: handed in, never imported.

The pages ask a graph; who makes one is another side of the house.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class Asked(Protocol):
    """One question of names.csv."""

    @property
    def number(self) -> int:
        """Its row, from 0."""
        ...

    @property
    def row(self) -> Mapping[str, str]:
        """The row."""
        ...

    @property
    def candidates(self) -> Sequence[Any]:
        """What is offered: ``key`` and ``shown``."""
        ...

    @property
    def fitting(self) -> Sequence[str]:
        """The answers that it takes."""
        ...


class Reviewing(Protocol):
    """The questions of one file; every answer is written at once."""

    @property
    def questions(self) -> Sequence[Asked]:
        """All of them."""
        ...

    def left(self) -> Iterator[Asked]:
        """Those without an answer."""
        ...

    def answer(
        self, number: int, judgement: str, actor: str = "", agreements: Sequence[str] = ()
    ) -> Asked:
        """Answer one."""
        ...

    def undo(self) -> Asked | None:
        """Take the last answer back."""
        ...


@dataclass(slots=True)
class Desk:
    """Where names are judged. ``token`` goes with every form, so that no other page can write here.

    ``rebuild`` repeats the build with what was judged, opens what it wrote, and gives its questions.
    """

    review: Reviewing
    rebuild: Callable[[], Reviewing]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    lock: threading.Lock = field(default_factory=threading.Lock)
    said: str = ""
