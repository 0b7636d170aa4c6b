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
    below: str = ""
    """The facet whose choices it narrows: its values are theirs with something behind ``:``."""


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
    Facet("weight", "Weight of the topic", by_value=True, below="topic"),
    Facet("party", "Listed as party", "actor"),
    Facet("third", "Listed as third party", "actor"),
    Facet("role", "Stated role"),
    Facet("as", "Actor in a stated role"),
    Facet("un", "United Nations", by_value=True),
    Facet("women", "Women", by_value=True),
    Facet("source", "Source"),
    Facet("release", "First release", by_value=True),
)


_CODED = {"region": PA.region, "stage": PA.stage, "level": PA.level, "status": PA.status}
_THINGS = {"process": PA.inProcess, "country": PA.concernsPlace}
_SIDES = {"party": PA.party, "third": PA.thirdParty}
"""Direct links, which follow from participations that are coded, certain or likely: no doubtful ones."""
_UN = 'VALUES ?type { "United Nations" "UN Mission" } ?body ' + f"{PA.unType} ?type . "
_WOMEN = f"?body {PA.womenGroup} true . "


def _said(pattern: str, value: str, label: str) -> str:
    """A pattern that binds no value of its own."""
    return f'{pattern} BIND("{value}" AS ?value) BIND("{label}" AS ?label)'


def _provides(code: str) -> str:
    return f"?p {PA.onTopic} {concept('provision', code)} ; {PA.inAgreement} ?agreement ."


@cache
def patterns(facet: Facet) -> tuple[str, ...]:
    """The patterns that bind ``?agreement`` and ``?value``, and ``?label`` where it is another."""
    name = facet.name
    if name in _CODED:
        return (f"?agreement {_CODED[name]} ?c . ?c {SKOS.notation} ?value ; {RDFS.label} ?label",)
    if name in _THINGS or name in _SIDES:
        link = (_THINGS | _SIDES)[name]
        return (f"?agreement {link} ?t . ?t {DCTERMS.identifier} ?value ; {RDFS.label} ?label",)
    return _others()[name]


@cache
def _others() -> dict[str, tuple[str, ...]]:
    doubtful = concept("certainty", "doubtful")
    sure = f"FILTER NOT EXISTS {{ ?p {PA.certainty} {doubtful} }}"
    return {
        "year": (f"?agreement {PA.signedOn} ?date BIND(SUBSTR(STR(?date), 1, 4) AS ?value)",),
        # A conflict's number is one in each list of conflicts, so the end of its IRI names it.
        "conflict": (
            f"?agreement {PA.addressesConflict} ?t . ?t {RDFS.label} ?label "
            'BIND(REPLACE(STR(?t), "^.*/", "") AS ?value)',
        ),
        "topic": (
            f"?p {PA.inAgreement} ?agreement ; {PA.onTopic} ?c . "
            f"?c {SKOS.notation} ?value ; {RDFS.label} ?label",
        ),
        "weight": tuple(
            f"?p {PA.inAgreement} ?agreement ; {PA.onTopic} ?c ; {PA.codedValue} ?weight "
            f"FILTER(?weight >= {least}) ?c {SKOS.notation} ?code ; {RDFS.label} ?name "
            f'BIND(CONCAT(STR(?code), ":{least}") AS ?value) '
            f'BIND(CONCAT(STR(?name), ", {least} or more") AS ?label)'
            for least in (2, 3)
        ),
        "role": (
            f"?p {PA.statedRole} ?c ; {PA.inAgreement} ?agreement . "
            f"?c {SKOS.notation} ?value ; {RDFS.label} ?label {sure}",
        ),
        "as": (
            f"?p {PA.statedRole} ?c ; {PA.inAgreement} ?agreement ; {PA.ofActor} ?a . "
            f"?c {SKOS.notation} ?role ; {RDFS.label} ?in . "
            f"?a {DCTERMS.identifier} ?id ; {RDFS.label} ?name {sure} "
            'BIND(CONCAT(STR(?id), ":", STR(?role)) AS ?value) '
            'BIND(CONCAT(STR(?name), ", ", STR(?in)) AS ?label)',
        ),
        "un": (
            _said(f"{_UN} ?agreement {PA.party} ?body", "1", "a UN body, listed as party"),
            _said(
                f"{_UN} ?agreement {PA.thirdParty} ?body", "2", "a UN body, listed as third party"
            ),
            _said(_provides("ImUN"), "3", "coded: UN signatory (ImUN)"),
        ),
        "women": (
            _said(f"{_WOMEN} ?agreement {PA.party} ?body", "1", "a women's group, listed as party"),
            _said(
                f"{_WOMEN} ?agreement {PA.thirdParty} ?body", "2", "a women's group, as third party"
            ),
            _said(_provides("GeWom"), "3", "provisions on women, girls, gender (GeWom)"),
        ),
        "source": (f"?agreement {PROV.wasDerivedFrom} ?s . ?s {PA.fileName} ?value",),
        "release": (f"?agreement {PA.firstRelease} ?number BIND(STR(?number) AS ?value)",),
    }


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
    ) -> tuple[list[Choice], int]:
        """The values that leave something, the most first, those that are chosen always; and how many."""
        left = self.left(chosen, within, facet.name)
        picked = set(chosen.get(facet.name, ()))
        above = chosen.get(facet.below, ())
        found = [
            one
            for one in self._counted(facet.name, left, picked)
            if not facet.below or one.chosen or one.value.rpartition(":")[0] in above
        ]
        if facet.by_value:
            found.sort(key=lambda item: (len(item.value), item.value))
            return found, len(found)
        found.sort(key=lambda item: (-item.agreements, item.label))
        return [*found[:most], *(item for item in found[most:] if item.chosen)], len(found)

    def _counted(self, facet: str, left: set[int], picked: set[str]) -> Iterator[Choice]:
        for value, numbers in self.sets[facet].items():
            count = len(numbers & left)
            if count or value in picked:
                label = self.labels.get((facet, value), value)
                yield Choice(value, label, count, value in picked)
        for value in picked - self.sets[facet].keys():  # typed, or of another graph
            yield Choice(value, value, 0, chosen=True)
