"""What a user is asked: open names, doubtful links, new actors, and persons who may be one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.names import GENERIC
from graphbuild.actors.known.words import key
from graphbuild.actors.persons.forms import full_key
from graphbuild.actors.persons.forms import person_key as names_key
from graphbuild.actors.persons.offices import begins_with_office
from graphbuild.actors.result import LinkResult, is_unlisted
from graphbuild.actors.review import doubts
from graphbuild.actors.review.doubts import is_doubtful
from graphbuild.actors.review.identity import name_key
from graphbuild.actors.review.judgements import PERSON, Judgements
from graphbuild.actors.review.new_actors import NewActors
from graphbuild.actors.settings import agreement_key
from graphbuild.records import Actor, OpenName, Participation, Representation, person_key
from graphbuild.words import one_line, one_slip

_MOST = 5
_SHARED = 0.5
_SURNAME = 4
_AROUND = 160
_END = re.compile(r"[\n;]|(?<=[a-z)]{3})\.\s")


@dataclass(frozen=True, slots=True)
class Told:
    """A field that is read, and the participations that rest on it; ``persons`` may be named."""

    field: Field
    given: list[Participation]
    persons: bool = True

    @property
    def agreement(self) -> str:
        """The key of its agreement."""
        return agreement_key(self.field.setting.agreement)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A link that is not certain, and what tells how likely it is wrong."""

    field: Field
    found: Found
    own: Participation
    signs: tuple[str, ...]

    @property
    def name(self) -> str:
        return _name(self.field, self.found)

    @property
    def chance(self) -> float:
        return doubts.UNCOUNTED if self.doubtful else doubts.chance(self.signs)

    @property
    def doubtful(self) -> bool:
        """Whether no query counts the link unasked."""
        return self.found.certainty == "doubtful"


class Asking:
    """Collects the questions of a whole run in ``result.open_names``."""

    def __init__(self, judged: Judgements, made: NewActors, result: LinkResult) -> None:
        self._judged, self._made, self._result = judged, made, result
        self._words: dict[str, dict[str, list[tuple[str, frozenset[str]]]]] = {}

    def note(self, place: str, told: Sequence[Told]) -> None:
        """Ask about what the texts of a process leave open, doubtful, new, or perhaps one person's.

        An answer holds for a name wherever it is not certain, so a row has all these places, and is
        asked if the links there are wrong often enough on the whole.
        """
        stands: Counter[tuple[str, str]] = Counter()
        sides: Counter[tuple[str, str]] = Counter()
        for one in told:
            for own in one.given:
                stands[own.actor, own.side] += 1
                sides[one.agreement, own.actor] += 1
        doubtful: dict[tuple[object, ...], list[_Doubt]] = defaultdict(list)
        for one in told:
            by_actor = {own.actor: own for own in one.given}
            for found in one.field.found:
                given, kind = by_actor.get(found.actor), _kind(found)
                if given is None or not kind:
                    continue
                if kind != "doubtful":
                    self._about(one, found, given, kind)
                elif given.certainty != "certain" and (one.persons or found.kind != "person"):
                    times = stands[given.actor, given.side] - 1
                    both = sides[one.agreement, given.actor] > 1
                    seen = self._signs(one.field, found, times, both)
                    doubt = _Doubt(one.field, found, given, seen)
                    doubtful[name_key(doubt.name), given.side].append(doubt)
            self._about_near(one)
        for group in doubtful.values():
            seldom = sum(doubt.chance for doubt in group) < doubts.LISTED * len(group)
            if seldom and not any(doubt.doubtful for doubt in group):
                continue
            for doubt in group:
                own, likely = doubt.own, doubt.chance
                if not self._judged.of(doubt.name, place, own.side, "doubtful"):
                    self._ask(doubt.field, doubt.found, own, "doubtful", likely, doubt.signs)
        self._note_persons(place, ((one.agreement, own) for one in told for own in one.given))

    def _signs(self, field: Field, found: Found, times: int, both: bool) -> tuple[str, ...]:
        homes = self._made.authority.homes.get(found.actor, ())
        here = any(home in field.setting.places for home in homes)
        known = self._made.get(found.actor)
        kind = known.type if known else ""
        return doubts.signs(found.kind, field.side, kind, here=here, both=both, times=times)

    def _about(self, told: Told, found: Found, own: Participation, kind: str) -> None:
        field = told.field
        name = _name(field, found)
        if kind == "open" and not is_name(name):
            return
        if self._judged.of(name, field.setting.process, field.side, kind):
            return
        near = [one.actor for one in field.near if one.start < found.end and found.start < one.end]
        self._ask(field, found, own, kind, near=near)

    def _about_near(self, told: Told) -> None:
        """Ask about names that are nearly those of somebody who is not linked here."""
        field, linked = told.field, {own.actor for own in told.given}
        spans: dict[tuple[int, int], list[Found]] = defaultdict(list)
        for near in field.near:
            if near.actor not in linked and (near.kind != "person" or told.persons):
                spans[near.start, near.end].append(near)
        for (start, end), group in spans.items():
            name = one_line(field.text[start:end])
            if any(found.start < end and start < found.end for found in field.found):
                continue
            if self._judged.of(name, field.setting.process, field.side, "open"):
                continue
            nobody = Participation(
                "", field.side, "linked", as_written=[name], method=group[0].kind
            )
            if group[0].kind == "person":
                nobody.representations = [Representation(name)]
            self._ask(field, group[0], nobody, "open", near=[near.actor for near in group])

    def _ask(
        self,
        field: Field,
        found: Found,
        own: Participation,
        kind: str,
        likely: float = 0.0,
        seen: tuple[str, ...] = (),
        near: Sequence[str] = (),
    ) -> None:
        name = _name(field, found)
        linked = found.actor if kind != "open" else ""
        more = [] if found.kind == "person" else self._candidates(field, name)
        others = [actor for actor in dict.fromkeys((*near, *more)) if actor != linked]
        candidates = [*([linked] if kind == "doubtful" else []), *others][:_MOST]
        for actor in candidates:
            if known := self._made.get(actor):
                self._result.candidates[actor] = known
        if kind != "doubtful":
            likely = doubts.CANDIDATE if near else doubts.LIKE if others else doubts.NO_CANDIDATE
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
                chance=likely,
                signs=seen,
            )
        )

    def _note_persons(self, place: str, group: Iterable[tuple[str, Participation]]) -> None:
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
                        chance=doubts.CANDIDATE,
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
            by_word = self._by_word(place)
            for actor, words in {alias for word in own for alias in by_word.get(word, ())}:
                shared = len(own & words) / len(own | words)
                if shared >= _SHARED:
                    scored[actor] = max(shared, scored.get(actor, 0.0))
        return sorted(scored, key=lambda actor: (-scored[actor], actor))

    def _by_word(self, place: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """The names of the bodies of a place by each of their words: actor and all words."""
        found = self._words.get(place)
        if found is None:
            found = self._words[place] = defaultdict(list)
            for alias in self._made.authority.at_home(place):
                words = frozenset(alias.key)
                for word in words:
                    found[word].append((alias.actor, words))
        return found


def _name(field: Field, found: Found) -> str:
    return one_line(field.text[found.start : found.end])


_Named = tuple[str, str]


def likenesses(persons: Mapping[_Named, int]) -> Iterator[tuple[_Named, list[_Named]]]:
    """Persons (name and actor) with those, named oftener, of whom they may be another spelling.

    They act for one actor, have one surname but for a letter, and first names of which one may stand
    for the other.
    """
    bodies: dict[tuple[str, str], list[tuple[_Named, str, tuple[str, ...]]]] = defaultdict(list)
    for one in sorted(persons, key=lambda one: (-persons[one], one)):
        surname, initial = names_key(one[0])
        if not initial or len(surname) < _SURNAME:
            continue
        own = full_key(one[0])
        earlier = bodies[one[1], initial]
        others = [
            known
            for known, second, other in earlier
            if (surname == second or (len(surname) > _SURNAME and one_slip(surname, second)))
            and (not own or not other or own[0] == other[0] or one_slip(own[0], other[0]))
        ]
        earlier.append((one, surname, own))
        if others:
            yield one, others


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
    if own.method == "person":
        return "acts for a candidate in other agreements"
    return "like other names" if others else "no such name"


def is_name(name: str) -> bool:
    """Whether an open name is worth asking about: no office alone, no fragment of common words."""
    words = key(name)
    if not words or all(word in GENERIC for word in words):
        return False
    return not (len(words) <= 2 and begins_with_office(name))


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
