"""What a user is asked: open names, doubtful links, new actors, and persons who may be one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.field.variants import one_slip
from graphbuild.actors.known.names import GENERIC
from graphbuild.actors.known.words import key
from graphbuild.actors.persons.forms import full_key
from graphbuild.actors.persons.forms import person_key as names_key
from graphbuild.actors.persons.offices import OFFICE
from graphbuild.actors.result import LinkResult, is_unlisted
from graphbuild.actors.review.doubts import is_doubtful
from graphbuild.actors.review.judgements import PERSON, Judgements
from graphbuild.actors.review.new_actors import NewActors
from graphbuild.actors.settings import agreement_key
from graphbuild.records import Actor, OpenName, Participation, Representation, person_key
from graphbuild.words import one_line

_MOST = 5
_SHARED = 0.5
_SURNAME = 4
_AROUND = 160
_END = re.compile(r"[\n;]|(?<=[a-z)]{3})\.\s")


class Asking:
    """Collects the questions of a whole run in ``result.open_names``."""

    def __init__(self, judged: Judgements, made: NewActors, result: LinkResult) -> None:
        self._judged, self._made, self._result = judged, made, result

    def note(self, field: Field, given: Iterable[Participation]) -> None:
        """Ask about the names of a field that are open, new or linked with doubt.

        ``given`` are the participations that rest on it.
        """
        by_actor = {one.actor: one for one in given}
        for found in field.found:
            kind = _kind(found)
            own = by_actor.get(found.actor)
            if not kind or own is None or (kind == "doubtful" and own.certainty == "certain"):
                continue
            name = one_line(field.text[found.start : found.end])
            if kind == "open" and not is_name(name):
                continue
            place = field.setting.process
            if self._judged.of(name, place, field.side, kind):
                continue
            self._ask(field, found, own, name, kind)

    def _ask(self, field: Field, found: Found, own: Participation, name: str, kind: str) -> None:
        linked = "" if is_unlisted(found.actor) else found.actor
        others = [actor for actor in self._candidates(field, name) if actor != linked]
        candidates = [*([linked] if kind == "doubtful" else []), *others][:_MOST]
        for actor in candidates:
            if known := self._made.get(actor):
                self._result.candidates[actor] = known
        self._result.open_names.append(
            OpenName(
                name=name,
                agreement=agreement_key(field.setting.agreement),
                side=field.side,
                candidates=tuple(candidates),
                reason=_reason(kind, own, others),
                place=field.setting.process,
                kind=kind,  # type: ignore[arg-type]  # one of the four
                actor=linked,
                words=" / ".join(own.as_written),
                sentence=sentence(field.text, found.start, found.end),
                statements=statements(own),
                persons=sum(bool(one.person) for one in own.representations),
            )
        )

    def note_persons(self, place: str, group: Iterable[tuple[str, Participation]]) -> None:
        """Ask about persons of a process who may be one: ``group`` has its participations by agreement."""
        seen: dict[tuple[str, str], list[tuple[str, Participation, Representation]]]
        seen = defaultdict(list)
        for agreement, own in group:
            for acting in own.representations:
                if acting.person and not acting.key:
                    seen[acting.person, own.actor].append((agreement, own, acting))
        for (name, actor), others in likenesses({who: len(found) for who, found in seen.items()}):
            for agreement, own, acting in seen[name, actor]:
                if self._judged.of(name, place, own.side, PERSON):
                    continue
                keys = tuple(person_key(*other) for other in others)[:_MOST]
                for other, key_ in zip(others, keys, strict=False):
                    known = self._made.get(other[1])
                    whom = f"for {known.name}" if known else ""
                    self._result.candidates[key_] = Actor(key_, other[0], type=whom)
                self._result.open_names.append(
                    OpenName(
                        name=name,
                        agreement=agreement,
                        side=own.side,
                        candidates=keys,
                        reason="named like another person of the process",
                        place=place,
                        kind="person",
                        actor=person_key(name, actor),
                        words=acting.as_written,
                        sentence=acting.as_written,
                    )
                )

    def _candidates(self, field: Field, name: str) -> list[str]:
        """Actors of that very name, then those of the same places that share most words with it."""
        authority = self._made.authority
        own = set(key(name))
        scored: dict[str, float] = {}
        for alias in authority.names.get(key(name), ()):
            scored[alias.actor] = 2.0
        for place in field.setting.places:
            for alias in authority.at_home(place):
                shared = len(own & set(alias.key)) / len(own | set(alias.key))
                if shared >= _SHARED:
                    scored[alias.actor] = max(shared, scored.get(alias.actor, 0.0))
        return sorted(scored, key=lambda actor: (-scored[actor], actor))


_Named = tuple[str, str]


def likenesses(persons: Mapping[_Named, int]) -> Iterator[tuple[_Named, list[_Named]]]:
    """Persons (name and actor) with those, named oftener, of whom they may be another spelling.

    They have one surname but for a letter, and first names of which one may stand for the other; or
    one whole name and act for two.
    """
    ranked = sorted(persons, key=lambda one: (-persons[one], one))
    for n, one in enumerate(ranked):
        if others := [other for other in ranked[:n] if _alike(one, other)]:
            yield one, others


def _alike(one: _Named, other: _Named) -> bool:
    (surname, initial), (second, other_initial) = names_key(one[0]), names_key(other[0])
    if not initial or initial != other_initial or min(len(surname), len(second)) < _SURNAME:
        return False
    first, last = full_key(one[0]), full_key(other[0])
    if first and last and first[0] != last[0] and not one_slip(first[0], last[0]):
        return False
    if surname == second:
        return one[1] == other[1] or (first == last and bool(first))
    return one[1] == other[1] and len(surname) > _SURNAME and one_slip(surname, second)


def _kind(found: Found) -> str:
    if found.kind == "new":
        return "actor"
    if is_unlisted(found.actor):
        return "open" if found.kind == "open" else ""
    return "doubtful" if is_doubtful(found) else ""


def _reason(kind: str, own: Participation, others: Sequence[str]) -> str:
    if kind == "actor":
        return "new actor"
    if kind == "doubtful":
        return f"linked by {own.method}"
    return "like other names" if others else "no such name"


def is_name(name: str) -> bool:
    """Whether an open name is worth asking about: no office alone, no fragment of common words."""
    words = key(name)
    if not words or all(word in GENERIC for word in words):
        return False
    return not (OFFICE.match(name) and len(words) <= 2)


def sentence(text: str, start: int, end: int) -> str:
    """The words around a name: its line or sentence, cut where that is long."""
    first = max(start - _AROUND, 0)
    breaks = [found.end() for found in _END.finditer(text, first, start)]
    last = min(end + _AROUND, len(text))
    stop = _END.search(text, end, last)
    head = breaks[-1] if breaks else first
    tail = stop.start() if stop else last
    before = "" if breaks or not head else "…"
    after = "" if stop or tail == len(text) else "…"
    return before + one_line(text[head:tail]) + after


def statements(own: Participation) -> int:
    """How many statements a participation carries: itself, its roles, who acts, what is said of signing."""
    said = (own.signing != "not-stated") + bool(own.reservation)
    return 1 + len(own.roles) + len(own.representations) + said
