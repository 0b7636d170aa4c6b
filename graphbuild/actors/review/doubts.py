"""Which links a user should look at: those that are doubtful, and kinds that are wrong too often."""

from __future__ import annotations

from graphbuild.actors.field.text import Found

DOUBTFUL = "doubtful"


def is_doubtful(found: Found) -> bool:
    """Whether a link is to be judged."""
    return found.certainty == DOUBTFUL
