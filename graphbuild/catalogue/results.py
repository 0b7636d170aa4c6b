"""What comes out of a query: typed rows for Python, and every format for files and terminals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from graphbuild.errors import MissingExtra, UsageError
from graphbuild.ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple
    from rdflib.query import Result

    from graphbuild.catalogue.run import Prepared
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


class Answer:
    """The answer to a query: rows (a sequence of :class:`Row`), a graph, or a truth.

    The rows of a large answer stream: iterating keeps none of them, ``len`` and indexing keep all.
    """

    def __init__(self, prepared: Prepared, store: Asker) -> None:
        self.prepared, self.store = prepared, store

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

    @property
    def not_shown(self) -> str:
        """What the answer does not show."""
        return self.prepared.query.texts.get("not-shown", "")

    @property
    def form(self) -> str:
        """``SELECT``, ``CONSTRUCT``, ``ASK`` or ``DESCRIBE``."""
        return self.prepared.query.form

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        if "_rows" in self.__dict__:
            return self._rows[0]
        return tuple(variable.value for variable in self._solutions().variables)

    def __iter__(self) -> Iterator[Row]:
        if "_rows" in self.__dict__:
            return iter(self._rows[1])
        solutions = self._solutions()
        return typed(solutions)

    def __len__(self) -> int:
        return len(self._rows[1])

    def __bool__(self) -> bool:
        return bool(self.fresh()) if self.form == "ASK" else any(True for _ in self)

    def __getitem__(self, index: int) -> Row:
        return self._rows[1][index]

    def __repr__(self) -> str:
        from graphbuild.catalogue.table import text_table

        if self.form != "SELECT":
            return f"<{self.form} {self.prepared.query.name}>"
        return text_table(self.columns, list(self), width=100)

    def _repr_html_(self) -> str:
        from graphbuild.catalogue.table import html_table

        return html_table(self) if self.form == "SELECT" else f"<code>{self.form}</code>"

    def stream(self) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Columns and rows of one asking, as they come."""
        solutions = self._solutions()
        return tuple(variable.value for variable in solutions.variables), typed(solutions)

    def triples(self) -> list[Triple]:
        """The graph of a CONSTRUCT or DESCRIBE: sorted triples, each once."""
        if self.form not in ("CONSTRUCT", "DESCRIBE"):
            raise UsageError(f"query {self.prepared.query.name!r} gives rows, not a graph")
        return sorted(set(self.fresh()), key=str)  # type: ignore[arg-type]

    def to_pandas(self) -> DataFrame:
        """The rows as a pandas DataFrame; dates as ``datetime.date``, counts as integers."""
        try:
            import pandas
        except ImportError as error:
            raise MissingExtra("a DataFrame", "pandas") from error
        return pandas.DataFrame.from_records(
            [tuple(row) for row in self], columns=list(self.columns)
        )

    def write(
        self, path: str | Path, format: str = "", *, bom: bool = False, safe: bool = False
    ) -> int:
        """Write the answer to a file, in the format of its suffix unless one is named.

        Rows: ``.csv .tsv .json .xml .md .xlsx .txt``; a graph: ``.ttl .nt .jsonld``.

        :param format: ``table csv tsv json xml markdown xlsx turtle ntriples jsonld``.
        :param bom: CSV with a byte order mark, as Excel wants it.
        :param safe: CSV with ``'`` before what a spreadsheet would run as a formula.
        :return: how many rows or triples; -1 where the engine writes them uncounted.
        :raises UsageError: for a suffix or format that does not fit the answer.
        :raises OutputError: where the file cannot be written.
        """
        from graphbuild.catalogue.writers import Style, write_file

        return write_file(self, Path(path), format, Style(bom=bom, safe=safe))

    def rdflib(self) -> Result:
        """The answer in rdflib's terms: its rows with variables as names, its ``graph``, or a truth.

        The query is asked again, and the rows come once, as they are read. Plain strings have the
        datatype ``xsd:string``, so compare ``str(row.actor)``, not ``row.actor == Literal(...)``.
        """
        from graphbuild.stores.rdflib_view import as_result

        return as_result(self.fresh())

    @cached_property
    def _rows(self) -> tuple[tuple[str, ...], Sequence[Row]]:
        solutions = self._solutions()
        return tuple(variable.value for variable in solutions.variables), list(typed(solutions))

    def _solutions(self) -> QuerySolutions:
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
