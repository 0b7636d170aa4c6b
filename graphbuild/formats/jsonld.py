"""The merged graph as JSON-LD, compacted with the ontology's context, one object for each subject."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from graphbuild.formats._chunks import statements
from graphbuild.graph.dataset import Graph
from graphbuild.graph.entity import Block
from graphbuild.ontology.terms import RDF, XSD
from graphbuild.resources import folder

_STRING, _INTEGER, _BOOLEAN = (XSD[name].value for name in ("string", "integer", "boolean"))


def context() -> dict[str, Any]:
    """``ontology/context.jsonld``."""
    text = (folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


class JsonLd:
    """Streams ``{"@context": ..., "@graph": [...]}``; never more than one subject in memory."""

    file_name = "graph.jsonld"
    all_graphs = False

    def __init__(self, handle: BinaryIO, prefixes: Mapping[str, str]) -> None:
        self.handle = handle
        given = context()
        self.names = _Names(given, prefixes)
        head = json.dumps(given | self.names.added, ensure_ascii=False, indent=1)
        handle.write(f'{{"@context": {head},\n"@graph": ['.encode())
        self.between = b"\n"

    def add(self, graph: Graph, block: Block) -> None:  # noqa: ARG002
        """Write one subject."""
        if not block:
            return
        node = json.dumps(
            self._node(list(statements(block))), ensure_ascii=False, separators=(",", ":")
        )
        self.handle.write(self.between + node.encode())
        self.between = b",\n"

    def close(self) -> None:
        """Write the end."""
        self.handle.write(b"\n]}\n")

    def _node(self, triples: Sequence[Quad]) -> dict[str, Any]:
        assert isinstance(triples[0].subject, NamedNode)
        node: dict[str, Any] = {self.names.id: self.names.compact(triples[0].subject.value)}
        for triple in triples:
            if triple.predicate == RDF.type:
                key, several = self.names.type, False
                value: Any = self.names.compact(str(triple.object)[1:-1], vocabulary=True)
            else:
                key, kind, several = self.names.key(triple.predicate.value)
                value = self._value(triple.object, kind)
            if key not in node:
                node[key] = [value] if several else value
            elif isinstance(node[key], list):
                node[key].append(value)
            else:
                node[key] = [node[key], value]
        return node

    def _value(self, term: object, kind: str) -> Any:
        if isinstance(term, NamedNode):
            name = self.names.compact(term.value)
            return name if kind == "@id" else {"@id": name}
        assert isinstance(term, Literal)
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if datatype == kind or (datatype == _STRING and not kind):
            return term.value
        if datatype == _STRING:
            return {"@value": term.value}
        if not kind and datatype == _BOOLEAN:
            return term.value == "true"
        if not kind and datatype == _INTEGER and str(int(term.value)) == term.value:
            return int(term.value)
        return {"@value": term.value, "@type": self.names.compact(datatype, vocabulary=True)}


class _Names:
    """The context read backwards: from IRIs to the keys and prefixes that stand for them."""

    def __init__(self, given: Mapping[str, Any], prefixes: Mapping[str, str]) -> None:
        simple = {key: value for key, value in given.items() if isinstance(value, str)}
        self.added = {
            key: iri
            for key, iri in prefixes.items()
            if key not in given and not key.startswith("@")
        }
        self.prefixes = {
            key: iri
            for key, iri in (simple | self.added).items()
            if iri.endswith(("/", "#")) and not key.startswith("@")
        }
        aliases = {value: key for key, value in simple.items()}
        self.id, self.type = aliases.get("@id", "@id"), aliases.get("@type", "@type")
        self.keys: dict[str, tuple[str, str, bool]] = {}
        self.terms: dict[str, str] = {}
        for key, value in given.items():
            if key.startswith("@") or key in self.prefixes:
                continue
            term = {"@id": value} if isinstance(value, str) else value
            kind = term.get("@type", "")
            kind = kind if kind.startswith("@") else self._expand(kind)
            iri = self._expand(term["@id"])
            self.keys[iri] = (key, kind, term.get("@container") == "@set")
            self.terms[iri] = key
        self.compact = lru_cache(maxsize=65536)(self._compact)

    def _expand(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        return self.prefixes[prefix] + rest if colon and prefix in self.prefixes else name

    def key(self, iri: str) -> tuple[str, str, bool]:
        """The key of a property, the datatype of its plain strings, and whether it is always a list."""
        return self.keys.get(iri) or (self.compact(iri), "", False)

    def _compact(self, iri: str, vocabulary: bool = False) -> str:
        """A term of the context (for types and properties), else the longest prefix, else the IRI."""
        if vocabulary and iri in self.terms:
            return self.terms[iri]
        best = max(
            (item for item in self.prefixes.items() if iri.startswith(item[1])),
            key=lambda item: len(item[1]),
            default=None,
        )
        if best is None or iri[len(best[1]) :].startswith("//"):
            return iri
        return f"{best[0]}:{iri[len(best[1]) :]}"
