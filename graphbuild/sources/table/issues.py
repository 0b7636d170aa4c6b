"""The issue columns of a table: one provision for every code that is not 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from graphbuild.ontology.topics import Topic
from graphbuild.records import Agreement, Provision
from graphbuild.sources.findings import Findings
from graphbuild.sources.table import cells
from graphbuild.sources.table.columns import Columns

ZEROS = frozenset({"0", "0.0"})


class Issues:
    """Reads the issue cells of one row after another; equal provisions are one shared object."""

    def __init__(self, columns: Columns, findings: Findings) -> None:
        self._topics = [topic for _, topic in columns.issues]
        self._pick = _picker([at for at, _ in columns.issues])
        self._findings = findings
        self._shared: dict[tuple[int, str], Provision | None] = {}
        self._high: list[tuple[Topic, int, int, Agreement]] = []

    def read(self, row: Sequence[str], number: int, agreement: Agreement) -> None:
        """Add the provisions of one row to its agreement."""
        shared = self._shared
        for index, cell in enumerate(self._pick(row)):
            if cell == "0":
                continue
            key = (index, cell)
            provision = shared[key] if key in shared else self._first(key)
            if provision is None:
                if cell not in ZEROS:
                    self._doubt(self._topics[index], cell, number, agreement)
                continue
            self._add(provision, self._topics[index], number, agreement)

    def _first(self, key: tuple[int, str]) -> Provision | None:
        topic, value = self._topics[key[0]], cells.whole(cells.plain(key[1]))
        made = Provision(topic.code, topic.path, int(value)) if value and value != "0" else None
        self._shared[key] = made
        return made

    def _add(self, provision: Provision, topic: Topic, number: int, agreement: Agreement) -> None:
        agreement.provisions.append(provision)
        agreement.issue_codes.append(provision.code)
        if topic.level == 1:
            agreement.issues.append(provision.path)
        elif topic.level > 1:
            agreement.issue_paths.append(provision.path)
        value = provision.value or 0
        if value > 1 and value > min(topic.value_max, *(top for _, top in topic.earlier_maxima), 9):
            self._high.append((topic, value, number, agreement))

    def _doubt(self, topic: Topic, cell: str, number: int, agreement: Agreement) -> None:
        text = cells.plain(cell)
        if not text:
            message = "issue cells without a value, taken as not coded"
            self._findings.add("warning", "empty-issue", message, number, agreement.id)
        elif cells.whole(text) != "0":
            message = f"{topic.code}: {text!r} is no value of an issue code, not taken over"
            self._findings.add("warning", "issue-value", message, number, agreement.id)
            agreement.warnings.append(f"{topic.code}: {text}")

    def finish(self, release: str) -> None:
        """Report the values above the scale of the release, which is known only at the end."""
        for topic, value, number, agreement in self._high:
            top = topic.maximum(release)
            if not release:  # it may be any
                top = max(top, *(maximum for _, maximum in topic.earlier_maxima), 0)
            if value > top:
                scale = f"the scale of {release or 'every release'} ends at {top}"
                message = f"{topic.code} is {value}, {scale}; kept as it is"
                self._findings.add("warning", "out-of-range", message, number, agreement.id)
                agreement.warnings.append(f"{topic.code} is {value}, {scale}")


def _picker(positions: list[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda row: [row[at] for at in positions]
