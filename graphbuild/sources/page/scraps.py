"""Scraps of labels, paths and drawn lines that a converter left where passages stand."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.ontology import topics
from graphbuild.records import Provision
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import slots

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 120  # characters of a scrap
_CITED = "ImSrc"  # of which a value may be made of labels' words (“UN document”)


def sorted_out(passages: list[Provision]) -> tuple[list[Provision], list[str]]:
    """The passages that say something, and the scraps.

    A path remains without words; what has neither path nor page nor a word of its own is none.
    """
    kept: list[Provision] = []
    scraps: list[str] = []
    for one in passages:
        if one.page or not one.excerpt or not _is_scrap(one):
            kept.append(one)
            continue
        if skeleton(one.excerpt):
            scraps.append(one.excerpt)
        if one.path:
            kept.append(one._replace(excerpt=""))
    said = {one.path for one in kept if one.excerpt or one.page}
    kept = [one for one in kept if one.excerpt or one.page or one.path not in said]
    return kept, scraps


def _is_scrap(one: Provision) -> bool:
    if one.code == _CITED or len(one.excerpt) > _LONGEST:
        return not any(map(str.isalnum, one.excerpt))
    return all(skeleton(word) in _words() for word in _WORD.findall(one.excerpt)) and not any(
        map(str.isdigit, one.excerpt)
    )


@cache
def _words() -> frozenset[str]:
    """The words of all labels, as they are compared."""
    labels = [slot.label for slot in slots()]
    labels += [topic.label for topic in topics.topics().values()]
    return frozenset(skeleton(word) for label in labels for word in _WORD.findall(label)) | {""}
