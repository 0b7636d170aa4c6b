"""How to build: the options that the command line and Python share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild import formats
from graphbuild.building.description import check_licence
from graphbuild.errors import UsageError
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.namespaces import DEFAULT_BASE
from graphbuild.sources import NO_OPTIONS, Options

PERSONS = ("public", "all")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to build: the options of ``graphbuild build``, with its defaults.

    ``formats`` are names of :mod:`graphbuild.formats`; ``licence`` is an IRI or empty. ``persons``
    is ``public``, or ``all`` to name those in local agreements too. ``judgements`` is a file of the
    user's; what was judged in the output folder's ``names.csv`` holds beside it. ``plain`` leaves
    formulas in CSV as they are, which are guarded else; ``strict`` is for the caller, who refuses
    what was left out.

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
    strict: bool = False
    reading: Options = NO_OPTIONS

    def __post_init__(self) -> None:
        Iris(self.base)
        check_licence(self.licence)
        for name in self.formats:
            formats.check(name)
        if self.persons not in PERSONS:
            raise UsageError(f"persons are {' or '.join(PERSONS)}, not {self.persons!r}")
