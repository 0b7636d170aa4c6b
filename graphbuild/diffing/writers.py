"""A comparison as text: a summary first, then every change."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from graphbuild.diffing.changes import Change, Comparison
from graphbuild.ontology.fields import fields
from graphbuild.ontology.terms import terms
from graphbuild.ontology.topics import topics
from graphbuild.tabular import aligned, markdown_lines, shown, text_table

COLUMNS = Change._fields


def summary(comparison: Comparison) -> list[str]:
    """How many agreements came and went, what changed how often, and what could not be compared."""
    counts = comparison.counts()
    rows = [(name, f"{count:,}", meaning(name)) for name, count in counts.items()]
    old, new = shown(comparison.old), shown(comparison.new)
    lines = [f"{old} → {new}", *aligned(rows, right={1})]
    for fields_, side in ((comparison.old_only, old), (comparison.new_only, new)):
        if fields_:
            names = ", ".join(fields_[:12]) + (
                f" and {len(fields_) - 12} more" if len(fields_) > 12 else ""
            )
            lines.append(f"only {side} shows, so not compared: {names}")
    return [*lines, *map(shown, comparison.notes)]


def meaning(name: str) -> str:
    """What a row of the summary is about, in words."""
    if name in ("added", "removed"):
        return f"agreements {name}"
    stated = {item.code: terms().get(item.property.removeprefix("pa:")) for item in fields()}
    if name.startswith("code:"):
        topic = topics().get(name.removeprefix("code:"))
        return topic.path if topic else ""
    term = stated.get(name)
    return term.label if term else ""


def as_json(comparison: Comparison) -> str:
    """Every change as an object of a list."""
    return json.dumps(
        [change._asdict() for change in comparison.changes], ensure_ascii=False, indent=1
    )


def as_csv(comparison: Comparison) -> str:
    """Every change as a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(comparison.changes)
    return out.getvalue()


def as_table(comparison: Comparison, width: int) -> str:
    """Summary, then every change in a table that fits a terminal."""
    lines = summary(comparison)
    if comparison.changes:
        lines += ["", text_table(COLUMNS, comparison.changes, width)]
    return "\n".join(lines)


def as_markdown(comparison: Comparison) -> Iterator[str]:
    """The same for a document."""
    head, *rest = summary(comparison)
    yield f"# {shown(head)}"
    yield ""
    yield from (f"- {shown(line)}" for line in rest)
    if comparison.changes:
        yield ""
        yield from markdown_lines(COLUMNS, comparison.changes)
