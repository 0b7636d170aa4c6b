"""Networks of agreements, actors, processes, conflicts and persons, from a graph.

The join is SPARQL, the expansion to pairs is Python. Each network says what it was made from and
what it left out, and is an ordinary networkx graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import networkx

    from graphbuild.networks.scope.chosen import Scope
    from graphbuild.stores import Asker


def build(
    store: Asker,
    name: str,
    parameters: Mapping[str, object] | None = None,
    /,
    *,
    aliases: Path | Mapping[str, str] | None = None,
    **more: object,
) -> networkx.Graph[Any]:
    """Build a network: nodes are IRIs, graph attributes say what it shows and leaves out.

    >>> network = build(store, "co-signing", process="8", from_=1994)

    :param parameters: values by name, as in ``graphbuild networks NAME``; also as keywords (with
        ``from_`` for ``from``). A list gives several values.
    :param aliases: actors to be taken for another one: a CSV file with the columns ``actor`` and
        ``same_as``, or a mapping of the same (ids, codes or exact labels).
    :raises UsageError: for an unknown network, parameter or value, with the nearest.
    """
    from graphbuild.networks.scope.chosen import choose, fetch

    given = {**(parameters or {}), **more}
    choices, same = prepare(store, name, given, aliases or given.pop("aliases", None))
    return project(choose(store, fetch(store, choices), choices, same))


def prepare(
    store: Asker,
    name: str,
    given: Mapping[str, object],
    aliases: object = None,
) -> tuple[Any, Mapping[str, str]]:
    """Check a call: the choices, and which actors are taken for another one."""
    from graphbuild.networks.registry import find
    from graphbuild.networks.scope.aliases import resolve_aliases
    from graphbuild.networks.scope.choices import read_choices

    choices = read_choices(find(name), given, store)
    return choices, resolve_aliases(aliases, store) if aliases else {}


def project(scope: Scope) -> networkx.Graph[Any]:
    """The network of a scope, with its graph attributes."""
    from importlib import import_module

    from graphbuild.networks.about import describe

    function = scope.choices.projection.function
    if isinstance(function, str):
        module, _, name = function.partition(":")
        function = getattr(import_module(f"{__name__}.projections.{module}"), name)
    graph: networkx.Graph[Any] = function(scope)
    describe(graph, scope)
    return graph
