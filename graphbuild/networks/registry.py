"""The networks that can be built: what each one asks, of what it is made, and its parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from graphbuild.catalogue import shared
from graphbuild.catalogue.parameters import ANY, Parameter
from graphbuild.catalogue.sense import LISTED, MEDIATOR, PRACTICAL
from graphbuild.errors import UsageError
from graphbuild.extensions import Extension, extensions
from graphbuild.words import nearest

if TYPE_CHECKING:
    import networkx

CAUTION = (
    "That actors stand on the same agreement shows no alliance, influence or effectiveness;"
    " being listed proves neither a signature nor consent."
)
"""After PeaceRep's guide to PA-X: shared signing does not establish them."""

YES_NO = ("no", "yes")

AGREEMENTS = (
    shared.PROCESS,
    Parameter("conflict", "conflict", "only agreements on this conflict", ANY, repeatable=True),
    shared.PLACE,
    shared.REGION,
    Parameter("stage", "stage", "only agreements of this stage", ANY, repeatable=True),
    Parameter("level", "level", "only agreements of this level", ANY, repeatable=True),
    shared.FROM,
    shared.TO,
    shared.RELEASE,
    shared.LOCAL,
    Parameter(
        "unilateral",
        "choice",
        "documents that one side declared; being addressed in one is not signing it",
        shared.INCLUDE,
        (shared.INCLUDE, shared.EXCLUDE),
    ),
)
"""Which agreements a network rests on."""

SENSE = shared.SENSE
SIDE = replace(shared.SIDE, meaning="only actors that stand on this side, in the chosen sense")
ACTORS = (
    shared.BASIS,
    shared.CERTAINTY,
    Parameter("type", "actor-type", "only actors of this type", ANY, repeatable=True),
    Parameter("exclude", "actor", "leave this actor out", ANY, repeatable=True),
    Parameter(
        "un",
        "choice",
        "the bodies of the United Nations: each a node, one node together, or none",
        "separate",
        ("separate", "together", "exclude"),
    ),
)
"""Which participations count."""

ISOLATES = Parameter("isolates", "choice", "keep nodes that have no tie", "no", YES_NO)
MIN_AGREEMENTS = Parameter(
    "min_agreements", "integer", "only ties of at least this many agreements", "1", minimum=1
)


def _required(*allowed: str) -> Parameter:
    meaning = SENSE.meaning
    if MEDIATOR in allowed:
        meaning += ", mediator = the agreement's text names the actor as mediator"
    return Parameter("sense", "choice", meaning, None, allowed, example=allowed[-1])


@dataclass(frozen=True, slots=True)
class Projection:
    """One network in words, and what builds it from a :class:`~graphbuild.networks.scope.chosen.Scope`.

    ``function`` is that function, or ``module:name`` below ``graphbuild.networks.projections``.
    """

    name: str
    title: str
    question: str
    nodes: str
    edges: str
    parameters: tuple[Parameter, ...]
    function: str | Callable[[Any], networkx.Graph[Any]]
    actors: bool = True
    example: str = ""
    caution: str = CAUTION
    """What the network does not show; it stands under every picture of it."""

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this name, if the network has it."""
        return next((item for item in self.parameters if item.name == name), None)


_ALL = (
    Projection(
        "agreement-actor",
        "Agreements and actors",
        "Which actors take part in which agreements, on which side and in which role?",
        "agreements, actors",
        "one per participation, with side, role, date and process",
        (*AGREEMENTS, SENSE, SIDE, *ACTORS, ISOLATES),
        "bipartite:agreement_actor",
        example="-p process=8 -o process-8.html",
    ),
    Projection(
        "co-signing",
        "Actors on the same agreements",
        "Which actors stand on the same agreements, and how often?",
        "actors",
        "agreements = how many they share; weight = the sum of 1/(n-1) over shared agreements"
        " of n actors (Newman 2001), so that long lists of signatories do not count for more",
        (
            *AGREEMENTS,
            SENSE,
            SIDE,
            *ACTORS,
            Parameter(
                "max_actors",
                "integer",
                "leave out agreements on which more actors than this stand",
                ANY,
                minimum=2,
            ),
            MIN_AGREEMENTS,
            ISOLATES,
        ),
        "cosigning:co_signing",
        example="-p process=8 -o co-signing.gexf",
    ),
    Projection(
        "third-party-process",
        "Third parties and peace processes",
        "Which third parties are in which peace processes, since when?",
        "actors, processes",
        "agreements, first and last date",
        (*AGREEMENTS, _required(LISTED, PRACTICAL), *ACTORS, MIN_AGREEMENTS, ISOLATES),
        "thirds:third_party_process",
        example="-p sense=listed -o third-parties.graphml",
        caution="That an actor stands as a third party on agreements of a process shows"
        " neither what it did there nor that it had an effect; talks without an agreement are not in"
        " the data.",
    ),
    Projection(
        "mediator-conflict",
        "Mediators and conflicts",
        "Who mediated, or was a third party, in which conflict?",
        "actors, conflicts",
        "agreements, first and last date",
        (
            *AGREEMENTS,
            _required(LISTED, PRACTICAL, MEDIATOR),
            *ACTORS,
            Parameter("scheme", "choice", "whose numbers of conflicts", "ucdp", ("ucdp", "cow")),
            MIN_AGREEMENTS,
            ISOLATES,
        ),
        "thirds:mediator_conflict",
        example="-p sense=mediator -o mediators.graphml",
        caution="That an actor is a third party to agreements on a conflict shows neither"
        " what it did there nor that it had an effect; talks without an agreement are not in the data.",
    ),
    Projection(
        "process-similarity",
        "Peace processes with the same third parties",
        "Which peace processes share third parties?",
        "processes",
        "shared = third parties in common; weight = Jaccard: shared by all of the two",
        (
            *AGREEMENTS,
            _required(LISTED, PRACTICAL),
            *ACTORS,
            Parameter("min_shared", "integer", "only ties of at least this many", "1", minimum=1),
            ISOLATES,
        ),
        "thirds:process_similarity",
        example="-p sense=practical -p un=exclude -o similar.csv",
        caution="That the same third parties are in two processes shows neither that they"
        " worked together nor that one process drew on the other.",
    ),
    Projection(
        "agreement-mentions",
        "Agreements that mention earlier ones",
        "Which agreements mention which other agreements?",
        "agreements",
        "directed, from the text that mentions to the one mentioned, with the method that found it",
        (*AGREEMENTS, ISOLATES),
        "mentions:agreement_mentions",
        actors=False,
        example="-p process=8 -o mentions.graphml",
        caution="That an agreement mentions another shows neither that it follows it nor"
        " that this was still in force; mentions that name no agreement for certain are not ties.",
    ),
    Projection(
        "provision-similarity",
        "Peace processes with similar provisions",
        "Which peace processes are alike in what their agreements provide for?",
        "processes",
        "weight = cosine of the processes' provision vectors",
        (
            *AGREEMENTS,
            Parameter(
                "vector",
                "choice",
                "what a process's vector holds for each topic: the number of its agreements that"
                " have it, or the sum of the coded values (1 to 3)",
                "presence",
                ("presence", "values"),
            ),
            Parameter(
                "topics",
                "choice",
                "rows of the coding page alone, or their sub-codes as well",
                "rows",
                ("rows", "all"),
            ),
            Parameter(
                "min_agreements",
                "integer",
                "only processes of at least this many agreements",
                "1",
                minimum=1,
            ),
            Parameter(
                "min_percent",
                "integer",
                "only ties whose cosine is at least this many hundredths",
                "0",
                maximum=100,
            ),
            ISOLATES,
        ),
        "provisions:provision_similarity",
        actors=False,
        example="-p min_agreements=5 -p min_percent=80 -o provisions.gexf",
        caution="That two processes' agreements provide for the same topics shows neither"
        " that one drew on the other nor that anything was put into practice.",
    ),
    Projection(
        "person-agreement",
        "Persons and agreements",
        "Which persons appear on which agreements, for whom?",
        "persons, agreements",
        "one per appearance, with the actor acted for, role and office",
        (*AGREEMENTS, *ACTORS, ISOLATES),
        "bipartite:person_agreement",
        example="-p process=8 -o persons.html",
        caution="That a person appears on an agreement proves neither a signature nor"
        " consent; the same name for another actor is counted as another person.",
    ),
)

NETWORKS: dict[str, Projection] = {item.name: item for item in _ALL}
"""Those that are ours."""

GROUP = "graphbuild.networks"
"""The group of entry points by which other packages add a network; each names a Projection."""


@cache
def projections() -> dict[str, Projection]:
    """Every network by name: ours, then those of other packages."""
    return NETWORKS | {item.name: item for item in map(_of_others, extensions(GROUP, "network"))}


def _of_others(found: Extension) -> Projection:
    item = found.value
    if not isinstance(item, Projection):
        raise found.refusal("is no graphbuild.Projection")
    if item.name != found.name or item.name in NETWORKS:
        raise found.refusal(
            f"calls itself {item.name!r}; it needs its entry point's name, not ours"
        )
    if isinstance(item.function, str):
        raise found.refusal("names its function, which has to be the function itself")
    return item


def find(name: str) -> Projection:
    """The network of this name.

    :raises UsageError: for an unknown one, with the nearest.
    """
    found = NETWORKS.get(name) or projections().get(name)
    if found is None:
        close = nearest(name, projections(), 2, 0.4)
        hint = f"did you mean {' or '.join(close)}? " if close else ""
        raise UsageError(
            f"there is no network {name!r}; {hint}the networks are {', '.join(projections())}"
        )
    return found
