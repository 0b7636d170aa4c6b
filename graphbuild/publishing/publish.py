"""Loading a graph into a triple store, so that doing it again replaces and never doubles.

Each source is a graph of its own; the merged graph is the store's default graph or, where a store
answers from the union of all its graphs, the graph ``…graph/merged``. Graphs of sources that are gone
are removed; graphs that are not ours are never touched. At the end the store is asked how many triples
it holds.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphbuild.errors import UsageError
from graphbuild.ontology.namespaces import OURS, PREFIXES
from graphbuild.ontology.terms import RDFS
from graphbuild.publishing.dump import Dump, GraphFile
from graphbuild.publishing.routes import Routes, find_query, graph_routes, says_union
from graphbuild.publishing.writers import Counted, Progress, Writer, find_way_to_write, writer_for
from graphbuild.stores.asking import exists, select, understood
from graphbuild.stores.http import AccessError, Client, ServerError, StoreFullError


@dataclass(slots=True)
class Outcome:
    """What became of one graph; ``graph`` is ``""`` for the default graph, ``stored`` is None if unknown.

    ``action`` is ``new``, ``replaced``, ``removed``, ``kept`` (a graph that would have been removed)
    or ``failed``; ``problem`` says why, or how the counts differ.
    """

    graph: str
    action: str
    sent: int = 0
    stored: int | None = None
    seconds: float = 0.0
    problem: str = ""


@dataclass(slots=True)
class Publication:
    """Where a graph was loaded, and what became of each part; ``base`` is what our IRIs begin with."""

    routes: Routes
    base: str
    outcomes: list[Outcome] = field(default_factory=list)
    dry_run: bool = False

    @property
    def complete(self) -> bool:
        """Whether the store now holds exactly what was sent."""
        return not any(outcome.problem for outcome in self.outcomes)


def publish(
    dump: Dump,
    client: Client,
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    bulk: bool = True,
    progress: Progress | None = None,
) -> Publication:
    """Load every graph, remove those of sources that are gone, and compare.

    A graph that fails does not stop the others. ``overwrite`` allows replacing a default graph that
    holds what did not come from graphbuild. ``bulk`` uses a store's bulk loader where it has one
    (Oxigraph): faster, but a graph is away while it is loaded.

    :raises ServerError: where the store cannot be used at all, is full or refuses access.
    :raises UsageError: where its default graph holds something else.
    """
    routes = find_query(client)
    if dry_run:
        routes = replace(graph_routes(routes)[0], union=says_union(client, routes))
    else:
        routes = find_way_to_write(client, routes, dump)
    writer = writer_for(client, routes, bulk=bulk)
    session = _Session(client, routes, dump, writer, progress or (lambda _: None))
    if not routes.union and not overwrite:
        session.refuse_foreign_default()
    return session.plan() if dry_run else session.run()


class _Session:
    """One publication: what the store holds, what is sent, what it holds then."""

    def __init__(
        self, client: Client, routes: Routes, dump: Dump, writer: Writer, progress: Progress
    ) -> None:
        self.client, self.routes, self.dump = client, routes, dump
        self.writer, self.progress = writer, progress
        # The merged graph goes last: it names the sources, whose graphs are there by then.
        ordered = [*dump.graphs[1:], dump.graphs[0]]
        self.targets = {self._name(graph): graph for graph in ordered}
        self.before = self._counts()

    def _name(self, graph: GraphFile) -> str:
        return graph.name or (self.dump.merged_name if self.routes.union else "")

    def refuse_foreign_default(self) -> None:
        """Refuse to replace a default graph in which there is something that we do not make.

        Of terms that the ontology borrows (``skos:broader``) our graph states the label.
        """
        ours = " && ".join(
            f'!STRSTARTS(STR(?s), "{start}")' for start in sorted({self.dump.base, OURS})
        )
        borrowed = " || ".join(
            f'STRSTARTS(STR(?s), "{start}")' for start in sorted(set(PREFIXES.values()))
        )
        foreign = f"{ours} && !(?p = {RDFS.label} && ({borrowed}))"
        if exists(self.client, self.routes.query, f"?s ?p ?o FILTER({foreign})"):
            text = "holds triples in its default graph that graphbuild did not publish"
            remedy = "make a dataset of its own for this graph, or replace them with --overwrite"
            raise UsageError(f"{self.client.place} {text}; {remedy}")

    def plan(self) -> Publication:
        """What :meth:`run` would do."""
        outcomes = [
            Outcome(name, self._action(name), graph.triples, self.before.get(name))
            for name, graph in self.targets.items()
        ]
        outcomes += [Outcome(name, "removed", 0, self.before[name]) for name in self._gone()]
        return Publication(self.routes, self.dump.base, outcomes, dry_run=True)

    def run(self) -> Publication:
        """Send, remove, compare."""
        done = Publication(self.routes, self.dump.base)
        try:
            for name, graph in self.targets.items():
                done.outcomes.append(self._load(name, graph))
        except (KeyboardInterrupt, AccessError, StoreFullError) as stop:
            stop.add_note(self._left(done.outcomes))
            raise
        failed = not done.complete
        done.outcomes += [self._remove(name, keep=failed) for name in self._gone()]
        self._compare(done)
        return done

    def _left(self, outcomes: list[Outcome]) -> str:
        """What is in the store when it is cut off: which graphs are new, old, or not there as a whole."""
        new = [outcome.graph for outcome in outcomes if outcome.action != "failed"]
        waiting = [name for name in self.targets if name not in {each.graph for each in outcomes}]
        parts = (
            [f"{len(new)} of {len(self.targets)} graphs are new"] if new else ["no graph is new"]
        )
        if waiting:
            current, rest = waiting[0], waiting[1:]
            shown = current or "the default graph"
            if not self.writer.whole:
                state = "missing or in part"
            else:
                state = "old or new" if current in self.before else "missing or new"
            parts.append(f"{shown} is {state}")
            if old := sum(name in self.before for name in rest):
                parts.append(f"{old} are old")
            if missing := sum(name not in self.before for name in rest):
                parts.append(f"{missing} are missing")
        return f"{', '.join(parts)}; publish again to mend that"

    def _action(self, name: str) -> str:
        return "replaced" if self.before.get(name) else "new"

    def _gone(self) -> list[str]:
        return sorted(
            name for name in self.before if self.dump.is_ours(name) and name not in self.targets
        )

    def _load(self, name: str, graph: GraphFile) -> Outcome:
        outcome = Outcome(name, self._action(name), graph.triples)
        start = time.monotonic()
        body = Counted(graph, self.progress)
        try:
            self.writer.load(graph, name, body)
        except (AccessError, StoreFullError):
            raise
        except ServerError as failure:
            body.forget()
            outcome.action, outcome.problem = "failed", str(failure)
        outcome.seconds = time.monotonic() - start
        return outcome

    def _remove(self, name: str, *, keep: bool) -> Outcome:
        if keep:
            # The old merged graph may still lead to it.
            return Outcome(name, "kept", problem="to be removed once all graphs are loaded")
        try:
            self.writer.delete(name)
        except ServerError as failure:
            return Outcome(name, "failed", problem=str(failure))
        return Outcome(name, "removed")

    def _compare(self, done: Publication) -> None:
        """Ask how many triples the store holds, and note where that is not what was sent."""
        try:
            after: Mapping[str, int] | None = self._counts()
        except ServerError as failure:
            after, problem = None, f"could not be counted afterwards: {failure}"
        for outcome in done.outcomes:
            if after is None:
                outcome.problem = outcome.problem or problem
                continue
            outcome.stored = after.get(outcome.graph, 0)
            wanted = 0 if outcome.action == "removed" else outcome.sent
            if not outcome.problem and outcome.stored != wanted:
                outcome.problem = f"the store holds {outcome.stored:,} triples of {wanted:,}"

    def _counts(self) -> dict[str, int]:
        """Triples by graph: of all graphs that are ours, and of those that are sent."""
        ours = f'FILTER(STRSTARTS(STR(?g), "{self.dump.base}"))'
        query = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }} GROUP BY ?g"
        with understood(self.client.place):
            rows = select(self.client, self.routes.query, query)
            found = {row[0].value: int(row[1].value) for row in rows if row[0] is not None}
        for name in self.targets:
            if name not in found and not (name and name.startswith(self.dump.base)):
                count = self._count(name)
                found.update({name: count} if count else {})
        return found

    def _count(self, name: str) -> int:
        pattern = f"GRAPH <{name}> {{ ?s ?p ?o }}" if name else "?s ?p ?o"
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        with understood(self.client.place):
            rows = list(select(self.client, self.routes.query, query))
            return int(rows[0][0].value)
