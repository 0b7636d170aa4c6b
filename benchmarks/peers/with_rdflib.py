"""rdflib: a graph in memory, filled by a loop, then serialised. Arguments: TABLE TARGET."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import mapping as m
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.namespace import XSD as X

IDENTIFIER = URIRef(m.DCTERMS + "identifier")


def main(table: Path, target: Path) -> None:
    graph, known = Graph(), m.labels()
    for row in m.rows(table):
        agreement = URIRef(f"{m.BASE}agreement/{row['AgtId']}")
        graph.add((agreement, RDF.type, URIRef(m.PA + "Agreement")))
        for kind, fields in ((None, m.TEXTS), (X.integer, m.INTEGERS), (X.date, m.DATES)):
            for column, predicate in fields:
                if value := row[column]:
                    graph.add((agreement, URIRef(predicate), Literal(value, datatype=kind)))
        for column, predicate, start, end in m.LINKS:
            if value := row[column]:
                graph.add((agreement, URIRef(predicate), URIRef(start + value + end)))
        for code, value in m.coded(row, known):
            provision = URIRef(f"{m.BASE}provision/{row['AgtId']}/{m.tail(code)}")
            graph.add((provision, RDF.type, URIRef(m.PA + "Provision")))
            graph.add((provision, URIRef(m.LABEL), Literal(known[code])))
            graph.add((provision, IDENTIFIER, Literal(f"{row['AgtId']}/{code}")))
            graph.add((provision, URIRef(m.PA + "inAgreement"), agreement))
            graph.add((provision, URIRef(m.PA + "onTopic"), URIRef(m.TOPIC + m.tail(code))))
            number = Literal(value, datatype=X.integer)
            graph.add((provision, URIRef(m.PA + "codedValue"), number))
    graph.serialize(target, format="nt", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
