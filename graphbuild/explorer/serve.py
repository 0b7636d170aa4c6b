"""Opening a graph as a web page: the server, its index, and the line that says where it is."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import MissingExtra, OutputError

if TYPE_CHECKING:
    from graphbuild.explorer.desk import Reviewing
    from graphbuild.explorer.explorer import Explorer
    from graphbuild.explorer.shown import Shown


def open_explorer(
    path: Path,
    *,
    queries: Sequence[Path] = (),
    seconds: float = 10,
    shown: Shown | None = None,
    workers: int = 0,
) -> Explorer:
    """Open a graph with all that its pages need; the index is made if there is none.

    ``workers`` are the processes that answer questions within limits; as many as pages need by default.

    :raises SourceError: where there is no graph.
    :raises MissingExtra: where the extra ``explorer`` is not installed.
    """
    try:
        import jinja2  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtra("the explorer", "explorer") from error
    from graphbuild.explorer.endpoint import MEMORY, WORKERS
    from graphbuild.explorer.explorer import Explorer
    from graphbuild.explorer.index import Index
    from graphbuild.explorer.kept import index_of
    from graphbuild.explorer.preparing import prepare
    from graphbuild.stores.guarded import open_guarded
    from graphbuild.stores.limits import Limits

    sources = prepare(path)
    limits = Limits(seconds=seconds, megabytes=MEMORY)
    guarded = open_guarded(path, limits=limits, workers=workers or WORKERS)
    store = guarded.in_process()
    index = Index(index_of(path, store))
    return Explorer(store, guarded, index, folders=queries, shown=shown, sources=sources)


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    seconds: float = 10,
    cors: Sequence[str] = (),
    queries: Sequence[Path] = (),
    shown: Shown | None = None,
    review: Callable[[], tuple[Reviewing, Callable[[], None]]] | None = None,
    ready: Callable[[str], None] = lambda _: None,
    tell: Callable[[str], object] = lambda _: None,
) -> None:
    """Serve until interrupted; ``ready`` gets the address when requests are answered.

    ``tell`` gets before that whose data is shown. ``shown`` is what pages show to others. ``review`` opens the questions of a build, and gives what repeats that build.

    :raises OutputError: for a port that is taken, or an address that is none of this machine's.
    """
    from graphbuild.citing.works import datasets
    from graphbuild.explorer.kept import forget

    listening = _listen(host, port)
    try:
        explorer = open_explorer(path, queries=queries, seconds=seconds, shown=shown)
        for line in datasets(explorer.store):
            tell(line)
        from graphbuild.explorer.app import application, warm
        from graphbuild.explorer.desk import Desk
        from graphbuild.explorer.listening import run

        taken = listening.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        app = application(explorer, host=host, cors=cors, seconds=seconds)
        if review is not None:
            reviewing, build = review()

            def rebuild() -> Reviewing:
                build()
                explorer.become(open_explorer(path, queries=queries, seconds=seconds, shown=shown))
                return review()[0]

            explorer.desk = Desk(reviewing, rebuild)
        explorer.warm(warm)
        run(app, listening, partial(ready, f"http://{name}:{taken}/"))
        explorer.guarded.close()
    finally:
        listening.close()
        forget()


def _listen(host: str, port: int) -> socket.socket:
    """The socket, taken before anything is opened, so that a taken port is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there the option lets two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(256)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", "") or str(error)
        raise OutputError(
            f"{host}:{port}",
            f"cannot listen there ({reason})",
            "give another --port; 0 takes a free one",
        ) from error
    return listening
