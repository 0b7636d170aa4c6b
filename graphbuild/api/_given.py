"""What callers may hand over where files and folders are meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Place = str | Path
"""A file or folder."""
Places = Sequence[Place] | Place | None
"""One of these, several, or none."""


def paths(given: Places) -> tuple[Path, ...]:
    """Each of them as a path."""
    several = [given] if isinstance(given, str | Path) else given or ()
    return tuple(Path(path) for path in several)
