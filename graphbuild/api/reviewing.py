"""Judging names and links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.api._given import Place

if TYPE_CHECKING:
    from graphbuild.actors.review.desk import Review


def review(path: Place = "exports/") -> Review:
    """The questions that a build left in its ``names.csv``, to be answered; as ``graphbuild review``.

    >>> review = graphbuild.review("exports/")
    >>> question = next(review.left())
    >>> review.answer(question.number, "same", question.candidates[0].key)

    Answers are written at once; ``graphbuild.build(again="exports/")`` applies them.

    :raises SourceError: where there is no such file, or it is doubtful.
    """
    from graphbuild.actors.review.desk import Review

    return Review(Path(path))
