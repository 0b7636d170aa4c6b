"""Scraps of labels, paths and drawn lines that a converter left where passages stand."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.ontology import topics
from graphbuild.records import Provision
from graphbuild.sources.page import phrases
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import slots
from graphbuild.words import fold

NO_PASSAGE = "scraps of labels or letters, no passage"
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 120  # characters of a scrap
_LETTERS = 2  # of a word that may be what is left of one
_LEFT = 5  # letters that are left of the sentence for nothing
_CITED = "ImSrc"  # of which a value may be made of labels' words (“UN document”)


def sorted_out(passages: list[Provision]) -> tuple[list[Provision], list[str]]:
    """The passages that say something, and the scraps.

    A path remains without words; what has neither path nor page nor a word of its own is none.
    """
    kept: list[Provision] = []
    scraps: list[str] = []
    for one in passages:
        if one.page or not one.excerpt or not (_is_scrap(one) or is_broken(one.excerpt)):
            kept.append(one)
            continue
        if any(map(str.isalnum, one.excerpt)):
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


def is_broken(text: str) -> bool:
    """Whether a short text has no word but what is left of letters: ``p``, ``S i i ht``, ``- spec c e t o``."""
    if len(text) > _LONGEST or any(map(str.isdigit, text)):
        return False
    words = _WORD.findall(text)
    if not any(len(word) > _LETTERS for word in words):
        return len(words) > 1 or sum(map(len, words)) < _LETTERS
    rest = iter(fold(phrases.NOTHING))
    shape = "".join(map(fold, words))
    return len(words) > 1 and len(shape) >= _LEFT and all(letter in rest for letter in shape)


@cache
def _words() -> frozenset[str]:
    """The words of all labels, as they are compared."""
    labels = [slot.label for slot in slots()]
    labels += [topic.label for topic in topics.topics().values()]
    return frozenset(skeleton(word) for label in labels for word in _WORD.findall(label)) | {""}
