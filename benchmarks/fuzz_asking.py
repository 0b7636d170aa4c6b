"""Hostile words for everything that is asked: each case ends in an answer or in one refusal.

    python -m benchmarks.fuzz_asking [CASES] [SEED] [KIND]

The kinds: heads of queries, values of parameters, SPARQL of one's own, judgements (``names.csv``),
aliases, RDF files, and what servers answer. Each case is made by breaking a good one: characters, words
and pieces are swapped, doubled, dropped, nested or put in from a list of odd ones. Anything but a
``GraphbuildError`` is a fault (exit status 70 for a user) and printed with its number; the same seed
makes the same cases. What ends the engine itself (deep nesting) runs in its own process in life, so such
cases are left to ``tests/stores``. ``benchmarks/fuzz.py`` is the same for sources.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graphbuild.actors import read_judgements
from graphbuild.catalogue.library import SavedQuery, parse_query, read_folder
from graphbuild.catalogue.run import ask, prepare
from graphbuild.errors import GraphbuildError
from graphbuild.networks.scope.aliases import resolve_aliases
from graphbuild.resources import folder
from graphbuild.stores.embedded import Embedded, open_graph
from graphbuild.stores.held import Held, NoAnswerError
from graphbuild.stores.outward import refuse_outward

SLOWEST = 5.0
"""Seconds that a case may take."""
ODD = [
    "", " ", "\0", "\n", "\r\n", "\t", '"', "'", '"""', "\\", "\\u0000", "\\uD800", "{", "}", "[", "]", "(", ")", "<", ">",
    ":", ";", ",", ".", "#", "#+", "?", "$", "@", "@en", "^^", "^^<a:a>", "*", "/", "|", "!", "=", "_:b", "<a:a>", "<>",
    "0", "-1", "1e999", "9" * 30, "NaN", "true", "null", "999999999999-01-01", "2000-02-30", "-0001-01-01", "\u00b2", "\u0660",
    "SELECT", "GRAPH", "SERVICE", "FROM", "VALUES", "UNDEF", "OPTIONAL", "FILTER", "BIND", "UNION", "MINUS", "LIMIT -1",
    "PREFIX a: <b>", "BASE <x:>", "\ufeff", "\u202e", "\x1b[2J", "\x85", "\u2028", "\ud7ff", "\U0001f54a", "e\u0301", "=1+1",
    "x" * 3000, "same", "merge", "split", "any", "../../etc/passwd", "%s", "{0}", "parameters:", "type: integer", "minimum: x",
]  # fmt: skip
MEDIA = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "text/html",
    "",
)
ROWS = (
    '{"head":{"vars":["a","b"]},"results":{"bindings":[{"a":{"type":"uri","value":"a:a"},'
    '"b":{"type":"literal","value":"x","xml:lang":"en"}}]}}',
    '{"head":{},"boolean":true}',
    '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head><results>'
    '<result><binding name="a"><uri>a:a</uri></binding></result></results></sparql>',
    "a,b\r\nx,y\r\n",
    '?a\t?b\n<a:a>\t"x"@en\n',
    '<a:a> <a:b> "c"@en , 1 , [ <a:d> ( 2 3 ) ] .\n',
)
GRAPHS = {
    ".ttl": '@prefix a: <a:> .\na:a a:b "c"@en , 1.0 , [ a:d ( 2 3 ) ] .\n',
    ".nt": '<a:a> <a:b> "c"^^<a:d> .\n_:b <a:b> _:c .\n',
    ".nq": '<a:a> <a:b> "c" <a:g> .\n',
    ".trig": "@prefix a: <a:> . a:g { a:a a:b a:c }\n",
    ".rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
    '<r:Description r:about="a:a"><a:b>c</a:b></r:Description></r:RDF>',
    ".jsonld": '{"@context":{"b":"a:b"},"@id":"a:a","b":["c",{"@value":"d","@language":"en"}]}',
    ".n3": "@prefix a: <a:> . { a:a a:b ?x } => { a:c a:d ?x } .",
}
NAMES = (
    "name,process,agreements,reason,candidates,judgement,actor,kind,side,words,sentence,statements,changes,key\n"
    "Red Front,8,1 2,no actor,21 (A); 22 (B),same,21,open,party,,x,2,,ab12\n"
    'Blue Front,8,3,doubtful,,merge,ab12,actor,party,,"y, z",1,,cd34\n'
)
ALIASES = "actor,same_as\n21,22\nRUS,21\n"


def broken(make: random.Random, text: str) -> str:
    """A text with some of it swapped, doubled, dropped, nested, or something odd put in."""
    for _ in range(make.choice([1, 1, 1, 2, 3, 6])):
        one, two = sorted((make.randrange(len(text) + 1), make.randrange(len(text) + 1)))
        match make.randrange(8):
            case 0 | 1 | 2:
                text = text[:one] + make.choice(ODD) + text[one:]
            case 3:
                text = text[:one] + make.choice(ODD) + text[min(two, one + 30) :]
            case 4:
                text = text[:one] + text[min(two, one + 40) :]
            case 5:
                text = text[:two] + text[one : min(two, one + 60)] + text[two:]
            case 6:
                text = (
                    text[:one] + chr(make.choice([*range(160), 0x2028, 0xFFFD])) + text[one + 1 :]
                )
            case 7:
                sign = make.choice(["()", "{}", "[]", '""'])
                times = make.choice([1, 1, 5, 40])
                text = text[:one] + sign[0] * times + text[one:two] + sign[1] * times + text[two:]
    return text[:20_000]


class Asked:
    """What the cases are made of, and asked of."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.queries = [
            query for query in read_folder(folder("queries")) if query.subject != "checks"
        ]
        store = Store()
        store.bulk_load(GRAPHS[".ttl"].encode(), RdfFormat.TURTLE)
        self.graph = Embedded.of(store)

    def head(self, make: random.Random) -> None:
        """The head of a saved query, broken."""
        query = make.choice(self.queries)
        end = query.text.find("\nSELECT")
        head = query.text[: max(end, 200)]
        found = parse_query("case", broken(make, head) + query.text[len(head) :], "case.rq")
        for item in found.parameters:
            item.describe()

    def parameters(self, make: random.Random) -> None:
        """Odd values for the parameters of a saved query."""
        query: SavedQuery = make.choice(self.queries)
        given: dict[str, object] = {}
        for item in make.sample(query.parameters, min(3, len(query.parameters))):
            value = make.choice([*ODD, item.example or "8", item.default or "any"])
            given[item.name] = make.choice([value, [value, make.choice(ODD)], broken(make, value)])
        prepare(query, given, self.graph)

    def sparql(self, make: random.Random) -> None:
        """A query of one's own."""
        query = make.choice(self.queries)
        text = broken(make, query.text[make.choice([0, query.text.find("PREFIX")]) :])
        found = parse_query("case", text, "case.rq")
        refuse_outward(found.tokens, allowed=False)
        try:
            for number, _ in enumerate(ask(found, {}, self.graph)):
                if number > 20:
                    break
        except (RuntimeError, OSError):
            return  # the engine's own refusal, which stores/worker.py hands on as one

    def judgements(self, make: random.Random) -> None:
        """A ``names.csv``."""
        read_judgements(self.file(make, ".csv", broken(make, NAMES)))

    def aliases(self, make: random.Random) -> None:
        """Actors to be taken for others."""
        resolve_aliases(self.file(make, ".csv", broken(make, ALIASES)), self.graph)

    def rdf(self, make: random.Random) -> None:
        """An RDF file that is opened and asked."""
        suffix = make.choice(list(GRAPHS))
        graph = open_graph(self.file(make, suffix, broken(make, GRAPHS[suffix])), memory=True)
        graph.ask("ASK { ?s ?p ?o }")

    def server(self, make: random.Random) -> None:
        """What a server answers."""
        held = Held(make.choice(MEDIA))
        held.write(broken(make, make.choice(ROWS)).encode("utf-8", "surrogatepass"))
        try:
            answer = held.answer()
        except (SyntaxError, ValueError, NoAnswerError):
            return  # as stores/endpoint.py takes it
        if not isinstance(answer, bool):
            getattr(answer, "variables", None)

    def file(self, make: random.Random, suffix: str, text: str) -> Path:
        """A file with this text, some of its bytes broken."""
        data = bytearray(text.encode("utf-8", "surrogatepass"))
        if data and make.random() < 0.3:
            data[make.randrange(len(data))] = make.randrange(256)
        path = self.place / f"case{suffix}"
        path.write_bytes(data)
        return path


KINDS = {
    "head": 40,
    "parameters": 50,
    "sparql": 40,
    "judgements": 35,
    "aliases": 35,
    "rdf": 50,
    "server": 80,
}
"""How many of 330 cases are of a kind."""


def main(
    cases: int = 300_000, seed: int = 1, only: str = "", tell: Callable[[str], None] = print
) -> int:
    """Make, ask, count; 1 if a case ended otherwise than it may."""
    began, outcomes, faults = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        asked = Asked(Path(place))
        for case in range(cases):
            make = random.Random(f"{seed}-{case}")
            kind = only or make.choices(list(KINDS), list(KINDS.values()))[0]
            started = time.monotonic()
            outcomes[kind] += 1
            try:
                getattr(asked, kind)(make)
            except GraphbuildError as refusal:
                outcomes["refused"] += 1
                if "\x1b" in str(refusal) and kind != "server":
                    outcomes["escapes in words (written out on the screen)"] += 1
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                faults += 1
                tell(f"case {case} ({kind}): {type(error).__name__}: {str(error)[:200]!r}")
            if time.monotonic() - started > SLOWEST:
                outcomes["slow"] += 1
                tell(f"case {case} ({kind}): {time.monotonic() - started:.1f} s")
            if (case + 1) % 20_000 == 0:
                tell(f"{case + 1:,} cases, {faults} faults, {time.monotonic() - began:.0f} s")
    for name, count in sorted(outcomes.items()):
        tell(f"{name:<12} {count:>8,}")
    tell(f"{cases:,} cases, seed {seed}: {faults} faults ({time.monotonic() - began:.0f} s)")
    return 1 if faults else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*map(int, given[:2]), *given[2:3]))
