"""The one thing that an id, a code or a name stands for; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphbuild.errors import UsageError
from graphbuild.finding.kinds import is_iri, kind_of
from graphbuild.finding.names import Named, by_code, everything
from graphbuild.finding.search import Match, details, ranked
from graphbuild.words import composed, one_line, plain

if TYPE_CHECKING:
    from graphbuild.stores import Asker

SHOWN = 8


def resolve(store: Asker, kind: str, text: str) -> NamedNode:
    """The one thing of a kind that an id, a code, an exact name or an IRI names.

    A name fits exactly before it fits with other capitals, then with other accents; a thing's label
    goes before other names, among which are abbreviations, a label without what stands in brackets
    behind it, and the names of states that the house knows.

    :raises UsageError: where several fit, or none does: with what could be meant, the likeliest
        first, each with its id, type, country and number of agreements.
    """
    text = composed(one_line(text))
    found = (
        _by_iri(store, kind, text) if re.match(r"https?://", text) else by_code(store, kind, text)
    )
    names = [] if found else everything(store, kind)
    if not found:
        found = _best(names, text)
        if not found:
            raise UsageError(_none(store, kind, text, names))
    among = frozenset(named.iri for named in found)
    if len(among) > 1:
        names = names or everything(store, kind)
        matches = details(store, kind, ranked(store, kind, text, names, len(among), among))
        raise UsageError(
            f"{text!r} names several things that are {article(kind)}: {_listed(matches)};"
            " give the id of one"
        )
    return NamedNode(found[0].iri)


def article(kind: str) -> str:
    """The kind with its article: ``an actor``."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _by_iri(store: Asker, kind: str, text: str) -> list[Named]:
    if not is_iri(text):
        return []
    pattern = kind_of(kind).pattern.replace("?thing", f"<{text}>")
    return [Named(text, text, text, 0)] if store.ask(f"ASK {{ {pattern} }}") else []


def _best(names: Iterable[Named], text: str) -> list[Named]:
    folded, small = plain(text), text.casefold()
    fits = [named for named in names if plain(one_line(named.name)) == folded]
    # As written goes before other capitals, these before other accents; the label before other names.
    order = [
        (named.name != text, one_line(composed(named.name)).casefold() != small, named.rank)
        for named in fits
    ]
    best = min(order, default=None)
    return [named for named, key in zip(fits, order, strict=True) if key == best]


def _none(store: Asker, kind: str, text: str, names: list[Named]) -> str:
    if not names:
        return f"the graph holds nothing that is {article(kind)}, so {text!r} cannot be found"
    close = details(store, kind, ranked(store, kind, text, names, SHOWN))
    advice = (
        f"the nearest are {_listed(close)}" if close else "give an id, a code or an exact label"
    )
    return f"nothing that is {article(kind)} is named {text!r}; {advice}"


def _listed(matches: list[Match]) -> str:
    shown = [match.describe() for match in matches[:SHOWN]]
    rest = len(matches) - SHOWN
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")
