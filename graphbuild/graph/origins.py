"""On whose words a statement rests: the files whose text it was found in, or whose row lists it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphbuild.graph.merge import Merged
from graphbuild.records import Agreement, Mention, Participation, SourceFile
from graphbuild.words import one_line

Listed = Mapping[str, Mapping[str, list[Participation]]]
"""Coded participations by the checksum of the file that lists them and by agreement."""


@dataclass(slots=True)
class Origins:
    """The files behind what was found in texts, by agreement key."""

    merged: dict[str, Merged]
    listed: Listed
    files: list[SourceFile]

    @classmethod
    def of(cls, merged: Iterable[Merged], listed: Listed, files: list[SourceFile]) -> Origins:
        """The origins of a dataset."""
        return cls({item.key: item for item in merged}, listed, files)

    def of_words(self, key: str, given: Participation) -> Iterator[SourceFile]:
        """The files that have the text in which somebody is named."""
        item = self.merged[key]
        words = _fields(item.record, given)
        for file, own in item.sources:
            if any(
                text and text == said for text, said in zip(_fields(own, given), words, strict=True)
            ):
                yield file

    def of_rows(self, key: str, given: Participation) -> Iterator[SourceFile]:
        """The files of which a row lists the actor so."""
        if given.basis == "coded":
            for file in self.files:
                rows = self.listed.get(file.sha256, {}).get(key, ())
                if any(row.id == given.id for row in rows):
                    yield file

    def of_participation(self, key: str, given: Participation) -> list[SourceFile]:
        """The files that list it, and those whose words speak of it."""
        rows = list(self.of_rows(key, given))
        words = list(self.of_words(key, given)) if given.as_written else []
        return rows + [file for file in words if file not in rows]

    def of_mention(self, key: str, given: Mention) -> Iterator[SourceFile]:
        """The files that have the passage in which an agreement names another."""
        item, words = self.merged[key], one_line(given.text)
        for file, own in item.sources:
            if len(item.sources) == 1 or any(words in one_line(text) for text in _prose(own)):
                yield file


def _fields(record: Agreement, given: Participation) -> tuple[str, ...]:
    if given.side == "party":
        return (record.parties,)
    return record.third_parties, str(record.more.get("mediators", ""))


def _prose(record: Agreement) -> Iterator[str]:
    yield from (record.mentions, record.related_cases)
    yield from (entry.excerpt for entry in record.provisions if entry.excerpt)
