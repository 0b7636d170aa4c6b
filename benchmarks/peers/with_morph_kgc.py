"""Morph-KGC: RML rules over the two melted tables, one process. Arguments: WIDE LONG TARGET."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import mapping as m

HEAD = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <http://example.org/> .
"""


def rules(wide: Path, long: Path) -> str:
    """The mapping in RML."""
    agreement = m.BASE + "agreement/{AgtId}"
    provision = m.BASE + "provision/{AgtId}/{tail}"
    fields = [_map("agreements", wide, agreement, "Agreement")]
    fields += [_literal(p, column) for column, p in m.TEXTS]
    fields += [_literal(p, column, "integer") for column, p in m.INTEGERS]
    fields += [_literal(p, column, "date") for column, p in m.DATES]
    fields += [_link(p, f"{start}{{{column}}}{end}") for column, p, start, end in m.LINKS]
    issues = [_map("provisions", long, provision, "Provision")]
    issues += [
        _literal(m.LABEL, "label"),
        _text(m.DCTERMS + "identifier", "{AgtId}/{code}"),
        _link(m.PA + "inAgreement", agreement),
        _link(m.PA + "onTopic", m.TOPIC + "{tail}"),
        _literal(m.PA + "codedValue", "value", "integer"),
    ]
    return HEAD + "\n".join(" ;\n".join(part) + " ." for part in (fields, issues))


def _map(name: str, source: Path, subject: str, kind: str = "") -> str:
    typed = f"; rr:class <{m.PA}{kind}>" if kind else ""
    return (
        f'<{name}> rml:logicalSource [ rml:source "{source}"; rml:referenceFormulation ql:CSV ] ;\n'
        f'  rr:subjectMap [ rr:template "{subject}"{typed} ]'
    )


def _literal(predicate: str, column: str, datatype: str = "") -> str:
    typed = f"; rr:datatype xsd:{datatype}" if datatype else ""
    return (
        f"  rr:predicateObjectMap [ rr:predicate <{predicate}>;"
        f' rr:objectMap [ rml:reference "{column}"{typed} ] ]'
    )


def _link(predicate: str, template: str) -> str:
    return (
        f"  rr:predicateObjectMap [ rr:predicate <{predicate}>;"
        f' rr:objectMap [ rr:template "{template}" ] ]'
    )


def _text(predicate: str, template: str) -> str:
    return (
        f"  rr:predicateObjectMap [ rr:predicate <{predicate}>;"
        f' rr:objectMap [ rr:template "{template}"; rr:termType rr:Literal ] ]'
    )


def main(wide: Path, long: Path, target: Path) -> None:
    rule_file, config = target.with_suffix(".rml.ttl"), target.with_suffix(".ini")
    rule_file.write_text(rules(wide, long), encoding="utf-8")
    config.write_text(
        f"[CONFIGURATION]\noutput_file: {target}\noutput_format: N-TRIPLES\n"
        f"number_of_processes: 1\nlogging_level: ERROR\n[table]\nmappings: {rule_file}\n",
        encoding="utf-8",
    )
    sys.argv[1:] = [str(config)]
    runpy.run_module("morph_kgc", run_name="__main__")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
