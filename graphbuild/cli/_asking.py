"""What the commands that ask a graph share: which graph, which parameters, which endpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from graphbuild.api import Graph

PARAMETER = click.option(
    "-p",
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    help="Value of a parameter; repeatable.",
)
GRAPH = click.option(
    "--graph",
    type=click.Path(),
    default="exports/",
    show_default=True,
    help="Folder that build wrote, or an RDF file.",
)
ALLOW_SERVICE = click.option(
    "--allow-service",
    is_flag=True,
    help="Let the query ask other servers (SERVICE); it could carry data out.",
)
QUERIES = click.option(
    "--queries",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Folder with queries of your own.",
)


def endpoint_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--endpoint``, ``--default-graph`` and ``--timeout``."""
    address = click.option(
        "--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of a graph here."
    )
    merged = click.option(
        "--default-graph", metavar="IRI", default="", help="The merged graph's IRI at the endpoint."
    )
    patience = click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=60,
        show_default=True,
        help="Seconds that a query may take.",
    )
    return address(merged(patience(command)))


def read_params(params: tuple[str, ...]) -> dict[str, list[str]]:
    """``NAME=VALUE`` texts as values by name, in order.

    :raises UsageError: for one without ``=``.
    """
    given: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"-p takes NAME=VALUE, not {param!r}")
        given.setdefault(name.strip(), []).append(value.strip())
    return given


def opened_graph(
    graph: str,
    endpoint: str | None,
    default_graph: str = "",
    timeout: float = 60,
    folders: tuple[Path, ...] = (),
    *,
    allow_service: bool = False,
) -> Graph:
    """The graph here, or the endpoint, with the user's folders of queries.

    The graph here is being opened in another process while this one goes on.
    """
    if not endpoint and default_graph:
        raise UsageError("--default-graph is for --endpoint; give one, or leave it out")
    if not endpoint:
        # Before anything else is imported, as it takes as long to start.
        from graphbuild.stores.guarded import open_guarded
        from graphbuild.stores.limits import Limits

        limits = Limits(timeout)
        store = open_guarded(graph, limits=limits, allow_service=allow_service)
    from graphbuild.api import connect
    from graphbuild.api.graph import Graph

    if endpoint:
        return connect(
            endpoint,
            timeout=timeout,
            default_graph=default_graph,
            queries=folders,
            allow_service=allow_service,
        )
    return Graph(store, folders)
