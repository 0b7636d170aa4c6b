"""Which agreements the passages of all agreements name, kept by these agreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graphbuild.building.kept.codec import line, reader
from graphbuild.building.kept.pack import Kept
from graphbuild.mentions import link_mentions
from graphbuild.records import Agreement, Mention

Mentions = dict[str, list[Mention]]
_OF_ONE = reader(tuple[str, list[Mention]])


def mentions_in(kept: Kept, records: Sequence[tuple[str, Agreement]]) -> Mentions:
    """The mentions of each agreement, linked again only if any of them is another."""
    key = kept.key("mentions", records)
    return kept.recall(key, lambda: link_mentions(records), _written, _read)


def _written(found: Mentions) -> Iterator[bytes]:
    for key, own in found.items():
        yield line([key, own])


def _read(lines: Iterable[bytes]) -> Mentions:
    return dict(map(_OF_ONE, lines))
