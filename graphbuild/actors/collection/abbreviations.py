"""Abbreviations that a text explains (``Full Name (ABC)``), which then hold in its agreement."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graphbuild.actors.field.extent import is_whole
from graphbuild.actors.field.matching import Extra, Match
from graphbuild.actors.field.ranking import Choice
from graphbuild.actors.field.text import Field
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.names import Alias
from graphbuild.actors.known.words import Word

Key = tuple[str, ...]


def _bracketed(found: list[Word], match: Match) -> list[Word]:
    """The words in the parenthesis right after a name, if they look like an abbreviation."""
    i = match.last + 1
    if i >= len(found) or not re.fullmatch(r"['’]?s?\s*\(\s*['\"“‘]?", found[i].gap):
        return []
    out: list[Word] = []
    for word in found[i : i + 4]:
        if out and re.search(r"[)\n,;]", word.gap):
            break
        out.append(word)
    after = found[i + len(out)].gap if i + len(out) < len(found) else ")"
    return out if re.match(r"['\"”’]?\s*\)", after) else []


def _abbreviation(words: list[Word]) -> bool:
    letters = "".join(word.raw for word in words)
    return 2 <= len(letters) <= 12 and sum(c.isupper() for c in letters) * 2 > len(letters)


class Definitions:
    """Which abbreviations mean whom in an agreement, because its own texts say so.

    Only a whole name defines an abbreviation: the last words of a longer name belong to another
    body, unless their initials are the abbreviation. What the authority lists as the short name of
    another body of the place stands against all but initials.
    """

    def __init__(self, fields: Iterable[Field], authority: Authority, choice: Choice) -> None:
        self._authority, self._choice = authority, choice
        self._agreement: dict[int, Extra] = {}
        if "definitions" not in authority.rules:
            return
        votes: dict[int, dict[Key, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for field in fields:
            for parts, actor in self._explained(field):
                votes[id(field.setting)][parts][actor] += 1
        self._agreement = {setting: _decide(counts) for setting, counts in votes.items()}

    def of(self, field: Field) -> Extra:
        """The abbreviations that hold in a field."""
        return self._agreement.get(id(field.setting), {})

    def _explained(self, field: Field) -> Iterator[tuple[Key, str]]:
        for match in field.matches:
            words = _bracketed(field.words, match)
            if not words or not _abbreviation(words):
                continue
            best = self._choice.best(match, field.setting)
            if best and self._fits(field, match, words, best):
                yield tuple(word.form for word in words), best.actor

    def _fits(self, field: Field, match: Match, words: list[Word], alias: Alias) -> bool:
        found = field.words
        short = "".join(word.form for word in words)
        if short == "".join(word.form[0] for word in found[match.first : match.last + 1]):
            return True
        if self._authority.is_place(alias.actor):
            # A country's name inside an unknown name defines nothing, but its government may.
            before = [word.form for word in found[max(0, match.first - 4) : match.first]]
            return short.startswith("g") and "government" in before
        if alias.kind == "demonym" or not is_whole(field, match):
            return False
        return not self._means_another(tuple(word.form for word in words), alias.actor, field)

    def _means_another(self, parts: Key, actor: str, field: Field) -> bool:
        known = self._authority.names.get(parts, ())
        places = field.setting.places
        return any(
            alias.actor != actor
            and alias.kind in {"name", "abbreviation", "alternative-name"}
            and any(home in places for home in self._authority.homes[alias.actor])
            for alias in known
        ) and not any(alias.actor == actor for alias in known)


def _decide(votes: dict[Key, Counter[str]]) -> dict[Key, Alias]:
    out: dict[Key, Alias] = {}
    for parts, counts in votes.items():
        actor, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if count * 2 > sum(counts.values()):
            written = " ".join(parts).upper()
            out[parts] = Alias(actor, "defined-abbreviation", parts, written)
    return out
