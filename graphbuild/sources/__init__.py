"""The sources: tells what kind of file each is, and reads what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graphbuild.errors import SourceError
from graphbuild.records import Agreement, SourceFile
from graphbuild.report import Report
from graphbuild.sources.containers.text import check_encoding
from graphbuild.sources.detect import NotASource
from graphbuild.sources.files import Found, listed, open_file
from graphbuild.sources.kinds import OF_ACTORS, Kind, kinds, trusting
from graphbuild.sources.reading import read_file
from graphbuild.sources.table.dates import check_format

__all__ = ["NO_OPTIONS", "Options", "Reading", "Sources", "iter_sources", "read_sources"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read what a file does not tell by itself.

    ``date_format`` is ``yyyy-mm-dd``, ``dd/mm/yyyy`` or ``mm/dd/yyyy``; ``encoding`` holds for
    texts without a byte order mark. Both empty: PA-X's own, or what the file proves.

    :raises UsageError: for another date format, or an encoding that Python does not know.
    """

    date_format: str = ""
    encoding: str = ""

    def __post_init__(self) -> None:
        check_format(self.date_format)
        check_encoding(self.encoding)


NO_OPTIONS = Options()

Reading = Callable[[Found, bool, Options, Callable[[], SourceFile]], SourceFile]
"""What gives the records of a file: of an authority that the user names (true) or any file, with these
options; the last reads it."""


def read_anew(
    found: Found,  # noqa: ARG001
    trusted: bool,  # noqa: ARG001
    options: Options,  # noqa: ARG001
    anew: Callable[[], SourceFile],
) -> SourceFile:
    """Read the file, whatever was read before."""
    return anew()


class Sources(list[SourceFile]):
    """The files that were read, in the order in which they were found."""

    @property
    def agreements(self) -> Iterator[Agreement]:
        """The agreements of all files, file by file."""
        return (agreement for file in self for agreement in file.agreements)


def read_sources(
    paths: Sequence[Path],
    report: Report,
    *,
    actors: Sequence[Path] = (),
    options: Options = NO_OPTIONS,
) -> Sources:
    """Read files and folders (recursively, in sorted order); ``-`` is standard input.

    A file that cannot be read is reported as an error and the others go on; one of ``actors``,
    which the user calls authorities, must be one. The same content is read once. Raises
    ``SourceError`` for a path that is not there, for an authority that is none, and where nothing
    can be read.
    """
    return Sources(iter_sources(paths, report, actors=actors, options=options))


def iter_sources(
    paths: Sequence[Path],
    report: Report,
    *,
    actors: Sequence[Path] = (),
    options: Options = NO_OPTIONS,
    reading: Reading = read_anew,
) -> Iterator[SourceFile]:
    """As :func:`read_sources`, one file at a time, so that few records are in memory at once.

    ``reading`` may know the records of a file from before.
    """
    known: dict[str, str] = {}
    refused: list[SourceError] = []
    looked_at = 0
    given = dict(listed(actors))
    for path, named in listed([*actors, *paths]):
        looked_at += 1
        try:
            source = _read(path, named, known, report, options, path in given, reading)
        except SourceError as error:
            if path in given:
                raise _no_authority(error) from error
            _note(error, named, report)
            refused.append(error)
            continue
        if source is not None:
            yield source
    if not known:
        raise _nothing(paths, looked_at, refused)


def _read(
    path: Path,
    named: bool,
    known: dict[str, str],
    report: Report,
    options: Options,
    authority: bool,
    reading: Reading,
) -> SourceFile | None:
    found = open_file(path, named)
    with found.stream:
        if found.sha256 in known:
            message = f"the same content as {known[found.sha256]}, read once"
            report.add("info", "same-content", message, file=found.name)
            return None
        candidates = trusting() if authority else kinds()
        anew = partial(_read_whole, found, candidates, options)
        source = reading(found, authority, options, anew)
    if authority and source.kind not in OF_ACTORS:
        raise NotASource(source.name, f"a {source.kind}")
    known[found.sha256] = found.name
    report.problems += source.findings
    return source


def _read_whole(found: Found, candidates: Sequence[Kind], options: Options) -> SourceFile:
    """Read a file that stays as it is meanwhile; what asks for too much is refused as others are."""
    try:
        source = read_file(found, candidates, options.date_format, options.encoding)
    except (MemoryError, RecursionError) as error:
        what = "more memory" if isinstance(error, MemoryError) else "deeper nesting"
        problem = f"needs {what} than there is"
        raise SourceError(found.name, problem, "give a smaller or simpler file") from None
    except SourceError as error:
        if found.has_changed:
            raise _changed(found) from error
        raise
    if found.has_changed:
        raise _changed(found)
    return source


def _changed(found: Found) -> SourceError:
    problem = "changed while it was read, so nothing of it is taken"
    return SourceError(found.name, problem, "run again when nobody writes to it")


def _note(error: SourceError, named: bool, report: Report) -> None:
    stranger = isinstance(error, NotASource) and not error.left_out and not named
    report.add(
        "info" if stranger else "error",
        "not-a-source" if isinstance(error, NotASource) else "unreadable-source",
        error.problem if stranger else f"{error.problem}; {error.remedy}",
        file=error.place,
    )


def _no_authority(error: SourceError) -> SourceError:
    needed = "an authority has the columns actor_id and actor_name and a row for each actor"
    remedy = needed if isinstance(error, NotASource) else f"{error.remedy} ({needed})"
    problem = error.problem.replace("not a PA-X source", "not an actor authority", 1)
    return SourceError(error.place, problem, remedy)


def _nothing(paths: Sequence[Path], looked_at: int, refused: list[SourceError]) -> SourceError:
    damaged = [error for error in refused if not isinstance(error, NotASource) or error.left_out]
    if len(refused) == 1 or damaged:
        return (damaged or refused)[0]
    place = ", ".join(map(str, paths[:3])) + (", ..." if len(paths) > 3 else "")
    problem = f"no PA-X source here ({looked_at} files looked at)"
    return SourceError(place, problem, "give coding pages, PA-X tables, PAA-X or actor files")
