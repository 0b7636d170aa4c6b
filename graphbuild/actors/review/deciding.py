"""The user's judgements on names that are linked, applied as a field is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.words import Word
from graphbuild.actors.persons.names import Person
from graphbuild.actors.result import is_unlisted, pending, unlisted
from graphbuild.actors.review.doubts import is_doubtful
from graphbuild.actors.review.identity import name_key
from graphbuild.actors.review.judgements import CERTAIN, DOUBTFUL, Judgement, Judgements
from graphbuild.actors.review.new_actors import NewActors
from graphbuild.words import one_line

JUDGED = "judgement"
_Span = tuple[int, int]


class Deciding:
    """Applies what a user has judged to the links of a field."""

    def __init__(self, judged: Judgements, made: NewActors) -> None:
        self._judged, self._made = judged, made

    def apply(self, field: Field) -> None:
        """Change ``field.found`` where a name in it was judged."""
        given = self._judged.on(field.setting.process)
        if not given:
            return
        phrases = list(_phrases(field, given))
        kept: list[Found] = []
        for found in field.found:
            one = self._of(field, found, phrases)
            kept += [found] if one is None else self.decided(field, found, one)
        for near in field.near:
            one = self._judged.of(
                field.text[near.start : near.end], field.setting.process, field.side, "open"
            )
            if one is not None:
                kept += self.decided(field, near, one)
        field.near = [near for near in field.near if not self._answered(field, near)]
        field.found = sorted(kept, key=lambda found: (found.start, found.end, found.actor))

    def link(self, field: Field, found: Found, *, near: bool = False) -> Found | None:
        """One link as the user would have it; ``None`` where the user takes it away.

        ``near``: it is no link unless the user says so.
        """
        if near:
            name = field.text[found.start : found.end]
            one = self._judged.of(name, field.setting.process, field.side, "open")
        else:
            one = self._of(field, found, ())
        if one is None:
            return None if near else found
        left = self.decided(field, found, one)
        return left[0] if left and not is_unlisted(left[0].actor) else None

    def decided(self, field: Field, found: Found, one: Judgement) -> list[Found]:
        """What a judgement makes of a name: whom it means, or nobody."""
        start, end = found.start, found.end
        name = one_line(field.text[start:end])
        if one.answer in ("merge", "split"):
            return [found]
        self._judged.meets(one)
        if one.answer == "same":
            known = one.actor in self._made.authority.actors
            actor = one.actor if known else pending(one.actor)
            return [Found(actor, start, end, JUDGED, "certain")]
        if one.answer == "new":
            return [Found(self._made.of(field, name), start, end, JUDGED, "certain")]
        if one.answer == "different":
            return [Found(unlisted(name), start, end, "open", "doubtful")]
        if one.answer == "person":
            self.add_person(field, name, start, end)
        return []

    def _answered(self, field: Field, near: Found) -> bool:
        name = field.text[near.start : near.end]
        return self._judged.of(name, field.setting.process, field.side, "open") is not None

    @staticmethod
    def add_person(field: Field, name: str, start: int, end: int) -> None:
        """Take a stretch for a person's name."""
        kept = [person for person in field.people if person.end <= start or end <= person.start]
        person = Person(name, start, end, titled=True)
        field.people = sorted([*kept, person], key=lambda one: one.start)

    def _of(
        self, field: Field, found: Found, phrases: Sequence[tuple[_Span, Judgement]]
    ) -> Judgement | None:
        name = field.text[found.start : found.end]
        kind = DOUBTFUL if is_doubtful(found) else CERTAIN
        one = self._judged.of(name, field.setting.process, field.side, kind)
        if one is None:
            spans = (one for span, one in phrases if span[0] <= found.start <= found.end <= span[1])
            one = next(spans, None)
        return one


def _phrases(field: Field, given: Sequence[Judgement]) -> Iterator[tuple[_Span, Judgement]]:
    """Where the names that a user has written stand in the text: ``Government of X``, linked by X."""
    words = field.words
    for one in given:
        parts = name_key(one.name)
        if one.key or len(parts) < 2:
            continue
        for first in _starts(words, parts):
            yield (words[first].start, words[first + len(parts) - 1].end), one


def _starts(words: Sequence[Word], parts: Sequence[str]) -> Iterator[int]:
    for first in range(len(words) - len(parts) + 1):
        if all(words[first + n].form == part for n, part in enumerate(parts)):
            yield first
