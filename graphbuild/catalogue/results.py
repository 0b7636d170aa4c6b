"""What comes out of a query, as Python knows it: typed rows, triples, or a truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from graphbuild.catalogue.left_out import counted, left_out
from graphbuild.catalogue.own import unused
from graphbuild.errors import UsageError
from graphbuild.finding.named import named
from graphbuild.ontology.namespaces import PREFIXES
from graphbuild.tabular import shown

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

    from graphbuild.catalogue.prepared import Prepared
    from graphbuild.stores import Asker

XSD = PREFIXES["xsd"]
INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "unsignedInt",
    )
)
NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float"))


def python_value(term: Any) -> Any:
    """A term as Python knows it: int, float, bool, date, datetime, else text; unbound is ``None``.

    A number or date that its type does not allow (a year as a date) stays text.
    """
    if term is None:
        return None
    kind = getattr(getattr(term, "datatype", None), "value", "")
    text: str = term.value
    try:
        if kind in INTEGERS:
            return int(text)
        if kind in NUMBERS:
            return float(text)
        if kind == XSD + "date":
            return date.fromisoformat(text[:10]) if text[:1] != "-" else text
        if kind == XSD + "dateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    if kind == XSD + "boolean":
        return text in ("true", "1")
    return text


class Row(tuple[Any, ...]):
    """One row: a tuple whose values are also found by column, as ``row["actor"]`` or ``row.actor``."""

    __slots__ = ()
    columns: tuple[str, ...] = ()

    @overload  # type: ignore[override]
    def __getitem__(self, key: int) -> Any: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Any, ...]: ...
    @overload
    def __getitem__(self, key: str) -> Any: ...
    def __getitem__(self, key: int | slice | str) -> Any:
        """The value of a column, by name or position."""
        if isinstance(key, str):
            try:
                return super().__getitem__(self.columns.index(key))
            except ValueError:
                raise KeyError(f"{key!r}; the columns are {', '.join(self.columns)}") from None
        return super().__getitem__(key)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(str(error)) from None

    def as_dict(self) -> dict[str, Any]:
        """The values by column."""
        return dict(zip(self.columns, self, strict=True))


class Asked:
    """What a query was answered: rows (a sequence of :class:`Row`), a graph, or a truth.

    The rows of a large answer stream: iterating keeps none of them, ``len`` and indexing keep all.
    """

    def __init__(self, prepared: Prepared, store: Asker) -> None:
        self.prepared, self.store = prepared, store
        self.remarks: list[str] = []  # what the way in which it was written left out

    def fresh(self) -> QuerySolutions | QueryTriples | QueryBoolean:
        """Ask (again): the engine's own answer, which can be read once."""
        return self.store.query(self.prepared.sparql)

    @property
    def sparql(self) -> str:
        """The final query text."""
        return self.prepared.sparql

    @property
    def parameters(self) -> dict[str, str]:
        """The values that were used, defaults included."""
        return self.prepared.notes

    @cached_property
    def understood(self) -> dict[str, str]:
        """The values as they were understood: things by label and id, ``United Nations (49)``."""
        found = dict(self.parameters)
        for name, value in self.prepared.bound.items():
            kind = self.prepared.query.parameter(name)
            if kind is not None and kind.resolves and value.restricts:
                names = named(self.store, kind.type, value.terms)
                found[name] = ", ".join(names.get(term.value, term.value) for term in value.terms)
        return found

    @cached_property
    def left_out(self) -> dict[str, int]:
        """How many agreements and links were left out, by reason (see ``left_out.REASONS``)."""
        return left_out(self.prepared.bound, self.store)

    @property
    def not_shown(self) -> str:
        """What the answer does not show."""
        return self.prepared.query.texts.get("not-shown", "")

    @property
    def notes(self) -> list[str]:
        """What a reader should know beside the rows: the question, what it was asked with, left out, not shown."""
        query = self.prepared.query
        used = ", ".join(
            f"{name}={value}"
            for name, value in self.understood.items()
            if value and (value != "any" or name == "basis")
        )
        gone = "; ".join(counted(self.left_out))
        lines = [
            query.question or query.title,
            f"With {used}." if used else "",
            f"Left out: {gone}." if gone else "",
            f"Not shown: {self.not_shown}" if self.not_shown else "",
        ]
        return [shown(line) for line in [*lines, *self.remarks] if line]

    @property
    def hint(self) -> str:
        """What may be the reason why there are no rows."""
        query = self.prepared.query
        narrow = [
            f"{name}={text}"
            for name, text in self.understood.items()
            if self.prepared.bound[name].given and self.prepared.bound[name].restricts
        ]
        if narrow:
            return f"No rows: nothing in the graph fits {', '.join(narrow)} together."
        if query.parameters:
            return ""
        if nothing := unused(query.tokens, self.store):
            return f"No rows: the graph states nothing with {', '.join(nothing)}."
        return "No rows: every name is known, but nothing in the graph fits all of the pattern."

    @property
    def form(self) -> str:
        """``SELECT``, ``CONSTRUCT``, ``ASK`` or ``DESCRIBE``."""
        return self.prepared.query.form

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        if "_rows" in self.__dict__:
            return self._rows[0]
        return tuple(variable.value for variable in self.solutions().variables)

    def __iter__(self) -> Iterator[Row]:
        if "_rows" in self.__dict__:
            return iter(self._rows[1])
        solutions = self.solutions()
        return typed(solutions)

    def __len__(self) -> int:
        return len(self._rows[1])

    def __bool__(self) -> bool:
        return bool(self.fresh()) if self.form == "ASK" else any(True for _ in self)

    def __getitem__(self, index: int) -> Row:
        return self._rows[1][index]

    def stream(self) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Columns and rows of one asking, as they come."""
        solutions = self.solutions()
        return tuple(variable.value for variable in solutions.variables), typed(solutions)

    def triples(self) -> list[Triple]:
        """The graph of a CONSTRUCT or DESCRIBE: sorted triples, each once."""
        if self.form not in ("CONSTRUCT", "DESCRIBE"):
            raise UsageError(f"query {self.prepared.query.name!r} gives rows, not a graph")
        return sorted(set(self.fresh()), key=str)  # type: ignore[arg-type]

    @cached_property
    def _rows(self) -> tuple[tuple[str, ...], Sequence[Row]]:
        solutions = self.solutions()
        return tuple(variable.value for variable in solutions.variables), list(typed(solutions))

    def solutions(self) -> QuerySolutions:
        """The engine's own rows, which can be read once; a query that gives none is refused."""
        from pyoxigraph import QuerySolutions

        answer = self.fresh()
        if not isinstance(answer, QuerySolutions):
            raise UsageError(f"query {self.prepared.query.name!r} gives no rows ({self.form})")
        return answer


def typed(solutions: QuerySolutions) -> Iterator[Row]:
    """The solutions as rows of Python values, as they come."""
    names = tuple(variable.value for variable in solutions.variables)
    kind = type("Row", (Row,), {"__slots__": (), "columns": names})
    width = range(len(names))
    for solution in solutions:
        yield kind(python_value(solution[at]) for at in width)
