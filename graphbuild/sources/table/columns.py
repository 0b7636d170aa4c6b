"""Which column is what, by its name alone: the order differs between releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphbuild.ontology import fields
from graphbuild.ontology.columns import own_names
from graphbuild.ontology.topics import Topic, topics
from graphbuild.sources.findings import Findings


@dataclass(frozen=True, slots=True)
class Columns:
    """Position of each column that is read, by PA-X's name; ``twice`` are doubled headers.

    ``issues`` has the issue codes in the order of the coding scheme.
    """

    at: dict[str, int]
    issues: tuple[tuple[int, Topic], ...]
    twice: tuple[tuple[str, int, int], ...]

    @property
    def names(self) -> frozenset[str]:
        """PA-X's names of the columns that are there."""
        return frozenset(self.at).union(topic.code for _, topic in self.issues)


def read_columns(header: Sequence[str], findings: Findings) -> Columns:
    """Find the columns; what is renamed, retired, of others or unknown is reported."""
    position: dict[str, int] = {}
    twice: list[tuple[str, int, int]] = []
    renamed, beside, foreign, unknown = [], [], [], []
    for at, own in _own_first(header):
        name = header[at].strip()
        if own is None:
            if name:
                unknown.append(name)
        elif not own:
            foreign.append(name)
        elif own in position:
            if header[position[own]].strip() == own == name:
                twice.append((own, position[own], at))
            else:
                beside.append(f"{name} ({header[position[own]].strip()} is there)")
        else:
            position[own] = at
            if name != own:
                renamed.append(f"{name} as {own}")
    _tell(findings, "unknown-column", "warning", "unknown columns, not read", unknown)
    _tell(findings, "foreign-column", "info", "columns that are not PA-X's, not read", foreign)
    _tell(findings, "second-column", "info", "columns for what another holds, not read", beside)
    _tell(findings, "renamed-column", "info", "columns under other names, read", renamed)
    scheme = topics()
    retired = [
        f"{n} (now {scheme[n].replaced_by})"
        for n in position
        if n in scheme and scheme[n].replaced_by
    ]
    _tell(
        findings, "retired-column", "info", "columns of early releases, kept as they are", retired
    )
    return Columns(
        {name: at for name, at in position.items() if name in fields.columns()},
        tuple((position[code], topic) for code, topic in scheme.items() if code in position),
        tuple(twice),
    )


KEYS: Final = (
    (("AgtId",), "number, by which files are joined"),
    (("Agt",), "title"),
    (("Dat",), "date"),
    (("Con",), "countries"),
    (("Stage",), "stage"),
    (("Agtp",), "level"),
    (("PP", "PPName"), "process"),
)
"""What an agreement is known and counted by: columns, one of which must be there, and what they hold."""


def tell_missing(columns: Columns, local: bool, findings: Findings) -> None:
    """Report each key column that a table lacks; PA-X Local (``local``) shows the level itself."""
    for names, what in KEYS:
        if columns.at.keys().isdisjoint(names) and not (local and names == ("Agtp",)):
            message = f"no column {' or '.join(names)}: the agreements have no {what}"
            findings.add("warning", "missing-column", message)
    if local and "Agtp" not in columns.at:
        message = "a table of PA-X Local, by its columns: the level of every agreement is local"
        findings.add("info", "local-table", message)


def _own_first(header: Sequence[str]) -> list[tuple[int, str | None]]:
    """Positions with PA-X's names, those written as PA-X writes them before altered ones."""
    named = list(enumerate(own_names(header)))
    return sorted(named, key=lambda item: header[item[0]].strip() != item[1])


def _tell(findings: Findings, kind: str, level: str, what: str, names: Sequence[str]) -> None:
    if names:
        listed = ", ".join(dict.fromkeys(names))
        findings.add("warning" if level == "warning" else "info", kind, f"{what}: {listed}")
