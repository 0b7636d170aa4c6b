"""The reference of findings: every kind that a report can print, what it means and what to do."""

from __future__ import annotations

from itertools import groupby

from graphbuild.catalogue.library import catalogue
from graphbuild.explained import explanations
from tools.docs.text import plain, table

HEADINGS = {
    "files": "Files",
    "pages": "Coding pages",
    "tables": "PA-X's tables",
    "PAA-X": "PAA-X",
    "UCDP": "UCDP",
    "actors": "Tables of actors",
    "joining": "Joining sources",
    "linking": "Linking names",
}


def page() -> str:
    """The whole page."""
    lines = [
        "# Findings",
        "",
        "Nothing is dropped in silence: what could not be read, is doubtful, or is worth knowing is a"
        " *finding*, in `report.md` for reading, in `report.json` for programs, and in `graph.report` in"
        " Python. An **error** means that something was left out, a **warning** that something kept is"
        " doubtful, an **info** that something is worth knowing. The kinds, in the order of the way from"
        " files to graph:",
        "",
    ]
    for about, group in groupby(explanations().values(), key=lambda item: item.about):
        lines += [f"## {HEADINGS[about]}", ""]
        lines.append(
            table(
                ("kind", "what it means", "what to do"),
                [
                    (f'<a id="{item.kind}"></a>`{item.kind}`', plain(item.means), plain(item.do))
                    for item in group
                ],
            )
        )
    lines += [
        "## What `validate` finds",
        "",
        "`graphbuild validate` holds a graph against the ontology's shapes, whose messages say what is"
        " wrong, and asks these questions, whose rows are findings. *Violation*: the graph contradicts"
        " itself. *Warning*: look at it before you count. *Info*: true of some graphs, and worth knowing.",
        "",
        table(
            ("check", "asks", "severity", "to know"),
            [
                (
                    f"`{query.name}`",
                    plain(query.question),
                    query.texts.get("severity", "violation"),
                    plain(query.texts.get("not-shown", "")),
                )
                for query in catalogue(checks=True)
            ],
        ),
    ]
    return "\n".join(lines)
