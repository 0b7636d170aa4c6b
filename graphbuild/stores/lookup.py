"""Who or what is meant by an id, a code or a label: found by asking the graph itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from graphbuild.errors import UsageError
from graphbuild.ontology.terms import DCTERMS, PA, RDFS, SKOS, scheme
from graphbuild.words import composed, nearest, one_line, plain

if TYPE_CHECKING:
    from graphbuild.stores import Asker

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """What belongs to a kind, and which properties hold its codes and its labels."""

    pattern: str
    codes: tuple[NamedNode, ...] = (DCTERMS.identifier,)
    labels: tuple[NamedNode, ...] = (RDFS.label,)
    other_labels: tuple[NamedNode, ...] = ()


_PLACES = (PA.Place, PA.Country, PA.TerritorialEntity)
_THINGS = {
    "agreement": Kind(f"?thing a {PA.Agreement}", labels=(DCTERMS.title, RDFS.label)),
    "actor": Kind(
        f"?thing a {PA.Actor}",
        (DCTERMS.identifier, PA.paaxId, PA.iso3),
        other_labels=(PA.abbreviation, SKOS.altLabel),
    ),
    "process": Kind(f"?thing a {PA.PeaceProcess}", other_labels=(SKOS.altLabel,)),
    "place": Kind(
        " UNION ".join(f"{{ ?thing a {place} }}" for place in _PLACES),
        (DCTERMS.identifier, PA.iso3, PA.gwno),
        other_labels=(SKOS.altLabel,),
    ),
    "conflict": Kind(f"?thing a {PA.Conflict}"),
}


@cache
def kind_of(name: str) -> Kind:
    """What is known of a kind: of things, else the coding scheme of this name (``code``: provision)."""
    if name in _THINGS:
        return _THINGS[name]
    return Kind(
        f"?thing {SKOS.inScheme} {scheme('provision' if name == 'code' else name)}",
        (SKOS.notation,),
        (SKOS.prefLabel,),
        (SKOS.altLabel, PA.path),
    )


class Named(NamedTuple):
    """A thing of the graph with one of its names; ``rank`` 0 is a code, 1 its label, 2 another label."""

    iri: str
    id: str
    name: str
    rank: int


def resolve(store: Asker, kind: str, text: str) -> NamedNode:
    """The one thing of a kind that an id, a code, an exact label or an IRI names.

    A label fits exactly before it fits with other capitals, then with other accents; a thing's label
    goes before other names.

    :raises UsageError: where several fit (with their ids) or none does (with the nearest).
    """
    text = composed(one_line(text))
    found = (
        _by_iri(store, kind, text) if re.match(r"https?://", text) else _by_code(store, kind, text)
    )
    if not found:
        everything = _everything(store, kind)
        found = _best(everything, text)
        if not found:
            raise UsageError(_none(kind, text, everything))
    if len({named.iri for named in found}) > 1:
        choices = _listed(found)
        raise UsageError(
            f"{text!r} names several things that are a {kind}: {choices}; give the id of one"
        )
    return NamedNode(found[0].iri)


def _by_iri(store: Asker, kind: str, text: str) -> list[Named]:
    if re.search(r'[\x00-\x20<>"{}|^`\\]', text):
        return []
    pattern = kind_of(kind).pattern.replace("?thing", f"<{text}>")
    return [Named(text, text, text, 0)] if store.ask(f"ASK {{ {pattern} }}") else []


def _by_code(store: Asker, kind: str, text: str) -> list[Named]:
    properties = "|".join(map(str, kind_of(kind).codes))
    query = f"SELECT DISTINCT ?thing WHERE {{ ?thing {properties} {Literal(text)} . {kind_of(kind).pattern} }}"
    return [Named(row[0].value, text, text, 0) for row in store.select(query)]


def _everything(store: Asker, kind: str) -> list[Named]:
    """Every code and label of a kind."""
    about = kind_of(kind)
    ranks = dict.fromkeys(about.other_labels, 2)
    ranks |= dict.fromkeys(about.labels, 1) | dict.fromkeys(about.codes, 0)
    # One pass over the things: joining each property by itself would read all its statements.
    whens = "".join(f"IF(?property = {item}, {rank}, " for item, rank in ranks.items())
    rows = store.select(
        f"SELECT ?thing ?name ?rank WHERE {{ {about.pattern} . ?thing ?property ?name "
        f"FILTER(?property IN ({', '.join(map(str, ranks))})) BIND({whens}9{')' * len(ranks)} AS ?rank) }}"
    )
    found = [(row[0].value, row[1].value, int(row[2].value)) for row in rows]
    ids = _ids(store, about) if found else {}
    return sorted({Named(iri, ids.get(iri, iri), name, rank) for iri, name, rank in found})


def _ids(store: Asker, about: Kind) -> dict[str, str]:
    """The first code of each thing of a kind, by IRI."""
    rows = store.select(
        f"SELECT ?thing ?id WHERE {{ {about.pattern} . ?thing ?property ?id "
        f"FILTER(?property = {about.codes[0]}) }}"
    )
    return {row[0].value: row[1].value for row in rows}


def _best(everything: Iterable[Named], text: str) -> list[Named]:
    folded, small = plain(text), text.casefold()
    fits = [named for named in everything if plain(one_line(named.name)) == folded]
    order = [
        (named.name != text, one_line(composed(named.name)).casefold() != small, named.rank)
        for named in fits
    ]
    # As written goes before other capitals, these before other accents; the label before other names.
    best = min(order, default=None)
    return [named for named, key in zip(fits, order, strict=True) if key == best]


def _none(kind: str, text: str, everything: list[Named]) -> str:
    if not everything:
        return f"the graph holds nothing that is a {kind}, so {text!r} cannot be found"
    folded: dict[str, list[Named]] = {}
    for named in everything:
        folded.setdefault(plain(named.name), []).append(named)
    near = nearest(plain(text), folded, SHOWN)
    near += [name for name in folded if plain(text) in name and len(text) > 2]
    close = [named for name in near for named in folded[name]]
    advice = (
        f"the nearest are {_listed(close)}" if close else "give an id, a code or an exact label"
    )
    return f"nothing that is a {kind} is named {text!r}; {advice}"


def _listed(found: Iterable[Named]) -> str:
    things = list({named.iri: named for named in reversed(list(found))}.values())[::-1]
    shown = [f"{named.id} ({one_line(named.name)})" for named in things[:SHOWN]]
    rest = len(things) - SHOWN
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")


USES = {
    "actor": PA.ofActor,
    "process": PA.inProcess,
    "place": PA.concernsPlace,
    "conflict": PA.addressesConflict,
    "code": PA.onTopic,
    "stage": PA.stage,
    "status": PA.status,
    "level": PA.level,
    "role": PA.statedRole,
    "region": PA.region,
}


def examples(store: Asker, kind: str, count: int = 3) -> str:
    """Some values of a kind that the graph holds, the most used first: ``8 (Armenia-Azerbaijan ...)``."""
    about = kind_of(kind)
    if kind in USES:
        used = f"{{ SELECT ?thing (COUNT(*) AS ?uses) WHERE {{ ?any {USES[kind]} ?thing }} GROUP BY ?thing }}"
    else:
        used = f"{{ SELECT ?thing (0 AS ?uses) WHERE {{ {about.pattern} }} ORDER BY ?thing LIMIT {count} }}"
    rows = store.select(
        f"SELECT ?id (SAMPLE(?name) AS ?label) WHERE {{ {used} ?thing {about.codes[0]} ?id ; "
        f"{about.labels[0]} ?name }} GROUP BY ?thing ?id ?uses ORDER BY DESC(?uses) ?id LIMIT {count}"
    )
    return ", ".join(f"{row[0].value} ({row[1].value})" for row in rows)
