"""What a build says last: a source that contributes nothing, or nobody linked at all."""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.graph.dataset import Dataset
from graphbuild.records import Actor, SourceFile
from graphbuild.report import Report
from graphbuild.words import plain

NO_CONTRIBUTION, NOBODY_LINKED = "no-contribution", "nobody-linked"
ALARMS = frozenset({NO_CONTRIBUTION, NOBODY_LINKED})
"""Kinds of findings without which a graph that lacks the most would look as any other."""


def note_alarms(dataset: Dataset, report: Report, linked: bool) -> None:
    """Report sources of which nothing is in the merged graph's agreements, and a graph without links.

    ``linked`` is whether actors were looked for in the texts; only then is their absence a finding.
    """
    used = {given.actor for group in dataset.participations.values() for given in group}
    names = {name for actor in dataset.actors if actor.key in used for name in _names(actor)}
    keys = {item.key for item in dataset.merged}
    for source in dataset.sources:
        if problem := _idle(source, used, names, keys, linked):
            message = f"contributes nothing: {problem}"
            report.add("warning", NO_CONTRIBUTION, message, file=source.name)
    texts = sum(bool(item.record.parties or item.record.third_parties) for item in dataset.merged)
    if linked and texts and not used:
        message = f"nobody is linked: the texts of {texts} agreements name no known actor"
        report.add("warning", NOBODY_LINKED, message)


def _idle(source: SourceFile, used: set[str], names: set[str], keys: set[str], linked: bool) -> str:
    if source.agreements:
        return ""
    if source.listings and not any(row.agreement in keys for row in source.listings):
        return f"none of its {len(source.listings)} rows lists an agreement of the other sources"
    if source.listings or not source.actors or not linked:
        return ""
    if any(a.key in used or not names.isdisjoint(_names(a)) for a in source.actors):
        return ""
    return f"none of its {len(source.actors)} actors takes part in an agreement"


def _names(actor: Actor) -> Iterator[str]:
    """The names by which an entry of another file, with another key, is known to be the same."""
    yield plain(actor.name)
    yield from map(plain, actor.alternative_names)
