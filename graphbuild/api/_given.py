"""What callers may hand over where files and folders are meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Place = str | Path
"""A file or folder."""
Places = Sequence[Place] | Place
"""One of these, or several."""


def paths(given: Places) -> tuple[Path, ...]:
    """Each of them as a path."""
    return tuple(Path(path) for path in ([given] if isinstance(given, str | Path) else given))
