"""Every code and name of a kind: those that the graph states, and forms of them that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal

from graphbuild.finding.kinds import Kind, kind_of
from graphbuild.ontology.states import states
from graphbuild.words import one_line, plain

if TYPE_CHECKING:
    from graphbuild.stores import Asker

CODE, LABEL, OTHER = 0, 1, 2
"""What a name is of its thing: a code, its label, any other name."""

_IN_BRACKETS = re.compile(r"^([^()]{3,}?) \([^()]*\)$")
_INVERTED = re.compile(r"^([^,]{3,}), ([^,]* of(?: the)?)$")


class Named(NamedTuple):
    """A thing of the graph with one of its names; ``rank`` is CODE, LABEL or OTHER."""

    iri: str
    id: str
    name: str
    rank: int


def tail(iri: str) -> str:
    """What stands behind the last ``/`` of an IRI: ``ucdp-388``."""
    return iri.rpartition("/")[2]


def by_code(store: Asker, kind: str, text: str) -> list[Named]:
    """The things of a kind that have this code, or whose IRI ends so (``ucdp-388``).

    Of conflicts that two lists give one number, UCDP's is meant; the other is ``cow-223``.
    """
    properties = "|".join(map(str, kind_of(kind).codes))
    query = f"SELECT DISTINCT ?thing WHERE {{ ?thing {properties} {Literal(text)} . {kind_of(kind).pattern} }}"
    found = [Named(row[0].value, text, text, CODE) for row in store.select(query)]
    if not found and kind == "conflict":
        ends = f"FILTER(STRENDS(STR(?thing), {Literal('/' + text)}))"
        query = f"SELECT DISTINCT ?thing WHERE {{ {kind_of(kind).pattern} {ends} }}"
        found = [Named(row[0].value, text, text, CODE) for row in store.select(query)]
    if kind == "conflict" and len(found) > 1:
        found = [named for named in found if tail(named.iri) == f"ucdp-{text}"] or found
    return found


def everything(store: Asker, kind: str) -> list[Named]:
    """Every code and name of a kind, sorted."""
    about = kind_of(kind)
    ranks = dict.fromkeys(about.other_names, OTHER)
    ranks |= dict.fromkeys(about.labels, LABEL) | dict.fromkeys(about.codes, CODE)
    # One pass over the things: joining each property by itself would read all its statements.
    whens = "".join(f"IF(?property = {item}, {rank}, " for item, rank in ranks.items())
    rows = store.select(
        f"SELECT ?thing ?name ?rank WHERE {{ {about.pattern} . ?thing ?property ?name "
        f"FILTER(?property IN ({', '.join(map(str, ranks))})) BIND({whens}9{')' * len(ranks)} AS ?rank) }}"
    )
    found = {(row[0].value, row[1].value, int(row[2].value)) for row in rows}
    ids = {iri: tail(iri) for iri, _, _ in found} if kind == "conflict" else {}
    ids = ids or (_ids(store, about) if found else {})
    stated = {Named(iri, ids.get(iri, iri), name, rank) for iri, name, rank in found}
    return sorted(stated | set(_forms(stated)) | set(_of_states(stated, kind)))


def _ids(store: Asker, about: Kind) -> dict[str, str]:
    """The first code of each thing of a kind, by IRI."""
    rows = store.select(
        f"SELECT ?thing ?id WHERE {{ {about.pattern} . ?thing ?property ?id "
        f"FILTER(?property = {about.codes[0]}) }}"
    )
    return {row[0].value: row[1].value for row in rows}


def _forms(stated: Iterable[Named]) -> Iterator[Named]:
    """Names without what stands in brackets behind them, and the right way round.

    ``United Nations (General)`` is also United Nations, ``Congo, Democratic Republic of the`` the
    Democratic Republic of the Congo.
    """
    for named in stated:
        if named.rank == CODE:
            continue
        if match := _IN_BRACKETS.match(named.name):
            yield named._replace(name=match[1], rank=OTHER)
        if match := _INVERTED.match(named.name):
            yield named._replace(name=f"{match[2]} {match[1]}", rank=OTHER)


def _of_states(stated: set[Named], kind: str) -> Iterator[Named]:
    """Other names of states that the house knows (``ontology/codebook/states.csv``), for their like.

    A thing is a state where its label or its code is that of one; a name that two states share
    (``Congo``) is a name of both.
    """
    if kind not in ("actor", "place"):
        return
    labels = {named.iri: named for named in stated if named.rank == LABEL}
    seen = set[tuple[str, str]]()
    for named in [*stated, *(form for form in _forms(stated) if form.iri in labels)]:
        code = _state_codes().get(_key(named.name) if named.rank else named.name, "")
        if not code or (named.iri, code) in seen or named.iri not in labels:
            continue
        if named.rank == OTHER and not _inverts(labels[named.iri].name, named.name):
            continue
        seen.add((named.iri, code))
        state = states()[code]
        for name in (state.name, *state.names):
            yield Named(named.iri, named.id, name, OTHER)


def _inverts(label: str, name: str) -> bool:
    match = _INVERTED.match(label)
    return match is not None and f"{match[2]} {match[1]}" == name


@cache
def _state_codes() -> dict[str, str]:
    """The code of a state by itself, and by each name that is one state's alone."""
    found: dict[str, set[str]] = {}
    for code, state in states().items():
        for name in {_key(name) for name in (state.name, *state.names)}:
            found.setdefault(name, set()).add(code)
        if state.iso3:
            found.setdefault(state.iso3, set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _key(name: str) -> str:
    folded = plain(one_line(name))
    return folded.removeprefix("the ").replace("republic of the ", "republic of ")
