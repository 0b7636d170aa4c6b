from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphbuild import formats
from graphbuild.cli._progress import watched
from graphbuild.cli._sources import optional_sources_argument, reading_options, show_findings
from graphbuild.errors import UsageError
from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.words import printable

if TYPE_CHECKING:
    from graphbuild.building.built import Built


class Format(click.ParamType):  # type: ignore[type-arg]  # generic only in later releases
    """A format's name: one of ours, or one of another package, which is looked for only if need be."""

    name = "format"

    def get_metavar(
        self,
        param: click.Parameter,  # noqa: ARG002
        ctx: click.Context | None = None,  # noqa: ARG002
    ) -> str:
        """Every name, for the help."""
        return f"[{'|'.join(formats.names())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is, if there is such a format."""
        if value not in formats.NAMES and value not in formats.names():
            known = ", ".join(map(repr, formats.names()))
            self.fail(f"{value!r} is not one of {known}.", param, ctx)
        return value


@click.command(name="build")
@optional_sources_argument
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("exports"),
    show_default=True,
    help="Folder to write to.",
)
@click.option(
    "--actors",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table of actors, added to the built-in states and organisations; repeatable.",
)
@click.option(
    "--base",
    default=DEFAULT_BASE,
    show_default=True,
    metavar="IRI",
    help="What the IRIs of agreements, actors and so on begin with.",
)
@click.option(
    "--format",
    "names",
    multiple=True,
    default=formats.DEFAULT,
    show_default=True,
    type=Format(),
    help="What to write; repeatable.",
)
@click.option(
    "--licence", default="", metavar="IRI", help="Licence to state in void.ttl; none by itself."
)
@click.option("--coded-only", is_flag=True, help="Do not look for actors in the texts.")
@click.option(
    "--judgements",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Your judgements on names and links, before those in names.csv in DIR.",
)
@click.option(
    "--persons",
    type=click.Choice(["public", "all"]),
    default="public",
    show_default=True,
    help="Whether to name the persons in local agreements too, who are often private people.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="CSV: put no ' before texts that a spreadsheet would run as formulas.",
)
@click.option("--sample", is_flag=True, help="Read the sample that comes with graphbuild.")
@click.option("--strict", is_flag=True, help="Exit with status 1 if anything was left out.")
@click.option(
    "--again",
    is_flag=False,
    flag_value="exports",
    default=None,
    metavar="[DIR]",
    type=click.Path(file_okay=False, path_type=Path),
    help="Repeat the build of DIR (exports) with the same sources and options: after judging.",
)
@click.option(
    "--no-cache",
    is_flag=True,
    help="Work everything out anew, whatever earlier builds of DIR have kept; the files are the same.",
)
@reading_options
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[Path, ...],
    output: Path,
    actors: tuple[Path, ...],
    base: str,
    names: tuple[str, ...],
    licence: str,
    coded_only: bool,
    judgements: Path | None,
    persons: str,
    plain: bool,
    sample: bool,
    strict: bool,
    again: Path | None,
    no_cache: bool,
    date_format: str | None,
    encoding: str | None,
) -> None:
    """Read all sources and write the knowledge graph to a folder.

    SOURCE is a coding page, a PA-X table, PAA-X, a dataset of UCDP, or a folder of such files. The
    folder gets
    graph.ttl (the merged graph), graph.nq (the same, and one graph for each source), void.ttl
    (what the dataset holds) and report.md / report.json (what was found on the way). Names that fit
    no actor and links that are doubtful go to names.csv: judge them there or with graphbuild review,
    and build again: what does not follow from your judgements is not worked out again.

    \b
    Examples:
      graphbuild build --sample
      graphbuild build pax_v9.csv paax_v0.2.xlsx pages/ -o exports/
      graphbuild build pax_v9.csv --format turtle --format tables
      graphbuild build --again exports/
    """
    from graphbuild.building.build import Settings, build, build_again
    from graphbuild.sources import Options

    if again is not None:
        _refuse_others(ctx)
        built, settings = build_again(again, watched, cache=not no_cache)
        for name in built.changed:
            click.echo(f"changed since the last build: {printable(name)}", err=True)
        _end(ctx, built, settings.strict)
        return
    settings = Settings(
        actors=actors,
        base=base,
        formats=names,
        licence=licence,
        coded_only=coded_only,
        judgements=judgements,
        persons=persons,
        sample=sample,
        plain=plain,
        strict=strict,
        reading=Options(date_format or "", encoding or ""),
    )
    _end(ctx, build(sources, output, settings, watched, cache=not no_cache), strict)


def _refuse_others(ctx: click.Context) -> None:
    """``--again`` stands alone: all else is as it was."""
    source = click.core.ParameterSource.COMMANDLINE
    given = [name for name in ctx.params if ctx.get_parameter_source(name) == source]
    if others := [name for name in given if name not in ("again", "no_cache")]:
        shown = "sources" if others[0] == "sources" else f"--{others[0].replace('_', '-')}"
        raise UsageError(
            f"--again repeats a build as it was and takes no {shown}; leave one of the two out"
        )


def _end(ctx: click.Context, built: Built, strict: bool) -> None:
    from graphbuild.building.alarms import ALARMS
    from graphbuild.building.attention import urgent

    _tell(built)
    show_findings(built.report, ALARMS, urgent(built))
    if strict and built.report.count("error"):
        ctx.exit(1)


def _tell(built: Built) -> None:
    agreements = len(built.dataset.merged)
    triples = built.statistics.triples[""]
    click.echo(
        f"{agreements:,} agreements from {len(built.dataset.sources)} files:"
        f" {triples:,} triples in the merged graph"
    )
    for path in built.files:
        click.echo(f"  {printable(str(path))}")
