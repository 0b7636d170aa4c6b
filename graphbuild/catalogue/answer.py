"""The answer to a query: what was found, and every form that it can be had in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.catalogue.results import Asked
from graphbuild.errors import MissingExtra

if TYPE_CHECKING:
    from pandas import DataFrame
    from rdflib.query import Result

NOTEBOOK_ROWS = 60
"""How many rows a notebook shows of itself."""


class Answer(Asked):
    """The answer to a query: rows (a sequence of :class:`Row`), a graph, or a truth.

    The rows of a large answer stream: iterating keeps none of them, ``len`` and indexing keep all.
    """

    def __repr__(self) -> str:
        from graphbuild.tabular import text_table

        if self.form != "SELECT":
            return f"<{self.form} {self.prepared.query.name}>"
        return text_table(self.columns, list(self), width=100)

    def _repr_html_(self) -> str:
        from graphbuild.tabular import html_table

        if self.form != "SELECT":
            return f"<code>{self.form}</code>"
        import html

        notes = "<br>".join(map(html.escape, self.notes))
        return f"{html_table(self.columns, self, NOTEBOOK_ROWS)}<p><small>{notes}</small></p>"

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
        self,
        path: str | Path,
        format: str = "",
        *,
        bom: bool = False,
        safe: bool = False,
        title: str = "",
        no_caption: bool = False,
        dpi: int = 0,
        size: str = "",
    ) -> int:
        """Write the answer to a file, in the format of its suffix unless one is named.

        Rows: ``.csv .tsv .json .xml .md .xlsx .txt``, and ``.png .svg .html`` for the chart of a
        series, a ranking or a share over time; a graph: ``.ttl .nt .jsonld``.

        :param format: ``table csv tsv json xml markdown xlsx png svg html turtle ntriples jsonld``.
        :param bom: CSV with a byte order mark, as Excel wants it.
        :param safe: CSV with ``'`` before what a spreadsheet would run as a formula.
        :param title: a chart's title, in place of the query's.
        :param no_caption: a chart without question, parameters, and what is left out and not shown.
        :param dpi: dots an inch of PNG; 0 for 200.
        :param size: a chart's width and height, as ``8x5`` (inches) or ``20x12cm``.
        :return: how many rows or triples; -1 where the engine writes them uncounted.
        :raises UsageError: for a suffix or format that does not fit the answer.
        :raises OutputError: where the file cannot be written.
        """
        from graphbuild.catalogue.writers import Style, write_file

        return write_file(
            self,
            Path(path),
            format,
            Style(bom=bom, safe=safe, title=title, no_caption=no_caption, dpi=dpi, size=size),
        )

    def rdflib(self) -> Result:
        """The answer in rdflib's terms: its rows with variables as names, its ``graph``, or a truth.

        The query is asked again, and the rows come once, as they are read. Plain strings have the
        datatype ``xsd:string``, so compare ``str(row.actor)``, not ``row.actor == Literal(...)``.
        """
        from graphbuild.stores.rdflib_view import as_result

        return as_result(self.fresh())
