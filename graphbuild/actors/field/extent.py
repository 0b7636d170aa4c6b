"""How far the name of a body reaches in a text: whether what was found is only a part of it."""

from __future__ import annotations

import re

from graphbuild.actors.field.matching import Match
from graphbuild.actors.field.text import Field
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.cleaning import MINED
from graphbuild.actors.known.words import Word
from graphbuild.actors.persons.names import is_title
from graphbuild.actors.phrases import compiled, table, words
from graphbuild.patterns import late

_ADJOINS = re.compile(r"[ \xa0]|[ ]?[-‐–/][ ]?")
_OF = compiled(r"\s{of-the}\s")
_DIRECTION = compiled(r"{direction}")
_SIBLING = compiled(r"{sibling}")
_BODY = compiled(r"{body}")


def _roles() -> str:
    roles = "|".join(words(meaning) for meaning in table() if meaning.startswith("role-"))
    return rf"\b(?:{roles})(?!\w)"


_ROLE = late(_roles, re.IGNORECASE)


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


def own_part(field: Field, match: Match, authority: Authority) -> Match:
    """The actor's own name, where a mined one holds a person or a role behind it.

    An authority whose names were gathered from texts calls a state ``Republic of X Ann Roe`` or
    ``X (Facilitator``: what stands behind the name is not the actor's, and would be lost in it.
    """
    if match.size == 1 or any(alias.kind not in MINED for alias in match.aliases):
        return match
    actors = {alias.actor for alias in match.aliases}
    for last in range(match.last - 1, match.first - 1, -1):
        head = tuple(word.form for word in field.words[match.first : last + 1])
        own = [alias for alias in authority.names.get(head, ()) if alias.actor in actors]
        if own:
            shorter = own_part(field, Match(match.first, last, own), authority)
            rest = field.words[shorter.last + 1].start, field.words[match.last].end
            return shorter if _holds_more(field, *rest) else match
    return match


def _holds_more(field: Field, start: int, end: int) -> bool:
    """Whether a stretch holds a role, or two words of a person's name."""
    if _ROLE.search(field.text, start, end):
        return True
    inside = (field.text[max(p.start, start) : min(p.end, end)].split() for p in field.people)
    return any(len(name) > 1 for name in inside)


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
