"""Which agreements and participations a network rests on, and how many were left out for which reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graphbuild.catalogue.sense import LISTED, MEDIATOR, PRACTICAL
from graphbuild.networks.scope import select
from graphbuild.networks.scope.choices import LOCAL, Choices
from graphbuild.ontology.terms import PA, RDFS, concept

if TYPE_CHECKING:
    from graphbuild.stores import Asker

UNILATERAL = concept("status", "UnilatDoc").value
PARTY, THIRD = "party", "third party"
_UNSURE = {"likely": ("doubtful",), "certain": ("doubtful", "likely")}
"""Which links from the text do not count, by what ``certainty`` asks for."""
_NUMBERS = re.compile(r"([0-9]+)")
_SIDES = {
    concept("side", "party").value: PARTY,
    concept("side", "third-party").value: THIRD,
}


class Agreement(NamedTuple):
    """One agreement; process, level, stage and status are IRIs, ``""`` where not known.

    ``release`` is the number of the release that was the first to have it.
    """

    iri: str
    id: str
    label: str
    date: str = ""
    process: str = ""
    level: str = ""
    stage: str = ""
    status: str = ""
    page: str = ""
    release: str = ""


class Participation(NamedTuple):
    """One actor on one side of one agreement; ``third`` is PAA-X's judgement, where there is one."""

    iri: str
    agreement: str
    actor: str
    side: str
    basis: str
    third: bool | None = None
    certainty: str = ""
    method: str = ""
    signing: str = ""
    roles: tuple[str, ...] = ()

    def stands_as(self, sense: str) -> str:
        """``party`` or ``third party`` in a sense, ``""`` where the sense says nothing of it."""
        if sense == LISTED:
            return self.side
        if sense == MEDIATOR:
            return THIRD if "mediator" in self.roles else ""
        if self.basis != "coded":
            return ""
        return THIRD if self.third else PARTY


@dataclass(slots=True)
class Rows:
    """What the graph answered, before anything is left out; ``queries`` are the SELECTs asked."""

    agreements: dict[str, Agreement]
    participations: list[Participation]
    actors: select.Facts
    places: select.Facts
    processes: select.Facts
    sources: select.Facts
    concepts: dict[str, str]
    queries: list[str] = field(default_factory=list)
    answered: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def ask(self, store: Asker, query: str) -> list[tuple[str, ...]]:
        """The rows of one more SELECT that shapes the network; asked once, its text is kept."""
        if query not in self.queries:
            self.queries.append(query)
        if query not in self.answered:
            self.answered[query] = sorted(select.select(store, query))
        return self.answered[query]


@dataclass(slots=True)
class Scope:
    """What a network is made from.

    ``left_out`` and ``let_in`` count by reason (see ``about.REASONS``). ``sense`` and the
    participations are such that ``stands_as(sense)`` is never ``""``.
    """

    choices: Choices
    store: Asker
    rows: Rows
    agreements: dict[str, Agreement]
    participations: list[Participation]
    left_out: Counter[str] = field(default_factory=Counter)
    let_in: Counter[str] = field(default_factory=Counter)

    @property
    def sense(self) -> str:
        """What third party means here."""
        return self.choices.one("sense", LISTED)

    def by_agreement(self) -> dict[str, list[Participation]]:
        """Participations of each agreement that has any, agreements in order."""
        found: dict[str, list[Participation]] = defaultdict(list)
        for given in self.participations:
            found[given.agreement].append(given)
        return {iri: found[iri] for iri in self.agreements if iri in found}

    def thirds(self) -> list[Participation]:
        """The participations of third parties, in the chosen sense."""
        return [given for given in self.participations if given.stands_as(self.sense) == THIRD]

    def only(self, agreements: Iterable[str]) -> Scope:
        """The same for some of its agreements: one slice of time, one stage."""
        wanted = set(agreements)
        return replace(
            self,
            agreements={iri: item for iri, item in self.agreements.items() if iri in wanted},
            participations=[item for item in self.participations if item.agreement in wanted],
            left_out=Counter(self.left_out),
            let_in=Counter(self.let_in),
        )


def fetch(store: Asker, choices: Choices) -> Rows:
    """Ask the graph for all that the network may need."""
    queries = [select.agreements(choices)]
    agreements: dict[str, Agreement] = {}
    for row in sorted(select.select(store, queries[0])):
        agreements.setdefault(row[0], Agreement(*row))
    participations: list[Participation] = []
    if choices.projection.actors:
        queries.append(select.participations(choices))
        participations = _participations(store, queries[1], select.roles(choices))
    return Rows(
        agreements=dict(sorted(agreements.items(), key=lambda pair: natural(pair[0]))),
        participations=participations,
        actors=select.facts(store, PA.Actor) if choices.projection.actors else {},
        places=select.places(store),
        processes=select.facts(store, PA.PeaceProcess),
        sources=select.facts(store, PA.Source),
        concepts=select.concept_labels(store),
        queries=queries,
    )


def _participations(store: Asker, query: str, role_query: str) -> list[Participation]:
    roles: dict[str, set[str]] = defaultdict(set)
    for participation, role in select.select(store, role_query):
        roles[participation].add(_tail(role))
    found: dict[str, Participation] = {}
    for row in sorted(select.select(store, query)):
        iri, agreement, actor, side, basis, third, certainty, method, signing = row
        given = Participation(
            iri=iri,
            agreement=agreement,
            actor=actor,
            side=_SIDES.get(side, PARTY),
            basis=_tail(basis),
            third=None if third == "" else third in ("true", "1"),
            certainty=_tail(certainty),
            method=_tail(method),
            signing=_tail(signing),
            roles=tuple(sorted(roles.get(iri, ()))),
        )
        found.setdefault(iri, given)
    return sorted(found.values(), key=lambda item: (natural(item.agreement), natural(item.iri)))


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


@lru_cache(maxsize=1 << 17)
def natural(text: str) -> tuple[str | int, ...]:
    """A key by which ``agreement/9`` comes before ``agreement/10``: texts and numbers in turn."""
    parts = _NUMBERS.split(text)
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


Same = Mapping[str, str]
"""Actor IRI to the IRI of the actor it is taken for."""


def choose(store: Asker, rows: Rows, choices: Choices, same: Same | None = None) -> Scope:
    """Apply the choices that are counted; ``same`` merges actors that a user calls one."""
    rows = replace(rows, queries=list(rows.queries))
    scope = Scope(choices, store, rows, dict(rows.agreements), list(rows.participations))
    _choose_agreements(scope)
    kept = [item for item in scope.participations if item.agreement in scope.agreements]
    scope.participations = kept
    if choices.projection.actors:
        _choose_actors(scope, {**_one_un(scope), **(same or {})})
    return scope


def _choose_agreements(scope: Scope) -> None:
    choices = scope.choices
    dated = bool(choices.many("from") or choices.many("to"))
    release = choices.number("release")
    tests: list[tuple[str, Callable[[Agreement], bool]]] = [
        ("undated", lambda item: dated and not item.date),
        ("local", lambda item: choices.one("local") == "exclude" and item.level == LOCAL),
        (
            "unilateral",
            lambda item: choices.one("unilateral") == "exclude" and item.status == UNILATERAL,
        ),
        ("no_release", lambda item: release is not None and not item.release),
        ("later_release", lambda item: release is not None and int(item.release) > release),
    ]
    for reason, refuses in tests:
        gone = [iri for iri, item in scope.agreements.items() if refuses(item)]
        for iri in gone:
            del scope.agreements[iri]
        scope.left_out[reason] += len(gone)
    items = scope.agreements.values()
    scope.let_in["unilateral"] = sum(item.status == UNILATERAL for item in items)
    scope.let_in["local"] = sum(item.level == LOCAL for item in items)


def _choose_actors(scope: Scope, same: Same) -> None:
    choices, facts = scope.choices, scope.rows.actors
    excluded = set(choices.many("exclude"))
    if choices.one("un") == "exclude":
        excluded |= un_bodies(facts)
    basis, side = choices.one("basis"), choices.one("side")
    sure = choices.one("certainty")
    types = set(choices.many("type"))
    named: set[str] = set()
    kept: list[Participation] = []
    merged: set[str] = set()
    for given in scope.participations:
        reason = _unfounded(given, basis, sure, scope.sense)
        if not reason:
            named.add(given.agreement)
            if given.actor in excluded:
                reason = "excluded"
            elif types and not types & set(facts.get(given.actor, {}).get(PA.actorType, ())):
                reason = "other_type"
            elif side and given.stands_as(scope.sense) != side:
                reason = "other_side"
        if reason:
            scope.left_out[reason] += 1
            continue
        if given.actor in same:
            merged.add(given.actor)
            given = given._replace(actor=same[given.actor])
        kept.append(given)
    scope.participations = kept
    scope.left_out["no_actor"] += sum(iri not in named for iri in scope.agreements)
    scope.let_in["merged"] = len(merged)
    scope.let_in["both_sides"] = _on_both_sides(kept, scope.sense)


def _unfounded(given: Participation, basis: str, sure: str, sense: str) -> str:
    """Why a participation does not count, whoever's it is; ``""`` where it does.

    ``sure`` is ``likely``, ``certain`` or ``""`` for any; coded participations always count.
    """
    if given.basis != "coded" and sure and given.certainty in _UNSURE[sure]:
        return "doubtful" if given.certainty == "doubtful" else "less_certain"
    if basis and given.basis != basis:
        return "other_basis"
    if sense == PRACTICAL and not given.stands_as(PRACTICAL):
        return "not_practical"
    return ""


def _on_both_sides(participations: Sequence[Participation], sense: str) -> int:
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for given in participations:
        sides[given.agreement, given.actor].add(given.stands_as(sense))
    return sum(len(found - {""}) > 1 for found in sides.values())


def un_bodies(facts: select.Facts) -> set[str]:
    """The United Nations and its bodies and missions, as PAA-X marks them (un_type)."""
    return {
        iri
        for iri, known in facts.items()
        if any(kind in ("United Nations", "UN Mission") for kind in known.get(PA.unType, ()))
    }


def _one_un(scope: Scope) -> dict[str, str]:
    """Every body of the UN, mapped on the one that is named United Nations."""
    if scope.choices.one("un") != "together":
        return {}
    facts = scope.rows.actors
    bodies = un_bodies(facts)
    names = ("United Nations", "United Nations (General)")
    heads = [iri for iri in bodies if set(names) & set(facts[iri].get(RDFS.label, ()))]
    head = min(heads or bodies, key=natural, default="")
    return {iri: head for iri in bodies if iri != head}
