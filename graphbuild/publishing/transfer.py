"""A graph's files to a triple store, or to files for a store's bulk loader: each in one call."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from graphbuild.errors import UsageError
from graphbuild.publishing.bulk import SPLIT, write_bulk_files
from graphbuild.publishing.dump import Dump, dump, graph_file
from graphbuild.publishing.publish import Publication, publish
from graphbuild.publishing.writers import Progress
from graphbuild.scratch import working_folder
from graphbuild.stores.credentials import Address, find_credentials
from graphbuild.stores.http import Client

TIMEOUT = 600
"""Seconds to wait for a store to take one graph."""

Tell = Callable[[str], None]
Watch = Callable[[Dump], AbstractContextManager[Progress | None]]


def _say_nothing(message: str) -> None: ...


def _unwatched(dump: Dump) -> AbstractContextManager[Progress | None]:  # noqa: ARG001
    return nullcontext()


def send(
    path: Path,
    url: str,
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    bulk: bool = True,
    timeout: float = TIMEOUT,
    token_header: str = "Authorization",
    tell: Tell = _say_nothing,
    watch: Watch = _unwatched,
) -> Publication:
    """Load the graph of a folder or file into the store at an address.

    ``tell`` gets remarks on the way, ``watch`` makes a progress bar of what is to be sent; the rest
    is as in :func:`graphbuild.publishing.publish.publish`, which also says what is raised.
    """
    file = graph_file(path)
    address = Address.parse(url)
    credentials = find_credentials(address, token_header)
    client = Client(address, credentials, timeout=timeout, tell=tell)
    with _dumped(file, tell) as found, watch(found) as progress:
        return publish(
            found, client, dry_run=dry_run, overwrite=overwrite, bulk=bulk, progress=progress
        )


def write(path: Path, folder: Path, *, split: int = SPLIT, tell: Tell = _say_nothing) -> list[Path]:
    """Write the graph of a folder or file as files and scripts for bulk loaders; gives the paths."""
    with _dumped(graph_file(path), tell) as found:
        return write_bulk_files(found, folder, split)


@contextmanager
def _dumped(file: Path, tell: Tell) -> Iterator[Dump]:
    # Of ours alone, and removed by the next publication, should this process be killed.
    with working_folder(Path(tempfile.gettempdir()), "graphbuild", mode=0o700) as working:
        found = dump(file, working.path)
        if not any(graph.triples for graph in found.graphs):
            raise UsageError(f"{file}: no statements in it; build the graph first")
        if len(found.graphs) == 1 and file.suffix not in (".nq", ".trig"):
            hint = "has no graphs of sources; graph.nq has them (build --format nquads)"
            tell(f"Note: {file} {hint}")
        yield found
