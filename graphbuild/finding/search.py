"""What could be meant by some words: things of a kind, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphbuild.finding.kinds import THINGS, kind_of
from graphbuild.finding.likeness import most_like
from graphbuild.finding.names import CODE, LABEL, Named, everything
from graphbuild.words import composed, nearest, one_line, plain

if TYPE_CHECKING:
    from graphbuild.stores import Asker

MOST = 20
LIKENESS = 0.72
"""difflib's ratio from which two spellings may be one name; below it suggestions become noise."""


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that words may mean.

    ``name`` is the name that fits (its label where several do), ``fit`` how well: 0 a code, 1 the
    label, 2 another exact name, 3 a name that begins so, 4 all words, 5 a part, from 6 on like it,
    the likest first.
    ``agreements`` counts those it takes part in, belongs to or is the subject of.
    """

    kind: str
    iri: str
    id: str
    label: str
    name: str
    fit: int
    agreements: int = 0
    about: tuple[str, ...] = ()

    def describe(self) -> str:
        """Id and label with what tells it from others: ``42 (Congo; state, Republic of Congo, 20 agreements)``."""
        counted = f"{self.agreements:,} agreement{'' if self.agreements == 1 else 's'}"
        facts = ", ".join([*self.about, *([counted] if kind_of(self.kind).agreements else [])])
        return f"{self.id} ({one_line(self.label)}{'; ' if facts else ''}{facts})"


def search(store: Asker, text: str, kinds: Sequence[str] = THINGS, most: int = MOST) -> list[Match]:
    """The things of these kinds that words may mean: exact names first, then the most agreements.

    Accents and case do not matter. Nothing is found by an empty text.
    """
    text = composed(one_line(text))
    found = [
        match
        for kind in kinds
        for match in details(store, kind, ranked(store, kind, text, everything(store, kind), most))
    ]
    order = {kind: at for at, kind in enumerate(kinds)}
    return sorted(found, key=lambda m: (m.fit, -m.agreements, order[m.kind], m.label, m.id))[:most]


def ranked(
    store: Asker,
    kind: str,
    text: str,
    names: Sequence[Named],
    most: int,
    among: frozenset[str] = frozenset(),
) -> list[Match]:
    """The best things, each once: by how well one of their names fits, then by their agreements.

    ``among`` restricts them to some IRIs.
    """
    folded = plain(one_line(text))
    if not folded:
        return []
    best: dict[str, tuple[int, Named]] = {}
    wanted = [named for named in names if named.iri in among] if among else names
    for named, fit in _fits(wanted, folded):
        if named.iri not in best or (fit, named.rank) < (
            best[named.iri][0],
            best[named.iri][1].rank,
        ):
            best[named.iri] = (fit, named)
    if not best:
        return []
    labels = {named.iri: named.name for named in reversed(names) if named.rank == LABEL}
    counted = counts(store, kind)
    found = [
        Match(
            kind, iri, named.id, labels.get(iri, named.name), named.name, fit, counted.get(iri, 0)
        )
        for iri, (fit, named) in best.items()
    ]
    return sorted(found, key=lambda m: (m.fit, -m.agreements, m.label, m.id))[:most]


def _fits(names: Sequence[Named], text: str) -> list[tuple[Named, int]]:
    """Every name that fits, with how well; those merely like it only where none does."""
    words = text.split()
    found = []
    folded: dict[str, list[Named]] = {}
    for named in names:
        name = plain(one_line(named.name))
        folded.setdefault(name, []).append(named)
        fit = _fit(name, text, words, named.rank)
        if fit is not None:
            found.append((named, fit))
    if found:
        return found
    codes = {name for name, those in folded.items() if all(named.rank == CODE for named in those)}
    alike = most_like(text, folded.keys() - codes, MOST)
    alike = alike or [(LIKENESS, name) for name in nearest(text, folded, MOST, LIKENESS)]
    return [
        (named, 106 - round(100 * likeness)) for likeness, name in alike for named in folded[name]
    ]


def _fit(name: str, text: str, words: list[str], rank: int) -> int | None:
    if name == text:
        return min(rank, 2)
    if rank == CODE or len(text) < 2:
        return None
    if name.startswith(text):
        return 3
    parts = name.replace("-", " ").replace("/", " ").replace("(", " ").split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 4
    return 5 if len(text) > 2 and text in name else None


def counts(store: Asker, kind: str) -> dict[str, int]:
    """How many agreements each thing of a kind stands in."""
    pattern = kind_of(kind).agreements
    if not pattern:
        return {}
    rows = store.select(
        f"SELECT ?thing (COUNT(DISTINCT ?agreement) AS ?count) WHERE {{ {pattern} }} GROUP BY ?thing"
    )
    return {row[0].value: int(row[1].value) for row in rows}


def details(store: Asker, kind: str, matches: Sequence[Match]) -> list[Match]:
    """The same with what tells things of one name apart: type, country, date, process."""
    found = details_of(store, kind, [match.iri for match in matches]) if matches else {}
    return [replace(match, about=tuple(found.get(match.iri, ()))) for match in matches]


def details_of(store: Asker, kind: str, iris: Sequence[str] = ()) -> dict[str, list[str]]:
    """What tells things of a kind apart, by IRI; of all where none is named."""
    values = f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in iris)} }}" if iris else ""
    found: dict[str, list[str]] = {}
    for pattern in kind_of(kind).about:
        rows = store.select(
            f"SELECT ?thing (MIN(STR(?detail)) AS ?text) WHERE {{ {values} {pattern} }} GROUP BY ?thing"
        )
        for row in rows:
            if row[0] is not None and row[1] is not None:
                found.setdefault(row[0].value, []).append(one_line(row[1].value))
    return found
