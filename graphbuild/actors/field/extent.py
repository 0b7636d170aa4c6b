"""How far the name of a body reaches in a text: whether what was found is only a part of it."""

from __future__ import annotations

import re

from graphbuild.actors.field.matching import Match
from graphbuild.actors.field.text import Field
from graphbuild.actors.known.words import Word
from graphbuild.actors.persons.names import is_title
from graphbuild.actors.phrases import compiled

_ADJOINS = re.compile(r"[ \xa0]|[ ]?[-‐–/][ ]?")
_OF = compiled(r"\s{of-the}\s")
_DIRECTION = compiled(r"{direction}")
_SIBLING = compiled(r"{sibling}")
_BODY = compiled(r"{body}")


def is_whole(field: Field, match: Match) -> bool:
    """Whether a name is no tail of a longer one (``Independent X``, ``Coalition of X``)."""
    if match.first == 0:
        return True
    before, first = field.words[match.first - 1], field.words[match.first]
    if not before.raw[:1].isupper() or is_title(before.raw) or _in_person(field, before):
        return True
    between = field.text[before.end : first.start]
    if _ADJOINS.fullmatch(between):
        return False
    return not (_OF.fullmatch(between) and _BODY.fullmatch(before.raw))


def behind_sibling(field: Field, match: Match) -> bool:
    """Whether a word that tells siblings apart stands before a name (``Independent X``, ``New X``)."""
    if match.first == 0:
        return False
    before, first = field.words[match.first - 1], field.words[match.first]
    between = field.text[before.end : first.start]
    capital = before.raw[:1].isupper() and first.raw[:1].isupper()
    return bool(capital and _ADJOINS.fullmatch(between) and _SIBLING.fullmatch(before.raw))


def behind_direction(field: Field, match: Match) -> bool:
    """Whether a point of the compass stands before a place: then a part of it, or another, is meant."""
    if match.first == 0:
        return False
    before, first = field.words[match.first - 1], field.words[match.first]
    between = field.text[before.end : first.start]
    near = _ADJOINS.fullmatch(between) or _OF.fullmatch(between)
    return bool(near and _DIRECTION.fullmatch(before.raw))


def _in_person(field: Field, word: Word) -> bool:
    return any(person.start <= word.start < person.end for person in field.people)
