"""Abbreviations that a text explains (``Full Name (ABC)``), which then hold in its process."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

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


def _fits(
    found: list[Word], match: Match, words: list[Word], authority: Authority, alias: Alias
) -> bool:
    """Whether a state may be meant: a country's name inside an unknown name defines nothing."""
    if not authority.is_place(alias.actor):
        return alias.kind != "demonym"
    short = "".join(word.form for word in words)
    before = [word.form for word in found[max(0, match.first - 4) : match.first]]
    initials = "".join(word.form[0] for word in found[match.first : match.last + 1])
    return short == initials or (short.startswith("g") and "government" in before)


class Definitions:
    """Which abbreviations mean whom, in each process and in each agreement by itself.

    What an agreement explains itself holds in it against anything that the authority knows, if
    it is the initials of the name; elsewhere in the process only where the authority has no actor
    of that name or abbreviation.
    """

    def __init__(self, fields: Iterable[Field], authority: Authority, choice: Choice) -> None:
        self._process: dict[str, Extra] = {}
        self._agreement: dict[int, Extra] = {}
        votes: dict[str, dict[Key, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        own: dict[int, dict[Key, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        in_process = "definitions-in-process" in authority.rules
        in_agreement = "definitions" in authority.rules
        for field in fields:
            for parts, actor, initials in _explained(field, authority, choice):
                if in_process:
                    votes[field.setting.process][parts][actor] += 1
                if initials and in_agreement:
                    own[id(field.setting)][parts][actor] += 1
            field.close()
        for process, counts in votes.items():
            self._process[process] = _decide(
                {parts: n for parts, n in counts.items() if not _known(parts, authority)}
            )
        for setting, counts in own.items():
            self._agreement[setting] = _decide(counts)

    def of(self, field: Field) -> Extra:
        """The abbreviations that hold in a field."""
        process = self._process.get(field.setting.process, {})
        own = self._agreement.get(id(field.setting), {})
        return {**process, **own} if own else process


def _explained(
    field: Field, authority: Authority, choice: Choice
) -> Iterator[tuple[Key, str, bool]]:
    for match in field.matches:
        words = _bracketed(field.words, match)
        if not words or not _abbreviation(words):
            continue
        best = choice.best(match, field.setting)
        if best and _fits(field.words, match, words, authority, best):
            named = field.words[match.first : match.last + 1]
            initials = "".join(word.form[0] for word in named)
            short = "".join(word.form for word in words)
            yield tuple(word.form for word in words), best.actor, short == initials


def _known(parts: Key, authority: Authority) -> bool:
    return any(a.kind in {"name", "abbreviation"} for a in authority.names.get(parts, ()))


def _decide(votes: dict[Key, Counter[str]]) -> dict[Key, Alias]:
    out: dict[Key, Alias] = {}
    for parts, counts in votes.items():
        actor, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if count * 2 > sum(counts.values()):
            written = " ".join(parts).upper()
            out[parts] = Alias(actor, "defined-abbreviation", parts, written)
    return out
