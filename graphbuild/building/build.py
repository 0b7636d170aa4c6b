"""One build from start to finish, as the command line and Python ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphbuild.actors import Judgements, read_judgements
from graphbuild.building.built import Built
from graphbuild.building.kept import Kept, keeping
from graphbuild.building.kept.sources import reading
from graphbuild.building.pipeline import NAMES_FILE, Watch, assemble, unwatched, write
from graphbuild.building.recipe import read_recipe, write_recipe
from graphbuild.building.settings import Settings
from graphbuild.changes import settle
from graphbuild.collector import paused
from graphbuild.errors import UsageError
from graphbuild.files import check_folder, together
from graphbuild.graph.dataset import Dataset
from graphbuild.report import Report
from graphbuild.resources import folder
from graphbuild.sources import iter_sources

__all__ = ["Settings", "build", "build_again"]


def build(
    sources: Sequence[Path],
    output: Path | None,
    settings: Settings,
    watch: Watch = unwatched,
    *,
    cache: bool = True,
) -> Built:
    """Read all sources, merge and link what they say, and write it to ``output`` if there is one.

    Without ``cache`` all of it is worked out anew, whatever earlier builds of the folder have kept;
    the files are the same.

    :raises UsageError: where there is nothing to read.
    :raises SourceError: where no source can be used, or a file of judgements cannot be read.
    :raises OutputError: where the folder cannot be written to.
    """
    given = [*sources, *([folder("samples")] if settings.sample else [])]
    if not given:
        raise UsageError("nothing to read; name files or folders, or ask for the sample (--sample)")
    if output is not None:
        check_folder(output)
        settle(output)  # what was judged may lie in a file that has not taken its place yet
    with paused(), keeping(output, wanted=cache) as kept:
        judged = _judged(settings.judgements, output)
        dataset, report = _read(given, settings, judged, kept)
        if output is None:
            return Built(dataset, report)
        # Only now, as a refusal writes nothing. What the user judges is not ours to remove.
        with together(output, own=(NAMES_FILE, f"{NAMES_FILE}.bak")):
            built = write(
                dataset,
                report,
                output,
                settings.formats,
                settings.licence,
                watch,
                judged,
                plain=settings.plain,
                kept=kept,
            )
            built.files.append(write_recipe(output, sources, settings, built.dataset.sources))
        kept.write_to(output)
    return built


def build_again(
    folder: Path, watch: Watch = unwatched, *, cache: bool = True
) -> tuple[Built, Settings]:
    """Repeat the build of a folder as its ``build.json`` says, with what was judged since.

    ``built.changed`` names the files that are not what they were.

    :raises SourceError: where there is no such file, or a source is gone.
    :raises UsageError: where a source was standard input.
    """
    recipe = read_recipe(folder)
    built = build(recipe.sources, folder, recipe.settings, watch, cache=cache)
    built.changed = recipe.changes(built.dataset.sources)
    return built, recipe.settings


def _read(
    given: Sequence[Path], settings: Settings, judged: Judgements | None, kept: Kept
) -> tuple[Dataset, Report]:
    report = Report()
    read = iter_sources(
        given, report, actors=settings.actors, options=settings.reading, reading=reading(kept)
    )
    files = list(read)
    linked = not settings.coded_only
    return assemble(files, report, settings.base, linked, judged, settings.persons, kept), report


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
