"""Coding pages laid out as HTML in the ways in which a website may: records in, pages out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from graphbuild.ontology import topics
from graphbuild.ontology.fields import page_labels

NOTHING = "No specific mention."
Record = dict[str, Any]
Rows = list[tuple[str, list[str]]]
_STYLE = """body{font:12px FONT;margin:24px} h3{margin:14px 0 4px} .f{display:flex;margin:4px 0}
.f>*{flex:1} .f>:first-child{flex:0 0 150px;font-weight:bold} th{text-align:left;vertical-align:top;width:150px}
td{vertical-align:top} dt{font-weight:bold} .g{display:grid;grid-template-columns:170px 1fr;gap:4px}
tr.r>*{border:1px solid #999;padding:3px}"""


def header(record: Record) -> Rows:
    """The fields of a page with the lines of their values."""
    conflict = [record["level"]]
    if record["conflict"]:
        conflict += [record["conflict"], *record["conflict_description"].split("\n")]
        conflict.append(f"Close {record['conflict']}")
    year, month, day = record["date"].split("-")
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    values = {
        "Con": [" ".join(record["country_entity"])],
        "Reg": [record["region"]],
        "Agt": [record["name"]],
        "Dat": [f"{int(day)} {months[int(month) - 1]} {year}"],
        "Status": [record["status"]],
        "Interim": [record["interim"]],
        "Agtp": conflict,
        "Stage": [record["stage"]],
        "Contp": [record["nature"]],
        "PPName": [record["process"]],
        "Part": record["parties"].split("\n"),
        "ThrdPart": record["third_parties"].split("\n") if record["third_parties"] else ["-"],
        "description": [record["description"]],
        "x:AgreementDocument": [
            f"{title} (opens in new tab) | Download PDF" for title in record["agreement_document"]
        ],
    }
    return [(label, values[code]) for code, label in page_labels().items()]


def body(record: Record) -> Iterator[tuple[str, Rows]]:
    """The sections of a page with their rows."""
    lines: dict[tuple[str, str], list[str]] = {}
    for one in record["provisions"]:
        path = one["path"].split("→")
        topic = topics.topics()[one["code"]]
        row = (path[0], path[1]) if len(path) > 2 else (topic.section, topic.page_label)
        cell = lines.setdefault(row, [])
        if len(path) > 2 and one["path"] not in cell:
            cell.append(one["path"])
        cell += [words for words in (one["page"], one["excerpt"]) if words]
    for section in topics.sections().values():
        rows = []
        for topic in topics.page_rows():
            if topic.section == section:
                said = lines.get((section, topic.page_label), [NOTHING])
                if topic.code == "x:RelatedCases" and record["related_cases"]:
                    said = [record["related_cases"]]
                rows.append((topic.page_label, said))
        yield section, rows


def _html(record: Record, fields: Callable[[Rows], str], font: str) -> str:
    title = escape(record["name"])
    parts = [f"<h1>{title}</h1>", fields(header(record))]
    for section, rows in body(record):
        parts += [f"<h3>{section}</h3>", fields(rows)]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE.replace('FONT', font)}</style></head><body>"
        + "\n".join(parts)
        + "</body></html>"
    )


def _broken(value: list[str]) -> str:
    return "<br>".join(map(escape, value))


def _paragraphs(value: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in value)


def table(record: Record) -> str:
    """A table with header cells."""

    def rows(pairs: Rows) -> str:
        cells = (f"<tr><th>{name}</th><td>{_broken(value)}</td></tr>" for name, value in pairs)
        return f"<table>{''.join(cells)}</table>"

    return _html(record, rows, "Lato, sans-serif")


def ruled(record: Record) -> str:
    """A ruled table whose cells hold paragraphs."""

    def rows(pairs: Rows) -> str:
        cells = (
            f'<tr class="r"><td>{name}</td><td>{_paragraphs(value)}</td></tr>'
            for name, value in pairs
        )
        return f'<table style="border-collapse:collapse">{"".join(cells)}</table>'

    return _html(record, rows, "'DejaVu Sans', sans-serif")


def listed(record: Record) -> str:
    """A list of definitions."""

    def rows(pairs: Rows) -> str:
        return "<dl>" + "".join(f"<dt>{n}</dt><dd>{_broken(v)}</dd>" for n, v in pairs) + "</dl>"

    return _html(record, rows, "'Linux Libertine O', serif")


def boxes(record: Record) -> str:
    """Boxes side by side, as today's websites have them."""

    def rows(pairs: Rows) -> str:
        return "".join(
            f'<div class="f"><div>{name}</div><div>{_paragraphs(value)}</div></div>'
            for name, value in pairs
        )

    return _html(record, rows, "Lato, sans-serif")


LAYOUTS = {"table": table, "ruled": ruled, "dl": listed, "boxes": boxes}
