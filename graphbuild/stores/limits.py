"""How much a query may take before it is ended: time, rows, memory."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.errors import GraphbuildError

SECONDS = 60.0
"""How long a query may take where nothing else is asked for."""
MEGABYTES = 2048
"""How much memory a query may take beyond that of the graph it is asked of."""


class LimitError(GraphbuildError, TimeoutError):
    """A query reached a limit and was ended; ``limit`` is ``time``, ``rows`` or ``memory``."""

    def __init__(self, message: str, limit: str) -> None:
        super().__init__(message)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take; 0 or ``None`` is no limit.

    ``seconds`` counts from the moment the graph is open; ``rows`` are rows or triples of the answer;
    ``megabytes`` are what the engine's process takes more than before.
    """

    seconds: float | None = SECONDS
    rows: int = 0
    megabytes: int = MEGABYTES

    def too_slow(self) -> LimitError:
        """It took too long."""
        seconds = self.seconds or 0
        unit = "second" if seconds == 1 else "seconds"
        text = f"the query was ended after {seconds:g} {unit}, the limit on time"
        return LimitError(f"{text}; ask for less, or give a longer --timeout (timeout=)", "time")

    def too_many(self) -> LimitError:
        """It has too many rows."""
        text = f"the answer has more than {self.rows:,} rows or triples, the limit"
        return LimitError(f"{text}; ask for less, or add LIMIT", "rows")

    def too_large(self) -> LimitError:
        """It took too much memory."""
        text = (
            f"the query was ended when it took more than {self.megabytes:,} MB, the limit on memory"
        )
        return LimitError(f"{text}; ask for less", "memory")
