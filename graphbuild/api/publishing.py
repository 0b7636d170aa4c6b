"""Bringing a graph into a triple store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.api._given import Place

if TYPE_CHECKING:
    from graphbuild.publishing.publish import Publication


def publish(
    path: Place = "exports/",
    *,
    to: str,
    dry_run: bool = False,
    overwrite: bool = False,
    bulk: bool = True,
    timeout: float = 600,
    token_header: str = "Authorization",
) -> Publication:
    """Load the graph of a folder or file into the triple store at the address ``to``.

    Credentials come from the address, the environment or a netrc file, as for ``graphbuild publish``.

    :param dry_run: say what would be done, change nothing.
    :param overwrite: replace a default graph that holds other things than ours.
    :param bulk: use the store's bulk loader where it has one (Oxigraph); a graph is away meanwhile.
    :param timeout: seconds to wait for the store to take one graph.
    :param token_header: the header that takes ``GRAPHBUILD_TOKEN``.
    :return: what became of each graph; ``complete`` if the store holds what was sent.
    :raises ServerError: where the store cannot be used, is full or refuses access.
    :raises UsageError: where its default graph holds something else.
    """
    from graphbuild.publishing.transfer import send

    return send(
        Path(path),
        to,
        dry_run=dry_run,
        overwrite=overwrite,
        bulk=bulk,
        timeout=timeout,
        token_header=token_header,
    )


def write_bulk_files(
    path: Place = "exports/", *, folder: Place, split: int = 500_000
) -> list[Path]:
    """Write the graph of a folder or file for the bulk loaders of stores, ``split`` statements a file.

    :return: the files and the script for each store.
    """
    from graphbuild.publishing.transfer import write

    return write(Path(path), Path(folder), split=split)
