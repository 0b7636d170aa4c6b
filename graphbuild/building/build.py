"""One build from start to finish, as the command line and Python ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild import formats
from graphbuild.actors import Judgements, read_judgements
from graphbuild.building.built import Built
from graphbuild.building.description import check_licence
from graphbuild.building.pipeline import NAMES_FILE, Watch, assemble, unwatched, write
from graphbuild.collector import paused
from graphbuild.errors import UsageError
from graphbuild.files import check_folder
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.report import Report
from graphbuild.resources import folder
from graphbuild.sources import NO_OPTIONS, Options, iter_sources

PERSONS = ("public", "all")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build: the options of ``graphbuild build``, with its defaults.

    ``formats`` are names of :mod:`graphbuild.formats`; ``licence`` is an IRI or empty. ``persons``
    is ``public``, or ``all`` to name those in local agreements too. ``judgements`` is a file of the
    user's; what was judged in the output folder's ``names.csv`` holds beside it. ``plain`` leaves
    formulas in CSV as they are, which are guarded else.

    :raises UsageError: for a value that does not fit, before any work is done.
    """

    actors: Sequence[Path] = ()
    base: str = DEFAULT_BASE
    formats: Sequence[str] = formats.DEFAULT
    licence: str = ""
    coded_only: bool = False
    judgements: Path | None = None
    persons: str = "public"
    sample: bool = False
    plain: bool = False
    reading: Options = NO_OPTIONS

    def __post_init__(self) -> None:
        Iris(self.base)
        check_licence(self.licence)
        for name in self.formats:
            formats.check(name)
        if self.persons not in PERSONS:
            raise UsageError(f"persons are {' or '.join(PERSONS)}, not {self.persons!r}")


def build(
    sources: Sequence[Path],
    output: Path | None,
    settings: Settings,
    watch: Watch = unwatched,
) -> Built:
    """Read all sources, merge and link what they say, and write it to ``output`` if there is one.

    :raises UsageError: where there is nothing to read.
    :raises SourceError: where no source can be used, or a file of judgements cannot be read.
    :raises OutputError: where the folder cannot be written to.
    """
    given = [*sources, *([folder("samples")] if settings.sample else [])]
    if not given:
        raise UsageError("nothing to read; name files or folders, or ask for the sample (--sample)")
    if output is not None:
        check_folder(output)
    with paused():
        return _built(given, output, settings, watch)


def _built(given: Sequence[Path], output: Path | None, settings: Settings, watch: Watch) -> Built:
    judged = _judged(settings.judgements, output)
    report = Report()
    read = iter_sources(given, report, actors=settings.actors, options=settings.reading)
    files = list(read)
    linked = not settings.coded_only
    dataset = assemble(files, report, settings.base, linked, judged, settings.persons)
    if output is None:
        return Built(dataset, report)
    return write(
        dataset,
        report,
        output,
        settings.formats,
        settings.licence,
        watch,
        judged,
        plain=settings.plain,
    )


def _judged(named: Path | None, output: Path | None) -> Judgements | None:
    """What the user judged: in the folder's own file, and in the one that is named, which goes first.

    Both are read, as the folder's file is written anew and would else lose its judgements.
    """
    usual = output / NAMES_FILE if output is not None else None
    found: Judgements | None = None
    for path in (usual, named):
        if path is None or (path is usual and not path.is_file()):
            continue
        judged = read_judgements(path)
        found = judged if found is None else found.with_those_of(judged)
    return found
