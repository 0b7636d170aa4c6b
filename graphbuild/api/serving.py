"""A graph as web pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.api._given import Place, Places, paths
from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from graphbuild.actors.review.desk import Review
    from graphbuild.explorer.site import Watch


def site(
    path: Place,
    output: Place,
    *,
    persons: bool = True,
    texts: bool = True,
    queries: Places = (),
    watch: Watch | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> int:
    """Write the explorer's pages as files; how many there are. As ``graphbuild site`` does.

    :param output: an empty folder, or one that this wrote.
    :param persons: with the pages and names of persons (written fields, which name them too, are texts).
    :param texts: with quoted passages, written fields and long texts.
    :param tell: gets whose data goes out, a line for each, before anything is written.
    :param watch: sees the pages' addresses go by: given the list, how many, and a label.
    :raises OutputError: where the folder holds other files, or cannot be written to.
    """
    from graphbuild.citing.works import datasets
    from graphbuild.explorer.serve import open_explorer
    from graphbuild.explorer.shown import Shown
    from graphbuild.explorer.site import Given, Site, unwatched

    shown = Shown(persons, texts)
    explorer = open_explorer(Path(path), queries=paths(queries), seconds=120, shown=shown)
    try:
        for line in datasets(explorer.store):
            tell(line)
        writing = Site(explorer, Path(output), watch or unwatched)
        return writing.write(
            Given(Path(path).absolute(), tuple(map(Path.absolute, paths(queries))))
        )
    finally:
        explorer.guarded.close()


def serve(
    path: Place = "exports/",
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    timeout: float = 10,
    cors: Sequence[str] = (),
    queries: Places = (),
    persons: bool = True,
    texts: bool = True,
    review: bool = False,
    ready: Callable[[str], None] = print,
    tell: Callable[[str], object] = lambda _: None,
) -> None:
    """Serve a graph as web pages until interrupted; as ``graphbuild serve`` does.

    ``port`` 0 takes a free one; ``timeout`` are the seconds that a question may take; ``cors`` are
    origins whose pages may ask the endpoint; ``persons`` and ``texts`` as in :func:`site`, where without
    one of them there is no endpoint and no RDF, as those would show it all; with ``review`` names and links are judged on a page, which
    writes names.csv and can build anew; ``ready`` gets the address when requests are answered,
    ``tell`` whose data is shown, a line for each, before that.

    :raises SourceError: where there is no graph.
    :raises OutputError: where the port is taken.
    :raises MissingExtra: without ``pip install "graphbuild[explorer]"``.
    """
    from graphbuild.explorer.safety import is_loopback
    from graphbuild.explorer.serve import serve as run
    from graphbuild.explorer.shown import Shown

    if review and not is_loopback(host):
        raise UsageError("names are reviewed on this machine alone; leave out --host, or --review")
    if review and not (persons and texts):
        raise UsageError("names are reviewed with all that is known of them; leave out --review")

    def desk() -> tuple[Review, Callable[[], None]]:
        from graphbuild.actors.review.desk import Review
        from graphbuild.api.building import build

        def rebuild() -> None:
            build(again=path)

        return Review(Path(path)), rebuild

    run(
        Path(path),
        host=host,
        port=port,
        seconds=timeout,
        cors=cors,
        queries=paths(queries),
        shown=Shown(persons, texts),
        review=desk if review else None,
        ready=ready,
        tell=tell,
    )
