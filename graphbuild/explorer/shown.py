"""What pages show to others: with persons or without, with quoted and written texts or without."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphbuild.cards.card import Card, Cell, Fact, Ref, Table
from graphbuild.explorer.index import SEARCHED
from graphbuild.ontology.sparql import sparql
from graphbuild.ontology.terms import check

LONG = 200
"""Characters of a text that is left out as a whole."""
LEFT_OUT = "(text left out)"


def _known(*names: str) -> str:
    """Names of ours as a pattern, once each is declared."""
    for name in names:
        check(name)
    return "|".join(names)


_OF_PERSONS = ("ofPerson", "hasRepresentation", "Person", "Representation", "names", "actsFor")
_PERSONS = re.compile(rf"\bpa:({_known(*_OF_PERSONS)})\b")
_TEXTS = re.compile(
    rf"\b(pa:({_known('excerpt', 'conflictDescription')}|\w+AsWritten)|{sparql('dcterms:description')})\b"
)
PERSONS_IN = frozenset({"person-agreement"})
"""Networks of persons."""


@dataclass(frozen=True, slots=True)
class Shown:
    """``persons``: their pages and names; ``texts``: passages and fields as they were written."""

    persons: bool = True
    texts: bool = True

    @property
    def all(self) -> bool:
        """Whether nothing is left out, so that the graph itself may be asked."""
        return self.persons and self.texts

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of things that have pages and are found."""
        return tuple(kind for kind in SEARCHED if self.persons or kind != "person")

    def asks(self, query: str) -> bool:
        """Whether a saved question asks for nothing that is left out."""
        body = "\n".join(line for line in query.splitlines() if not line.startswith("#+ "))
        return not (
            (not self.persons and _PERSONS.search(body)) or (not self.texts and _TEXTS.search(body))
        )

    def draws(self, network: str) -> bool:
        """Whether a network holds nothing that is left out."""
        return self.persons or network not in PERSONS_IN

    def card(self, card: Card) -> Card:
        """A card without what is left out."""
        if self.all:
            return card
        facts = tuple(self._fact(fact) for fact in card.facts)
        tables = tuple(self._table(table) for table in card.tables if self._has(table))
        return replace(card, facts=facts, tables=tables)

    def text(self, text: str) -> str:
        """A text, or that it is left out."""
        return text if self.texts or len(text) < LONG else LEFT_OUT

    def _fact(self, fact: Fact) -> Fact:
        if not self.texts and fact.label.endswith("as written"):
            return replace(fact, values=(LEFT_OUT,))
        return replace(
            fact,
            values=tuple(
                self.text(value) if isinstance(value, str) else value
                for value in fact.values
                if self.persons or not _is_person(value)
            ),
        )

    def _has(self, table: Table) -> bool:
        return self.persons or table.name not in ("persons", "names")

    def _table(self, table: Table) -> Table:
        """What is left out stands in columns without cells, which no page shows."""
        shown = [self._column(table.name, name) for name in table.columns]
        return replace(
            table,
            rows=tuple(
                tuple(
                    self._cell(cell) if there else ""
                    for cell, there in zip(row, shown, strict=True)
                )
                for row in table.rows
            ),
        )

    def _column(self, table: str, name: str) -> bool:
        if not self.texts and name in ("as written", "passages"):
            return False
        return self.persons or table != "participants" or name != "persons"

    def _cell(self, cell: Cell) -> Cell:
        if isinstance(cell, tuple):
            return tuple(
                self.text(one) if isinstance(one, str) else one
                for one in cell
                if self.persons or not _is_person(one)
            )
        return self.text(cell) if isinstance(cell, str) else cell


def _is_person(value: object) -> bool:
    return isinstance(value, Ref) and value.kind == "person"
