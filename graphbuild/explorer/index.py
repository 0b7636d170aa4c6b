"""What the pages look up: every name for the search, and every agreement with what it can be filtered by.

It is made from the graph once and kept in SQLite, so that a page never walks the whole graph.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphbuild.cards.asking import asked
from graphbuild.explorer.facets import FACETS, patterns
from graphbuild.finding.kinds import THINGS
from graphbuild.finding.names import CODE, LABEL, everything
from graphbuild.finding.search import counts, details_of
from graphbuild.ontology.terms import DCTERMS, PA, RDFS
from graphbuild.words import one_line, plain

if TYPE_CHECKING:
    from graphbuild.stores import Asker

SEARCHED = (*THINGS, "code")
FORM = 3
"""Grows when the tables change their form."""
TABLES = """
CREATE TABLE thing (kind TEXT, id TEXT, label TEXT, about TEXT, agreements INTEGER, iri TEXT,
  PRIMARY KEY (kind, id));
CREATE VIRTUAL TABLE named USING fts5(name, kind UNINDEXED, id UNINDEXED, fit UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');
CREATE TABLE agreement (number INTEGER PRIMARY KEY, id TEXT, title TEXT, date TEXT, words TEXT);
CREATE TABLE facet (facet TEXT, value TEXT, label TEXT, number INTEGER);
CREATE VIRTUAL TABLE passage USING fts5(text, agreement UNINDEXED, code UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT);
"""


class Hit(NamedTuple):
    """A thing that words found."""

    kind: str
    id: str
    label: str
    name: str
    about: str
    agreements: int


class Passage(NamedTuple):
    """A quoted passage that has all words."""

    text: str
    agreement: str
    code: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An agreement as a list shows it."""

    number: int
    id: str
    title: str
    date: str


def make(store: Asker, path: str | Path) -> None:
    """Make the index of a graph in a new file (``:memory:`` for none)."""
    with sqlite3.connect(path) as base:
        fill(store, base)
    base.close()


def fill(store: Asker, base: sqlite3.Connection) -> None:
    """Write all tables."""
    base.executescript(TABLES)
    for kind in SEARCHED:
        _things(store, base, kind)
    numbers = _agreements(store, base)
    for facet in FACETS:
        for pattern in patterns(facet):
            base.executemany(
                "INSERT INTO facet VALUES (?, ?, ?, ?)",
                _values(store, facet.name, pattern, numbers),
            )
    _passages(store, base)
    base.execute("INSERT INTO fact VALUES ('form', ?)", (str(FORM),))
    base.execute("CREATE INDEX of_agreement ON facet (number)")
    base.commit()


def _things(store: Asker, base: sqlite3.Connection, kind: str) -> None:
    names = everything(store, kind)
    labels = {item.iri: (item.id, one_line(item.name)) for item in names if item.rank == LABEL}
    counted, about = counts(store, kind), details_of(store, kind)
    base.executemany(
        "INSERT OR IGNORE INTO thing VALUES (?, ?, ?, ?, ?, ?)",
        (
            (kind, id_, label, ", ".join(about.get(iri, ())), counted.get(iri, 0), iri)
            for iri, (id_, label) in sorted(labels.items())
        ),
    )
    base.executemany(
        "INSERT INTO named VALUES (?, ?, ?, ?)",
        sorted(
            {
                (one_line(item.name), kind, item.id, item.rank)
                for item in names
                if item.iri in labels
            }
        ),
    )


def _agreements(store: Asker, base: sqlite3.Connection) -> dict[str, int]:
    rows = asked(
        store,
        f"SELECT ?iri ?id ?title ?date WHERE {{ ?iri a {PA.Agreement} ; {DCTERMS.identifier} ?id ; "
        f"{RDFS.label} ?title OPTIONAL {{ ?iri {PA.signedOn} ?date }} }}",
    )
    words: dict[str, list[str]] = {}
    for item in (PA.partiesAsWritten, PA.thirdPartiesAsWritten, DCTERMS.description):
        for row in asked(
            store, f"SELECT ?iri ?text WHERE {{ ?iri a {PA.Agreement} ; {item} ?text }}"
        ):
            words.setdefault(row["iri"], []).append(row["text"])
    numbers: dict[str, int] = {}
    lines = []
    for row in sorted(rows, key=lambda row: (row.get("date", ""), row["id"])):
        if row["iri"] in numbers:
            continue
        numbers[row["iri"]] = number = len(numbers) + 1
        text = plain(one_line(" ".join([row["title"], *words.get(row["iri"], ())])))
        lines.append((number, row["id"], one_line(row["title"]), row.get("date", ""), text))
    base.executemany("INSERT INTO agreement VALUES (?, ?, ?, ?, ?)", lines)
    return numbers


def _values(
    store: Asker, facet: str, pattern: str, numbers: dict[str, int]
) -> Iterator[tuple[str, str, str, int]]:
    rows = asked(store, f"SELECT DISTINCT ?agreement ?value ?label WHERE {{ {pattern} }}")
    for row in rows:
        if row.get("agreement") in numbers and "value" in row:
            value = row["value"]
            yield facet, value, one_line(row.get("label", value)), numbers[row["agreement"]]


def _passages(store: Asker, base: sqlite3.Connection) -> None:
    rows = asked(
        store,
        f"SELECT ?text ?agreement ?code WHERE {{ ?provision {PA.hasPassage}/{PA.excerpt} ?text ; "
        f"{PA.inAgreement}/{DCTERMS.identifier} ?agreement ; {PA.onTopic}/{DCTERMS.identifier} ?code }}",
    )
    lines = sorted((one_line(row["text"]), row["agreement"], row.get("code", "")) for row in rows)
    base.executemany("INSERT INTO passage VALUES (?, ?, ?)", lines)


class Index:
    """The opened index; several threads may ask at once."""

    def __init__(self, path: str | Path) -> None:
        self.path, self._own = str(path), threading.local()
        self._base()

    def _base(self) -> sqlite3.Connection:
        base: sqlite3.Connection | None = getattr(self._own, "base", None)
        if base is None:
            base = sqlite3.connect(f"{Path(self.path).absolute().as_uri()}?mode=ro", uri=True)
            self._own.base = base
        return base

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[str, ...]]:
        """The rows of a question to SQLite."""
        return self._base().execute(sql, values).fetchall()

    def search(self, words: str, kinds: Iterable[str] = SEARCHED, most: int = 30) -> list[Hit]:
        """Things of these kinds whose names have all words or their beginnings: exact names first.

        Then a label before another name, then the most agreements. Accents and case do not matter.
        """
        text = plain(one_line(words))
        asked_ = " ".join(f'"{word}"*' for word in _tokens(text))
        wanted = list(kinds)
        if not asked_ or not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        rows = self.rows(
            "SELECT thing.kind, thing.id, thing.label, named.name, thing.about, thing.agreements, named.fit"
            " FROM named JOIN thing ON thing.kind = named.kind AND thing.id = named.id"
            f" WHERE named MATCH ? AND thing.kind IN ({marks}) LIMIT 3000",
            [asked_, *wanted],
        )
        best: dict[tuple[str, str], tuple[tuple[bool, bool, int, int, str], Hit]] = {}
        for *hit, fit in rows:
            found = Hit(*hit)  # type: ignore[arg-type]
            folded = plain(one_line(found.name))
            begins = not folded.startswith(text)
            other = int(fit) > LABEL or (int(fit) == CODE and folded != text)
            key = (
                folded != text,
                begins,
                int(other) if folded != text else 0,
                -found.agreements,
                found.label,
            )
            held = best.get((found.kind, found.id))
            if held is None or key < held[0]:
                best[found.kind, found.id] = (key, found)
        return [hit for _, hit in sorted(best.values())][:most]

    def passages(self, words: str, most: int = 20) -> list[Passage]:
        """Quoted passages that have all words."""
        asked_ = " ".join(f'"{word}"' for word in _tokens(plain(words)))
        if not asked_:
            return []
        rows = self.rows(
            "SELECT text, agreement, code FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?",
            [asked_, most],
        )
        return [Passage(*row) for row in rows]

    def count(self, kind: str) -> int:
        """How many things of a kind the graph has."""
        return int(self.rows("SELECT COUNT(*) FROM thing WHERE kind = ?", [kind])[0][0])

    def iri(self, kind: str, id_: str) -> str:
        """The IRI of a thing of this id; nothing where there is none."""
        rows = self.rows("SELECT iri FROM thing WHERE kind = ? AND id = ?", [kind, id_])
        return rows[0][0] if rows else ""

    def label(self, kind: str, id_: str) -> str:
        """The label of a thing; its id where there is no such."""
        rows = self.rows("SELECT label FROM thing WHERE kind = ? AND id = ?", [kind, id_])
        return rows[0][0] if rows else id_


def _tokens(text: str) -> list[str]:
    """Words as the index cuts them; nothing in them can be an operator."""
    return re.findall(r"[^\W_]+", text)[:12]
