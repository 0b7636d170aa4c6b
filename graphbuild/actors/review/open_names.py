"""Names that fit no actor: new actors where the authority is open, else open until a user judges."""

from __future__ import annotations

import re

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.field.unlisted import short_names, unknown_bodies
from graphbuild.actors.result import unlisted
from graphbuild.actors.review.deciding import Deciding
from graphbuild.actors.review.judgements import Judgements
from graphbuild.actors.review.new_actors import NewActors
from graphbuild.actors.statement import signing
from graphbuild.actors.statement.roles import stated_roles
from graphbuild.words import one_line

_PIECE = re.compile(r"[\n;,]")


class Opening:
    """Looks through fields for what stays open."""

    def __init__(self, judged: Judgements, made: NewActors, deciding: Deciding) -> None:
        self._judged, self._made, self._deciding = judged, made, deciding
        self._open = made.authority.open

    def look(self, field: Field) -> None:
        """Add what the user has judged, what an open authority lets in, and what stays open.

        A body that is no actor is added too: persons who stand below it act for nobody before it.
        """
        kind = "actor" if self._open else "open"
        bodies = list(unknown_bodies(field, self._made.authority))
        if not self._open and field.side == "party":
            bodies += _spoken_of(field, bodies)
        for start, end, written in bodies:
            name = one_line(written)
            one = self._judged.of(name, field.setting.process, field.side, kind)
            found = Found(unlisted(name), start, end, "open", "doubtful")
            if one is not None and one.kind == "actor" and one.answer == "different":
                self._judged.meets(one)  # from the candidates: it stays an actor of its own
                one = None
            if one is not None and one.answer not in ("merge", "split"):
                decided = self._deciding.decided(field, found, one)
                if one.answer == "new":
                    self._clear(field, start, end)
                field.found += decided
            elif self._open:
                self._clear(field, start, end)
                own = self._made.of(field, name)
                field.found.append(Found(own, start, end, "new", "likely"))
            else:
                field.found.append(found)
        field.found.sort(key=lambda found: (found.start, found.end, found.actor))

    @staticmethod
    def _clear(field: Field, start: int, end: int) -> None:
        """Drop what was found inside a longer name."""
        field.found = [f for f in field.found if f.start < start or end < f.end]


def _spoken_of(field: Field, bodies: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Short names that no list knows here, of which the text says a role or whether they signed.

    Letters alone are too weak a sign to ask a user about, but what is said of them is kept.
    """
    text = field.text
    taken = [(one.start, one.end) for one in field.found]
    taken += [(start, end) for start, end, _ in bodies]
    given = {(start, end): name for start, end, name in short_names(field, taken)}
    every = sorted({*taken, *given})
    out = []
    for (start, end), roles in zip(every, stated_roles(text, every), strict=True):
        piece = _PIECE.search(text, end)
        behind = text[end : piece.start() if piece else len(text)]
        if (start, end) in given and (roles or signing.of_passage(behind, text)):
            out.append((start, end, given[start, end]))
    return out
