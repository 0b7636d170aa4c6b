"""Regular expressions that are compiled when they are first used.

To compile one takes a tenth of a millisecond to several; the modules of a build have some three
hundred, and a run needs half of them. Those that take long, or are made of many words, wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast


def late(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, made when something is first asked of it.

    ``pattern`` may be a function that writes the expression, where that takes time too. To be asked
    by its methods: the functions of ``re`` do not take it for a pattern.
    """
    return cast("re.Pattern[str]", Late(pattern, flags))


class Late:
    """Stands for a pattern until it is needed, and hands on what is asked of it then."""

    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._given = pattern, flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            pattern, flags = self._given
            self._made = re.compile(pattern if isinstance(pattern, str) else pattern(), flags)
        value = getattr(self._made, name)
        setattr(self, name, value)  # found at once from now on
        return value
