"""From the prose of every agreement to its mentions of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graphbuild.mentions import dated, entries, resolutions
from graphbuild.mentions.known import Index, Known
from graphbuild.mentions.passages import Passage, split
from graphbuild.mentions.reading import Reading
from graphbuild.mentions.shortnames import Open, ShortNames, abbreviations, open_names
from graphbuild.mentions.titles import Titles
from graphbuild.records import Agreement, Mention


def link_mentions(records: Iterable[tuple[str, Agreement]]) -> dict[str, list[Mention]]:
    """The mentions of each agreement by its key, in the order of the text.

    Every passage on other agreements (PA-X ``OthAgr``, the page's related cases) is a mention; a
    coded passage of a page is one only where it names an agreement. ``target`` and ``method``
    (``title``, ``title-date``, ``date-place``, ``short-name``, ``resolution-number``) stand only
    where the words fit one agreement alone, which is never later and never the agreement itself.
    A passage that names several is several mentions.
    """
    given = list(records)
    index = Index(given)
    titles = Titles(item for item in index.all.values() if item.date)
    short_names = ShortNames(index)
    read = [
        _read(index.all[key], passage, own_field, index, titles, short_names)
        for key, record in given
        for passage, own_field in _passages(record)
    ]
    out: dict[str, dict[Mention, None]] = {}
    for item in read:
        for mention in _mentions(item, short_names):
            out.setdefault(item.own.key, {})[mention] = None
    return {key: list(found) for key, found in out.items()}


@dataclass(slots=True)
class _Read:
    """What a passage of an agreement refers to (key and method), and its names still open.

    ``own_field`` tells whether the passage stands in a field on mentions, and not on a topic.
    """

    own: Known
    passage: Passage
    own_field: bool
    targets: dict[str, str] = field(default_factory=dict)
    names: list[Open] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)


def _read(
    own: Known,
    passage: Passage,
    own_field: bool,
    index: Index,
    titles: Titles,
    short_names: ShortNames,
) -> _Read:
    """Find what stands on number, title or date, and learn the short names given with it."""
    item = _Read(own, passage, own_field)
    if not own.date:
        return item
    reading = Reading.of(passage.text)
    for target in resolutions.find(own, reading, index):
        item.targets.setdefault(target.key, "resolution-number")
    references = list(titles.find(own, reading))
    references += dated.find(own, reading, index, references)
    for reference in references:
        item.targets.setdefault(reference.target.key, reference.method)
    if not item.targets and own_field and not passage.page:
        entry = entries.find(own, reading, index)
        if entry is not None:
            item.targets[entry.key] = "title"
    short_names.learn(own, reading, references)
    item.names = open_names(reading, references)
    item.abbreviations = abbreviations(passage.text)
    return item


def _mentions(item: _Read, short_names: ShortNames) -> Iterator[Mention]:
    """The mentions of a passage, those by short name last."""
    own, (text, page) = item.own, item.passage
    meant = [short_names.meant(own, name) for name in item.names]
    meant += [short_names.abbreviated(own, short) for short in item.abbreviations]
    for target in meant:
        if target:
            item.targets.setdefault(target.key, "short-name")
    for key, method in item.targets.items():
        yield Mention(text, page, key, method)
    if not item.targets and item.own_field:
        yield Mention(text, page)


def _passages(record: Agreement) -> Iterator[tuple[Passage, bool]]:
    texts = dict.fromkeys((record.mentions, record.related_cases))
    for text in texts:
        yield from ((passage, True) for passage in split(text))
    for provision in record.provisions:
        if provision.excerpt:
            yield Passage(provision.excerpt, provision.page), False
