"""Reading sources, and building a graph of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.api._given import Place, Places, paths
from graphbuild.api.graph import Graph
from graphbuild.errors import SourceError, UsageError
from graphbuild.report import Report

if TYPE_CHECKING:
    from graphbuild.building.built import Built
    from graphbuild.records import Agreement, SourceFile
    from graphbuild.stores import Asker


def build(
    sources: Places = (),
    output: Place | None = None,
    *,
    actors: Places = (),
    base: str = "",
    formats: Sequence[str] | str = (),
    licence: str = "",
    coded_only: bool = False,
    judgements: Place | None = None,
    persons: str = "public",
    sample: bool = False,
    plain: bool = False,
    strict: bool = False,
    again: Place | None = None,
    date_format: str = "",
    encoding: str = "",
    cache: bool = True,
    queries: Places = (),
) -> Graph:
    """Build a graph from coding pages, tables and PAA-X, and open it; as ``graphbuild build`` does.

    :param sources: files, and folders that are read with all below them.
    :param output: folder to write to; without it the graph is in memory alone. What you judged in
        its ``names.csv`` holds and is kept.
    :param actors: authorities of actors to link the texts to.
    :param base: what the IRIs of agreements, actors and so on begin with; empty for the usual one.
    :param formats: what to write: ``turtle nquads trig ntriples jsonld rdfxml tables``; empty for
        Turtle and N-Quads.
    :param licence: IRI of the licence to state of the dataset; none by itself.
    :param coded_only: take actors from PAA-X alone and look for none in the texts.
    :param judgements: a file with your judgements on names, links and persons; they go before those
        in the folder's ``names.csv``, and are kept there.
    :param persons: ``public``, or ``all`` to name the persons in local agreements too, who are often
        private people.
    :param sample: read the sample that comes with graphbuild, too.
    :param plain: put no ``'`` before texts in CSV that a spreadsheet would run as formulas.
    :param strict: refuse (after writing) what could be read only with something left out.
    :param again: a folder whose build to repeat with the sources and options that its ``build.json``
        has, and with what you judged since; nothing but ``cache`` and ``queries`` goes with it.
    :param date_format: how tables write dates where that cannot be told: ``yyyy-mm-dd``,
        ``dd/mm/yyyy`` or ``mm/dd/yyyy``.
    :param encoding: encoding of texts that are not UTF-8, such as ``cp1252``.
    :param cache: use what earlier builds of ``output`` have worked out, where nothing of it has changed;
        the files are the same.
    :param queries: folders with saved queries of your own, for the graph that is opened.
    :return: the graph; its ``report`` has every finding.
    :raises UsageError: for a value that does not fit, and where there is nothing to read.
    :raises SourceError: where no source can be read, or with ``strict`` where one was left out.
    :raises OutputError: where the folder cannot be written to.
    """
    given = {
        name: value for name, value in locals().items() if name not in ("again", "cache", "queries")
    }
    from graphbuild.building.build import Settings, build_again
    from graphbuild.building.build import build as run
    from graphbuild.formats import DEFAULT
    from graphbuild.ontology.namespaces import DEFAULT_BASE
    from graphbuild.sources import Options

    if again is not None:
        _refuse_others(given)
        built, settings = build_again(Path(again), cache=cache)
        return _graph(built, settings.strict, paths(queries))
    settings = Settings(
        actors=paths(actors),
        base=base or DEFAULT_BASE,
        formats=((formats,) if isinstance(formats, str) else tuple(formats)) or DEFAULT,
        licence=licence,
        coded_only=coded_only,
        judgements=None if judgements is None else Path(judgements),
        persons=persons,
        sample=sample,
        plain=plain,
        strict=strict,
        reading=Options(date_format, encoding),
    )
    built = run(paths(sources), None if output is None else Path(output), settings, cache=cache)
    return _graph(built, strict, paths(queries))


def _refuse_others(given: Mapping[str, object]) -> None:
    """``again`` stands alone: all else is as it was."""
    usual = {name: one.default for name, one in signature(build).parameters.items()}
    if others := [name for name, value in given.items() if value != usual[name]]:
        raise UsageError(f"again repeats a build as it was; leave {others[0]} out")


def _graph(built: Built, strict: bool, queries: Sequence[Path]) -> Graph:
    if strict:
        _refuse_gaps(built.report)
    graph = Graph(_opened(built), queries)
    graph.report, graph.files = built.report, tuple(built.files)
    return graph


def _refuse_gaps(report: Report) -> None:
    left_out = [problem for problem in report.problems if problem.level == "error"]
    if left_out:
        first = left_out[0]
        more = f" (and {len(left_out) - 1} more)" if len(left_out) > 1 else ""
        raise SourceError(
            first.place,
            f"left out: {first.message}{more}",
            "mend it, or build without strict and see the graph's report",
        )


def _opened(built: Built) -> Asker:
    """The files just written, as others of an earlier build may lie beside them; else from memory."""
    from graphbuild.building.pipeline import in_memory
    from graphbuild.stores.embedded import Embedded, graph_files
    from graphbuild.stores.guarded import Guarded

    written = graph_files(built.files)
    if written is None:
        return Embedded.of(in_memory(built.dataset))
    return Guarded(str(written[1].parent), *written, memory=True)


class Records:
    """What sources say, agreement by agreement, before any linking.

    Files are read one after another while they are asked for, and anew each time; ``report`` has the
    findings of what was read last.
    """

    def __init__(self, sources: Sequence[Path], date_format: str = "", encoding: str = "") -> None:
        from graphbuild.sources import Options

        self.sources, self.options = sources, Options(date_format, encoding)
        self.report = Report()

    def __iter__(self) -> Iterator[Agreement]:
        return (agreement for file in self.files() for agreement in file.agreements)

    def files(self) -> Iterator[SourceFile]:
        """The same by file, with the actors and the participations that PAA-X lists.

        :raises SourceError: for a path that is not there, and where nothing can be read.
        """
        from graphbuild.sources import iter_sources

        self.report.problems.clear()
        return iter_sources(self.sources, self.report, options=self.options)


def parse(sources: Places, *, date_format: str = "", encoding: str = "") -> Records:
    """What coding pages, tables and PAA-X say, before any linking; as ``graphbuild parse`` prints it.

    >>> for agreement in graphbuild.parse("pages/"):
    ...     print(agreement.to_json()["name"])

    :raises UsageError: for an unknown date format or encoding.
    """
    return Records(paths(sources), date_format, encoding)
