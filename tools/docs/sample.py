"""The shipped sample, built in a folder of its own, and commands run there as a reader would."""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import chdir
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from graphbuild.cli import main
from graphbuild.resources import folder

if TYPE_CHECKING:
    from graphbuild import Graph

FILES = {
    "pax_v9.csv": "pax_sample.csv",
    "pax_v10.csv": "pax_sample.csv",
    "actors.csv": "paax_actors.csv",
    "ucdp_acd.csv": "ucdp_sample.csv",
}
"""Files of a reader's own as the pages name them, and which of the sample's stands in for each."""


class Sample:
    """A folder with the sample's files under the names that pages use, and the graph in ``exports/``."""

    def __init__(self, place: Path) -> None:
        self.place = place
        samples = folder("samples")
        shutil.copytree(samples, place / "samples", dirs_exist_ok=True)
        shutil.copytree(samples / "pages", place / "pages", dirs_exist_ok=True)
        for name, stands_in in FILES.items():
            shutil.copyfile(samples / stands_in, place / name)
        paax = place / "paax"
        paax.mkdir(exist_ok=True)
        for name in ("paax_signatories.csv", "paax_actors.csv"):
            shutil.copyfile(samples / name, paax / name)
        (place / "my-question.rq").write_text("SELECT ?s { ?s ?p ?o } LIMIT 1", encoding="utf-8")
        self.run("graphbuild build --sample -o exports")

    def run(self, line: str) -> str:
        """What a command prints on standard output.

        :raises RuntimeError: if it does not end well, as nothing else may stand in a page.
        """
        with chdir(self.place):
            width = {**os.environ, "COLUMNS": "100"}
            done = CliRunner(env=width).invoke(main, shlex.split(line)[1:])
        if done.exit_code:
            raise RuntimeError(f"{line}: {done.output}")
        return done.stdout

    @cached_property
    def graph(self) -> Graph:
        """The graph, opened."""
        import graphbuild

        return graphbuild.load(self.place / "exports", timeout=None)
