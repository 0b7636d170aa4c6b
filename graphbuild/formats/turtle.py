"""The merged graph as Turtle that people can read.

Every name is as short as it can be without an escape: by prefix, else relative to the base
(``<provision/1731/Ce>``), as a slash would have to be escaped behind a prefix. Things stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import BinaryIO

from graphbuild.graph.dataset import Graph
from graphbuild.graph.entity import Block
from graphbuild.ontology.terms import RDF, XSD

_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
"""Local names that need no escape; Turtle allows more (section 6.5, PN_LOCAL), readers not always."""
_RELATIVE = re.compile(r"[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*(?:/[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*)+")
_BARE = {
    XSD.integer.value: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal.value: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean.value: re.compile(r"true|false"),
}
"""Literals that Turtle writes without quotes."""
_TYPE = str(RDF.type)
_NEXT = " ;\n    "
_FIRST_KIND = "agreement"


class Names:
    """Terms of N-Triples as Turtle writes them with these prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        start = prefixes.get(_FIRST_KIND, "").removesuffix(f"{_FIRST_KIND}/")
        self.base = start if start.endswith("/") else ""
        self._by_start = {iri: name for name, iri in self.prefixes.items()}
        self.short: Callable[[str], str] = lru_cache(maxsize=65536)(self._short)
        self._verbs = _Verbs(self.short)
        self._typed: Callable[[str], str] = lru_cache(maxsize=4096)(self._with_datatype)

    def head(self) -> Iterator[str]:
        """The base and the prefixes, a line each; our ontology's first, the others in their order."""
        if self.base:
            yield f"@base <{self.base}> .\n"
        for name in sorted(self.prefixes, key=lambda name: name != "pa"):
            yield f"@prefix {name}: <{self.prefixes[name]}> .\n"

    def term(self, term: str) -> str:
        """An IRI or a literal."""
        return self.short(term) if term[0] == "<" else self._literal(term)

    def _literal(self, term: str) -> str:
        return self._typed(term) if term[-1] == ">" else term

    def _with_datatype(self, term: str) -> str:
        words, _, datatype = term.rpartition("^^<")
        bare = _BARE.get(datatype[:-1])
        if bare and bare.fullmatch(words, 1, len(words) - 1):
            return words[1:-1]
        return f"{words}^^{self.short('<' + datatype)}"

    def _short(self, term: str) -> str:
        iri = term[1:-1]
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        name = self._by_start.get(iri[:cut])
        if name is not None and _LOCAL.fullmatch(iri, cut):
            return f"{name}:{iri[cut:]}"
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        return term

    def thing(self, block: Block) -> str:
        """What is stated of one subject: a line for each predicate."""
        start = block[0].index(" ") + 1
        verbs, short, literal = self._verbs, self.short, self._literal
        parts, last = [short(block[0][: start - 1])], ""
        for line in block:
            end = line.index(" ", start)
            verb, term = verbs[line[start:end]], line[end + 1 : -3]
            parts.append(", " if verb == last else verb)
            # Most literals stay as they are; what is said once need not be kept.
            parts.append(
                short(term) if term[0] == "<" else term if term[-1] == '"' else literal(term)
            )
            last = verb
        parts.append(" .\n")
        # The first verb stands on the line of the subject.
        parts[1] = parts[1].replace(_NEXT, " ", 1)
        return "".join(parts)


class _Verbs(dict[str, str]):
    """Each predicate as it stands on a line of its own."""

    def __init__(self, short: Callable[[str], str]) -> None:
        super().__init__()
        self._short = short

    def __missing__(self, predicate: str) -> str:
        name = "a" if predicate == _TYPE else self._short(predicate)
        verb = self[predicate] = f"{_NEXT}{name} "
        return verb


class Turtle:
    """The merged graph as Turtle."""

    file_name = "graph.ttl"
    all_graphs = False

    def __init__(self, handle: BinaryIO, prefixes: Mapping[str, str]) -> None:
        self.handle = handle
        self.names = Names(prefixes)
        handle.write("".join(self.names.head()).encode())

    def add(self, graph: Graph, block: Block) -> None:  # noqa: ARG002
        """Write one thing, with a line between it and the one before."""
        if block:
            self.handle.write(f"\n{self.names.thing(block)}".encode())

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Turtle has no end of its own."""
