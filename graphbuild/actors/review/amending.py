"""What a user has judged of actors and persons as a whole: merged, split, or meant by another name.

Done when all texts are read, because only then it is known which new actors there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graphbuild.actors.result import LinkResult, unlisted, wanted
from graphbuild.actors.review.identity import row_key
from graphbuild.actors.review.judgements import PERSON, Judgement, Judgements
from graphbuild.actors.review.new_actors import NewActors
from graphbuild.actors.settings import agreement_key, process_of
from graphbuild.records import Agreement, Participation, Representation, person_key
from graphbuild.words import slug

_SURE = ("certain", "likely", "doubtful")
_SIGNING = ("signed", "illegible", "not-signed", "mentioned-only", "not-stated")
_AMENDING = frozenset({"merge", "split", "ignore"})


def amend(
    agreements: Sequence[Agreement], result: LinkResult, judged: Judgements, made: NewActors
) -> None:
    """Apply it to every participation of the result."""
    if not judged.given:
        return
    known = frozenset((*made.authority.actors, *made.made))
    rows = _rows(agreements, result, made) if any(g.answer == "merge" for g in judged.given) else {}
    for n, agreement in enumerate(agreements):
        here = judged.on(process_of(agreement))
        if not here:
            continue
        group, rest = result.participations[n], result.unlisted[n]
        _settle(group, rest, known)
        actors = _Actors(judged, made, agreement, rows)
        group[:] = _joined(actors.amended(given) for given in group)
        persons = _Persons(judged, agreement, here, rows)
        group[:] = [persons.amended(given) for given in group]
        rest[:] = [persons.amended(given) for given in rest]
    used = {given.actor for group in result.participations for given in group}
    for key in [key for key in made.made if key not in used]:
        del made.made[key]


def _rows(agreements: Sequence[Agreement], result: LinkResult, made: NewActors) -> dict[str, str]:
    """The keys of new actors and of persons by those of their rows in ``names.csv``."""
    out: dict[str, str] = {}
    for n, agreement in enumerate(agreements):
        process = process_of(agreement)
        for given in (*result.participations[n], *result.unlisted[n]):
            if actor := made.made.get(given.actor):
                out[row_key(actor.name, process, given.side, "actor")] = actor.key
            for one in given.representations:
                if one.person:
                    row = row_key(one.person, process, given.side, PERSON)
                    out.setdefault(row, person_key(one.person, given.actor))
    return out


def _settle(group: list[Participation], rest: list[Participation], known: frozenset[str]) -> None:
    """Give names that a user called by a new actor's key to that actor, or leave them open."""
    for given in list(rest):
        key = wanted(given.actor)
        if not key:
            continue
        if key in known:
            rest.remove(given)
            group.append(replace(given, actor=key))
        else:
            given.actor = unlisted(given.as_written[0] if given.as_written else key)
            given.method, given.certainty = "open", "doubtful"


class _Actors:
    """Merging and splitting new actors in one agreement."""

    def __init__(
        self, judged: Judgements, made: NewActors, agreement: Agreement, rows: Mapping[str, str]
    ) -> None:
        self._judged, self._made, self._rows = judged, made, rows
        self._key, self._process = agreement_key(agreement), process_of(agreement)

    def amended(self, given: Participation) -> Participation:
        """The participation with the actor that the user means."""
        actor = self._made.made.get(given.actor)
        if actor is None:
            return given
        one = self._judged.of(actor.name, self._process, given.side, "actor")
        if one is None or one.answer not in ("merge", "split"):
            return given
        if one.answer == "merge":
            target = self._rows.get(one.actor, one.actor)
            if self._made.get(target) is None:
                return given
            self._judged.meets(one)
            return replace(given, actor=target, method="judgement", certainty="certain")
        if self._key not in one.agreements:
            return given
        self._judged.meets(one)
        first = min(one.agreements)
        key = f"{actor.key}-{slug(first)}"
        self._made.made[key] = replace(actor, key=key, name=f"{actor.name} (agreement {first})")
        return replace(given, actor=key, method="judgement", certainty="certain")


class _Persons:
    """Merging, splitting and leaving out persons in one agreement."""

    def __init__(
        self,
        judged: Judgements,
        agreement: Agreement,
        here: Sequence[Judgement],
        rows: Mapping[str, str],
    ) -> None:
        self._judged, self._rows = judged, rows
        self._key, self._process = agreement_key(agreement), process_of(agreement)
        self._any = any(one.answer in _AMENDING for one in here)

    def amended(self, given: Participation) -> Participation:
        """The participation with the persons that the user means."""
        if not self._any or not given.representations:
            return given
        acting = [self._acting(one, given) for one in given.representations]
        return replace(given, representations=[one for one in acting if one is not None])

    def _acting(self, acting: Representation, given: Participation) -> Representation | None:
        one = (
            self._judged.of(acting.person, self._process, given.side, PERSON)
            if acting.person
            else None
        )
        if one is None or one.answer not in _AMENDING:
            return acting
        if one.answer == "split":
            if self._key not in one.agreements:
                return acting
            own = f"{person_key(acting.person, given.actor)}-{slug(min(one.agreements))}"
        else:
            own = self._rows.get(one.actor, one.actor)
        self._judged.meets(one)
        if one.answer == "ignore":
            return acting._replace(person="") if acting.office else None
        return acting._replace(key=own)


def _joined(group: Iterator[Participation]) -> list[Participation]:
    """One participation for each actor and side: what was two for a merged actor comes together."""
    out: dict[tuple[str, str], Participation] = {}
    for given in group:
        own = out.get((given.actor, given.side))
        out[given.actor, given.side] = given if own is None else _both(own, given)
    return list(out.values())


def _both(one: Participation, other: Participation) -> Participation:
    """Two participations of one actor as one: the surer method, all words, roles and persons."""
    sure = min((one, other), key=lambda given: _SURE.index(given.certainty))
    return replace(
        one,
        method=sure.method,
        certainty=sure.certainty,
        as_written=list(dict.fromkeys([*one.as_written, *other.as_written])),
        roles=list(dict.fromkeys([*one.roles, *other.roles])),
        signing=min((one.signing, other.signing), key=_SIGNING.index),
        reservation=one.reservation or other.reservation,
        representations=list(dict.fromkeys([*one.representations, *other.representations])),
    )
