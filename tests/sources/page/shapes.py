"""Coding pages written for tests: one made-up agreement in the shapes that converters give."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from graphbuild.ontology import topics
from graphbuild.ontology.fields import page_labels

NOTHING = "No specific mention."
PARTIES = "For the Government: Ana Almeida, Minister\nFor the Movement: Ben Barros, Commander"
THIRD = "Witnessed by Carla Cruz, United Nations"
TEXT = "Fighting over grazing and water began in the north and spread to the towns."
HEADER: dict[str, list[str]] = {
    "Con": ["Georgia", "Abkhazia"],
    "Reg": ["Europe and Eurasia"],
    "Agt": ["Protocol on the crossing points"],
    "Dat": ["7 Dec 2003"],
    "Status": ["Multiparty signed/agreed"],
    "Interim": ["Yes"],
    "Agtp": [
        "Intrastate/intrastate conflict",
        "Lowland Conflict (1991 - 2004)",
        TEXT,
        "Close Lowland Conflict (1991 - 2004)",
    ],
    "Stage": ["Ceasefire/related"],
    "Contp": ["Territory"],
    "PPName": ["Abkhazia peace process"],
    "Part": PARTIES.split("\n"),
    "ThrdPart": [THIRD],
    "description": ["Protocol that opens two crossing points and sets their hours."],
    "x:AgreementDocument": ["GE_031207_Protocol.pdf (opens in new tab) | Download PDF"],
}
ROWS: dict[str, list[str]] = {
    "GRef": [
        "Groups→Refugees/displaced persons→Substantive",
        "Page 2, Article 3",
        "Those who fled may come back by either crossing.",
    ],
    "StRef": ["Page 4:", "A vote is held once the crossings are open."],
    "Ce": [
        "Security sector→Ceasefire→Ceasefire provision",
        "Page 1:",
        "Ceasefire: no shot is fired within sight of the river.",
        "Page 2:",
        "Heavy weapons are drawn back by ten kilometres.",
    ],
    "RiOth": ["Page 5, 9.", "Markets may be held on the bridge."],
    "ImSrc": ["Registry of the mission, on file"],
}


def header() -> list[tuple[str, list[str]]]:
    return [(label, HEADER[code]) for code, label in page_labels().items()]


def body(rows: dict[str, list[str]] = ROWS) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    for section in topics.sections().values():
        below = [topic for topic in topics.page_rows() if topic.section == section]
        yield section, [(topic.page_label, rows.get(topic.code, [NOTHING])) for topic in below]


def _folded(label: str) -> list[str]:
    return textwrap.wrap(label, 24, break_long_words=False)


def _page(row: object, section: object, con: str = " ") -> str:
    first, *others = header()
    out: list[str] = []
    for label, value in [(first[0], con.join(first[1]).split("\n")), *others]:
        out += row(label, value)  # type: ignore[operator]
    for name, rows in body():
        out += section(name)  # type: ignore[operator]
        for label, value in rows:
            out += row(label, value)  # type: ignore[operator]
    return "\n".join(out) + "\n"


def bold() -> str:
    return _page(
        lambda name, value: [f"**{name}** {value[0]}", *value[1:], ""],
        lambda s: [f"## **{s}**", ""],
    )


def bold_wrapped() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        parts = _folded(label)
        if len(parts) == 1:
            return [f"**{label}** {value[0]}", *value[1:], ""]
        return [*(line for part in parts for line in (f"**{part}**", "")), "", *value, "", ""]

    return _page(row, lambda s: [f"# **{s}**", ""])


def plain() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        parts = _folded(label)
        return [f"{label} {value[0]}", *value[1:]] if len(parts) == 1 else [*parts, *value]

    return _page(row, lambda s: [s], "\n")


def _beside(parts: list[str], value: list[str]) -> Iterable[tuple[str, str]]:
    for number in range(max(len(parts), len(value))):
        yield (
            parts[number] if number < len(parts) else "",
            value[number] if number < len(value) else "",
        )


def interleaved() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        return [f"{left} {right}".strip() for left, right in _beside(_folded(label), value)]

    return _page(row, lambda s: [s])


def inside() -> str:
    """The value in the middle of its label, on one line (``Human rights/RoL No … general``)."""

    def row(label: str, value: list[str]) -> list[str]:
        parts = _folded(label)
        if value != [NOTHING] or len(parts) == 1:
            return [f"{label}\t{' '.join(value)}\t"]
        return ["", f"{parts[0]} {NOTHING} {' '.join(parts[1:])}", ""]

    return _page(row, lambda s: ["", s, ""])


def columns() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        pairs = _beside(_folded(label), value)
        return [*(f"  {left:<30}{right}".rstrip() for left, right in pairs), ""]

    return _page(row, lambda s: [f"  {s}", ""])


def pipes() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        return [f"|**{label}**|{'<br>'.join(value)}|"]

    return _page(row, lambda s: ["", f"**{s}**", "", "|Col1|Col2|", "|---|---|"])


def tagged() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        more = "".join(f"<p>{line}</p> " for line in value[1:])
        return [f"<b>{label}</b>\t{value[0]}", *([f"\t{more}"] if more else [])]

    return _page(row, lambda s: ["", "---", "", f"### **{s}**", ""])


def queued() -> str:
    """Two labels, then their two values, as some converters order the boxes of a page."""
    out: list[str] = []
    waiting: list[tuple[str, list[str]]] = []

    def flush() -> None:
        out.extend(line for label, _ in waiting for line in (label, ""))
        out.extend(line for _, value in waiting for line in ("\n".join(value), ""))
        waiting.clear()

    for label, value in header():
        out.extend((label, "", "\n".join(value), ""))
    for section, rows in body():
        out.extend((section, ""))
        for label, value in rows:
            waiting.append((label, value))
            if len(waiting) == 2 or value != [NOTHING]:
                flush()
        flush()
    return "\n".join(out) + "\n"


def crawled(between: str) -> str:
    """A list whose labels are glued to their values, or parted from them by a lone dash."""

    def row(label: str, value: list[str]) -> list[str]:
        return [f"- {label}{between}{value[0]}", *value[1:]]

    return _page(row, lambda s: [s], "\n")


def labels_first() -> str:
    """All labels of a sheet, then all values: only their order is left."""
    out: list[str] = []
    for _, pairs in [("", header()), *body()]:
        out += ["", *(label for label, _ in pairs), ""]
        out += [line for _, value in pairs for line in ("\n".join(value), "")]
    return "\n".join(out) + "\n"


def html() -> str:
    def row(label: str, value: list[str]) -> list[str]:
        return [f"<tr><th>{label}</th><td>{'<br>'.join(value)}</td></tr>"]

    def section(name: str) -> list[str]:
        return ["</table>", f"<h3>{name}</h3><table>"]

    return f"<html><head><title>x</title></head><body><table>{_page(row, section)}</table>"


TEXTS = {
    "bold": bold,
    "bold-wrapped": bold_wrapped,
    "plain": plain,
    "interleaved": interleaved,
    "inside": inside,
    "columns": columns,
    "pipes": pipes,
    "tagged": tagged,
    "queued": queued,
    "labels-first": labels_first,
}
