"""What a graph says of its agreements, read as a stream: two large graphs fit into little memory."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, parse

from graphbuild.collector import paused
from graphbuild.diffing.changes import Parts, State
from graphbuild.errors import SourceError
from graphbuild.ontology.fields import Field, fields
from graphbuild.ontology.namespaces import SCHEME
from graphbuild.ontology.terms import DCTERMS, PA, RDF, RDFS, SKOS, expand
from graphbuild.stores.embedded import data_files
from graphbuild.stores.opening import SUFFIXES
from graphbuild.words import composed, one_line

Statements = dict[str, dict[str, list[str]]]
"""Objects by predicate and subject, IRIs and texts alike as text."""

_NAMES = (RDF.type, RDFS.label, DCTERMS.identifier, DCTERMS.title, SKOS.notation)
_OF_PARTS = (
    PA.inAgreement,
    PA.ofActor,
    PA.listedAs,
    PA.statedRole,
    PA.hasRepresentation,
    PA.ofPerson,
    PA.onTopic,
    PA.codedValue,
    PA.conflictScheme,
    PA.names,
)


def state(path: Path) -> State:
    """What the merged graph of a folder, or of an RDF file, says.

    :raises SourceError: where there is none, or it cannot be read.
    """
    merged, _ = data_files(path)
    with paused():
        said = _statements(merged)
    agreements = _agreements(said)
    if not agreements:
        raise SourceError(
            str(path), "no agreements in this graph", "compare what graphbuild build wrote"
        )
    return State(str(path), agreements)


def _compared() -> list[Field]:
    return [item for item in fields() if item.kind != "identifier" and item.property]


def _statements(file: Path) -> Statements:
    wanted = {str(item): item.value for item in (*_NAMES, *_OF_PARTS)}
    wanted |= {str(node): node.value for item in _compared() for node in (expand(item.property),)}
    found: Statements = {name: defaultdict(list) for name in wanted.values()}
    default, kind = DefaultGraph(), getattr(RdfFormat, SUFFIXES[file.suffix.lower()])
    try:
        for quad in parse(path=str(file), format=kind):
            by_subject = found.get(quad.predicate.value)
            if by_subject is not None and quad.graph_name == default:
                by_subject[quad.subject.value].append(quad.object.value)
    except SyntaxError as error:
        raise SourceError(str(file), f"not valid RDF: {error}", "check or rebuild it") from error
    return found


def _agreements(said: Statements) -> dict[str, Parts]:
    agreement = PA.Agreement.value
    own = {
        subject: ids[0]
        for subject, ids in said[DCTERMS.identifier.value].items()
        if agreement in said[RDF.type.value].get(subject, ())
    }
    sets = _participants(said)
    codes = _provisions(said)
    found: dict[str, Parts] = {}
    for subject, id_ in own.items():
        values = {
            item.code: text for item in _compared() if (text := _field(said, item, subject))
        } | codes.get(subject, {})
        title = next(iter(said[DCTERMS.title.value].get(subject, ())), id_)
        found[id_] = Parts(one_line(title), values, sets.get(subject, {}))
    return found


def _field(said: Statements, item: Field, subject: str) -> str:
    objects = said[expand(item.property).value].get(subject, ())
    if item.kind == "process number":
        return _joined(_one(said, DCTERMS.identifier.value, node) for node in objects)
    if item.kind == "conflict number":
        schemes = said[PA.conflictScheme.value]
        return _joined(
            _one(said, DCTERMS.identifier.value, node)
            for node in objects
            if item.scheme in schemes.get(node, ())
        )
    return _joined(_one(said, RDFS.label.value, node) for node in objects)


def _one(said: Statements, predicate: str, node: str) -> str:
    """A name of what an object stands for; the text itself where it is a text."""
    return next(iter(said[predicate].get(node, ())), node)


def _joined(texts: object) -> str:
    return "/".join(sorted({composed(one_line(text)) for text in texts}))  # type: ignore[attr-defined]


def _participants(said: Statements) -> dict[str, dict[str, dict[str, str]]]:
    """Actors with their sides, and who plays which role or acts for whom, by agreement."""
    labels = RDFS.label.value
    found: dict[str, dict[str, dict[str, str]]] = {}
    for part, agreements in said[PA.inAgreement.value].items():
        for actor in said[PA.ofActor.value].get(part, ()):
            sets = found.setdefault(agreements[0], {"actor": {}, "role": {}, "person": {}})
            who = one_line(_one(said, labels, actor))
            sides = {_one(said, labels, side) for side in said[PA.listedAs.value].get(part, ())}
            held = set(filter(None, sets["actor"].get(who, "").split(", ")))
            sets["actor"][who] = ", ".join(sorted(held | sides))
            for role in said[PA.statedRole.value].get(part, ()):
                sets["role"][f"{who}: {_one(said, labels, role)}"] = ""
            for representation in said[PA.hasRepresentation.value].get(part, ()):
                for person in said[PA.ofPerson.value].get(representation, ()):
                    sets["person"][f"{who}: {one_line(_one(said, labels, person))}"] = ""
    return found


def _provisions(said: Statements) -> dict[str, dict[str, str]]:
    """The weight of each coded topic, ``coded`` where only a page was read, by agreement."""
    found: dict[str, dict[str, str]] = {}
    for part, topics in said[PA.onTopic.value].items():
        code = _one(said, SKOS.notation.value, topics[0])
        code = code.removeprefix(SCHEME + "provision/")
        value = next(iter(said[PA.codedValue.value].get(part, ())), "coded")
        for agreement in said[PA.inAgreement.value].get(part, ()):
            found.setdefault(agreement, {})[f"code:{code}"] = value
    return found
