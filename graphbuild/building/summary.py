"""The report of a build: ``report.json`` for programs, ``report.md`` for people."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from graphbuild.building.attention import sentences
from graphbuild.building.built import Built
from graphbuild.explained import explanations
from graphbuild.graph.merge import Disagreement
from graphbuild.ontology.namespaces import shorten
from graphbuild.report import Problem
from graphbuild.tabular import markdown_lines
from graphbuild.words import one_line

_SHOWN = 10


def disagreements(built: Built) -> list[Disagreement]:
    """Every difference between two sources on one agreement's field."""
    return [entry for item in built.dataset.merged for entry in item.disagreements]


def counts(built: Built) -> dict[str, int]:
    """How many of each kind of thing the merged graph has."""
    return {shorten(iri): number for iri, number in sorted(built.statistics.classes.items())}


def as_json(built: Built) -> str:
    """Sources, counts, findings and disagreements; no times and no paths, so equal for equal input."""
    data: dict[str, Any] = {
        "sources": [
            {
                "file": source.name,
                "kind": source.kind,
                "format": source.format,
                "release": source.release,
                "sha256": source.sha256,
                "agreements": len(source.agreements),
                "actors": len(source.actors),
                "listings": len(source.listings),
                "conflicts": len(source.conflicts),
                "ucdp_agreements": len(source.ucdp_agreements),
            }
            for source in built.dataset.sources
        ],
        "entities": counts(built),
        "triples": {
            shorten(name) or "merged": number
            for name, number in sorted(built.statistics.triples.items())
        },
        "findings": [_problem(problem) for problem in built.report.problems],
        "disagreements": [entry._asdict() for entry in disagreements(built)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    out: dict[str, Any] = {
        "level": problem.level,
        "kind": problem.kind,
        "message": problem.message,
        "file": problem.file,
    }
    if problem.row is not None:
        out["row"] = problem.row
    if problem.agreement:
        out["agreement"] = problem.agreement
    return out


def as_markdown(built: Built) -> str:
    """The same for reading: tables of counts, then what was found, kind by kind."""
    sources = [
        (source.name, source.kind, source.release, source.count) for source in built.dataset.sources
    ]
    things = [*counts(built).items(), ("triples", built.statistics.triples[""])]
    lines = ["# What was built", "", *_first(built)]
    lines += _table(("source", "kind", "release", "records"), sources)
    lines += _table(("thing", "number"), things)
    lines += _findings(built)
    lines += _disagreements(built)
    return "\n".join(lines) + "\n"


def _first(built: Built) -> list[str]:
    """What must be known before anything else."""
    told = [f"- {_cell(sentence)}" for sentence in sentences(built)]
    nothing = "Nothing was left out, nothing is doubtful, and somebody is linked in each agreement."
    return ["## What to know first", "", *(told or [nothing]), ""]


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> list[str]:
    """A pipe table whose last column is a number, and a blank line."""
    rules = ["---"] * (len(columns) - 1) + ["---:"]
    return [*markdown_lines(columns, rows, rules), ""]


def _cell(text: str) -> str:
    return one_line(text.replace("|", "\\|"))


def _findings(built: Built) -> list[str]:
    grouped: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in built.report.problems:
        if problem.kind != "disagreement":
            grouped[problem.level, problem.kind].append(problem)
    lines = ["## Findings", ""]
    if not grouped:
        return [*lines, "None.", ""]
    for level, kind in sorted(grouped, key=lambda key: (_LEVELS[key[0]], key[1])):
        problems = grouped[level, kind]
        lines += [f"### {level}: {kind} ({len(problems)})", ""]
        if known := explanations().get(kind):
            lines += [f"{known.means} To do: {known.do}", ""]
        lines += [
            f"- {_cell(_place(problem))}: {_cell(problem.message)}" for problem in problems[:_SHOWN]
        ]
        if len(problems) > _SHOWN:
            lines.append(f"- and {len(problems) - _SHOWN} more, all in report.json")
        lines.append("")
    return lines


def _place(problem: Problem) -> str:
    """The file, else the agreement, else the build as a whole."""
    return problem.place or (f"agreement {problem.agreement}" if problem.agreement else "all")


_LEVELS = {"error": 0, "warning": 1, "info": 2}


def _disagreements(built: Built) -> list[str]:
    found = disagreements(built)
    lines = ["## Where sources disagree", ""]
    if not found:
        return [*lines, "Nowhere.", ""]
    fields = Counter((entry.field, entry.file_a, entry.file_b) for entry in found)
    lines += ["The first file's value stands.", ""]
    ordered = sorted(fields.items(), key=lambda item: (-item[1], item[0]))
    rows = [(*entry, number) for entry, number in ordered]
    lines += _table(("field", "stands", "differs", "agreements"), rows)
    lines += [
        "Every single one is in report.json, and in the answer to `graphbuild query disagreements`.",
        "",
    ]
    return lines
