"""What agreements can be filtered by, and how many each choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graphbuild.ontology.terms import DCTERMS, PA, PROV, RDFS, SKOS, concept


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to filter: ``kind`` is that of the things which are its values, if they have pages."""

    name: str
    label: str
    kind: str = ""
    by_value: bool = False
    """Choices in the order of their values (years), not by how many they leave."""


FACETS = (
    Facet("year", "Year", by_value=True),
    Facet("region", "Region"),
    Facet("country", "Country or place", "place"),
    Facet("process", "Peace process", "process"),
    Facet("conflict", "Conflict", "conflict"),
    Facet("stage", "Stage"),
    Facet("level", "Level"),
    Facet("status", "Status"),
    Facet("topic", "Topic", "code"),
    Facet("party", "Listed as party", "actor"),
    Facet("third", "Listed as third party", "actor"),
    Facet("role", "Stated role"),
    Facet("source", "Source"),
    Facet("release", "First release", by_value=True),
)


@cache
def patterns(facet: Facet) -> tuple[str, ...]:
    """The patterns that bind ``?agreement`` and ``?value``, and ``?label`` where it is another."""
    coded = {"region": PA.region, "stage": PA.stage, "level": PA.level, "status": PA.status}
    things = {"process": PA.inProcess, "country": PA.concernsPlace}
    sides = {"party": concept("side", "party"), "third": concept("side", "third-party")}
    name = facet.name
    if name == "year":
        return (f"?agreement {PA.signedOn} ?date BIND(SUBSTR(STR(?date), 1, 4) AS ?value)",)
    if name in coded:
        return (f"?agreement {coded[name]} ?c . ?c {SKOS.notation} ?value ; {RDFS.label} ?label",)
    if name in things:
        return (
            f"?agreement {things[name]} ?t . ?t {DCTERMS.identifier} ?value ; {RDFS.label} ?label",
        )
    if name == "conflict":
        # A conflict's number is one in each list of conflicts, so the end of its IRI names it.
        return (
            f"?agreement {PA.addressesConflict} ?t . ?t {RDFS.label} ?label "
            'BIND(REPLACE(STR(?t), "^.*/", "") AS ?value)',
        )
    if name == "topic":
        return (
            f"?p {PA.inAgreement} ?agreement ; {PA.onTopic} ?c . "
            f"?c {SKOS.notation} ?value ; {RDFS.label} ?label",
        )
    if name in sides:
        return (
            f"?p {PA.listedAs} {sides[name]} ; {PA.inAgreement} ?agreement ; {PA.ofActor} ?a . "
            f"?a {DCTERMS.identifier} ?value ; {RDFS.label} ?label",
        )
    if name == "role":
        return (
            f"?p {PA.statedRole} ?c ; {PA.inAgreement} ?agreement . "
            f"?c {SKOS.notation} ?value ; {RDFS.label} ?label",
        )
    if name == "source":
        return (f"?agreement {PROV.wasDerivedFrom} ?s . ?s {PA.fileName} ?value",)
    return (f"?agreement {PA.firstRelease} ?number BIND(STR(?number) AS ?value)",)


class Choice(NamedTuple):
    """One value of a facet, with how many agreements would be left."""

    value: str
    label: str
    agreements: int
    chosen: bool


class Facets:
    """Sets of agreements by facet and value."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        sets: dict[str, dict[str, set[int]]] = {facet.name: {} for facet in FACETS}
        self.labels: dict[tuple[str, str], str] = {}
        for facet, value, label, number in rows:
            sets[str(facet)].setdefault(str(value), set()).add(int(str(number)))
            self.labels[str(facet), str(value)] = str(label)
        self.sets = sets

    def left(
        self, chosen: Mapping[str, Sequence[str]], within: set[int], without: str = ""
    ) -> set[int]:
        """The agreements that fit all facets, any of a facet's values; ``without`` is not looked at."""
        found = set(within)
        for facet, values in chosen.items():
            if values and facet != without and facet in self.sets:
                of = self.sets[facet]
                found &= set().union(*(of.get(value, ()) for value in values))
        return found

    def choices(
        self, facet: Facet, chosen: Mapping[str, Sequence[str]], within: set[int], most: int
    ) -> list[Choice]:
        """The values that leave something, the most first; those that are chosen always."""
        left = self.left(chosen, within, facet.name)
        picked = set(chosen.get(facet.name, ()))
        found = list(self._counted(facet.name, left, picked))
        order = (
            sorted(found, key=lambda item: item.value)
            if facet.by_value
            else sorted(found, key=lambda item: (-item.agreements, item.label))
        )
        kept = order if facet.by_value else order[:most]
        return [*kept, *(item for item in order[len(kept) :] if item.chosen)]

    def _counted(self, facet: str, left: set[int], picked: set[str]) -> Iterator[Choice]:
        for value, numbers in self.sets[facet].items():
            count = len(numbers & left)
            if count or value in picked:
                yield Choice(value, self.labels[facet, value], count, value in picked)
