"""A graph as web pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from graphbuild.api._given import Place, Places, paths


def serve(
    path: Place = "exports/",
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    timeout: float = 10,
    cors: Sequence[str] = (),
    queries: Places = (),
    ready: Callable[[str], None] = print,
) -> None:
    """Serve a graph as web pages until interrupted; as ``graphbuild serve`` does.

    ``port`` 0 takes a free one; ``timeout`` are the seconds that a question may take; ``cors`` are
    origins whose pages may ask the endpoint; ``ready`` gets the address when requests are answered.

    :raises SourceError: where there is no graph.
    :raises OutputError: where the port is taken.
    :raises MissingExtra: without ``pip install "graphbuild[explorer]"``.
    """
    from graphbuild.explorer.serve import serve as run

    run(
        Path(path),
        host=host,
        port=port,
        seconds=timeout,
        cors=cors,
        queries=paths(queries),
        ready=ready,
    )
